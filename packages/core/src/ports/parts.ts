import type { AccountName, FileId, Time } from "../names.ts";

/** An upload that is not complete yet: what it is to become, and how much of it is here. */
export interface Part {
  /** The id the file will have. */
  readonly id: FileId;
  readonly by: AccountName;
  readonly name: string;
  /** Bytes of the whole, as announced. */
  readonly size: number;
  /** SHA-256 of the whole in lower-case hexadecimal, if it was announced. */
  readonly hash: string | undefined;
  /** Bytes that are here: the next one goes there. */
  readonly offset: number;
  /** When something of it came last. */
  readonly touchedAt: Time;
}

export type NewPart = Omit<Part, "offset" | "touchedAt">;

/**
 * Where uploads grow that may be broken off and go on. A part is its account's alone: to others it does not exist.
 * Survives a restart. Rejects with `Unavailable`.
 */
export interface Parts {
  begin(part: NewPart): Promise<Part>;
  read(by: AccountName, id: FileId): Promise<Part | undefined>;
  /** Those of an account, the one that was touched longest ago first. */
  list(by: AccountName): Promise<readonly Part[]>;
  /**
   * Writes bytes behind those that are here. What came before a stream broke off is kept. `elsewhere`: the part does not
   * end at `offset`; `too-large`: there were more than announced, and those were dropped.
   */
  append(
    by: AccountName,
    id: FileId,
    offset: number,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<Part | "elsewhere" | "too-large" | undefined>;
  /** Makes a file of a part that is whole. `damaged`: the bytes are not those that were announced, and are gone. */
  complete(part: Part): Promise<{ readonly hash: string; readonly start: Uint8Array } | "damaged">;
  remove(by: AccountName, id: FileId): Promise<void>;
  /** Removes what nobody touched since `before`; tells how many those were. */
  expire(before: Time): Promise<number>;
}
