import type { AccountName } from "../names.ts";
import type { PasskeyRecord } from "./store.ts";

/** What an authenticator answered, before anything of it is believed. */
export interface PasskeyClaim {
  readonly credential: string;
  /** The challenge it says it answers. */
  readonly challenge: string;
  /** The user handle it gave, if any. */
  readonly handle: string | undefined;
}

export type NewPasskey = Pick<PasskeyRecord, "id" | "publicKey" | "counter" | "transports">;

/**
 * WebAuthn for one relying party (W3C Web Authentication, level 3). Options and responses are the JSON forms that
 * browsers take and give; only the adapter knows what is in them. User verification is always asked for and checked.
 */
export interface Passkeys {
  /** What a browser needs to make one. */
  creation(
    person: { readonly account: AccountName; readonly displayName: string; readonly handle: string },
    has: readonly PasskeyRecord[],
    challenge: string,
  ): Promise<object>;
  /** What a browser needs to show that it has one: any of this server, or one of these. */
  request(challenge: string, of: readonly PasskeyRecord[]): Promise<object>;
  /** Undefined: it is no response at all. */
  read(response: unknown): PasskeyClaim | undefined;
  /** Undefined: it does not hold. */
  created(response: unknown, challenge: string): Promise<NewPasskey | undefined>;
  /** The counter of a signature that holds; undefined: it does not. */
  verify(response: unknown, challenge: string, passkey: PasskeyRecord): Promise<number | undefined>;
}
