import type { AccountName, Duration, Time } from "../names.ts";
import type { PasskeyRecord } from "../ports/store.ts";
import { rejection, type Rejection } from "../rejection.ts";
import type { Asker } from "./ask.ts";
import type { House } from "./house.ts";

/** That the person is there now, and not just their open browser: the password, or an answer of a passkey. */
export type Proof = { readonly password: string } | { readonly attempt: string; readonly response: unknown };

/** What a browser needs for one answer of an authenticator; `attempt` comes back with the answer. */
export interface PasskeyOffer {
  readonly attempt: string;
  readonly options: object;
}

/** A challenge can be answered this long. */
export const challengeHolds: Duration = 5 * 60_000;
/** Wrong proofs of an account: this many, then none for as long. */
const wrongAtMost = 5;
const wrongFor: Duration = 10 * 60_000;
/** Accounts whose wrong proofs are remembered. */
const rememberedAtMost = 10_000;

/** What a challenge is for; an answer to one is never taken for another. */
type Purpose = "sign-in" | `add ${string}` | `prove ${string}`;

/** Proofs that a person is who they say: challenges that hold once, and answers to them. Rejects with `Unavailable`. */
export class Proofs {
  readonly #house: House;
  readonly #wrong = new Map<AccountName, { readonly since: Time; readonly count: number }>();

  constructor(house: House) {
    this.#house = house;
  }

  /** For the page of somebody who is not signed in yet. */
  async offerSignIn(): Promise<PasskeyOffer> {
    const { attempt, challenge } = await this.#begin("sign-in");
    return { attempt, options: await this.#house.passkeys.request(challenge, []) };
  }

  async offerProof(asker: Asker): Promise<PasskeyOffer | Rejection> {
    const own = await this.#house.store.listPasskeys(asker.account);
    if (own.length === 0) return rejection("no-such-passkey");
    const { attempt, challenge } = await this.#begin(`prove ${asker.device}`);
    return { attempt, options: await this.#house.passkeys.request(challenge, own) };
  }

  async offerCreation(asker: Asker, displayName: string): Promise<PasskeyOffer> {
    const { store, secrets, passkeys } = this.#house;
    const own = await store.listPasskeys(asker.account);
    const handle = own[0]?.handle ?? secrets.token();
    const { attempt, challenge } = await this.#begin(`add ${asker.device} ${handle}`);
    const person = { account: asker.account, displayName, handle };
    return { attempt: `${handle}.${attempt}`, options: await passkeys.creation(person, own, challenge) };
  }

  /** The key of an answer to `offerCreation`, and the handle it was made for. */
  async created(asker: Asker, attempt: string, response: unknown) {
    const dot = attempt.indexOf(".");
    const handle = attempt.slice(0, Math.max(0, dot));
    const challenge = await this.#answered(`add ${asker.device} ${handle}`, attempt.slice(dot + 1), response);
    if (challenge === undefined) return rejection("expired", "Begin again.");
    const made = await this.#house.passkeys.created(response, challenge);
    return made === undefined
      ? rejection("wrong-credentials", "The passkey does not hold.")
      : { made, handle };
  }

  /** The passkey that answered an offer of a sign-in; it counts as used. */
  async signedIn(attempt: string, response: unknown): Promise<PasskeyRecord | Rejection> {
    return this.#verified("sign-in", attempt, response);
  }

  /** Whether the proof is of the asker. Too many wrong ones, and none is looked at for a while. */
  async refuses(asker: Asker, proof: Proof): Promise<Rejection | undefined> {
    if (this.#isShut(asker.account)) return rejection("too-fast", "Too many wrong tries; wait ten minutes.");
    const refused =
      "password" in proof
        ? await this.#wrongPassword(asker, proof.password)
        : await this.#wrongKey(asker, proof);
    if (refused === undefined) this.#wrong.delete(asker.account);
    else this.#countWrong(asker.account);
    return refused;
  }

  async #wrongPassword(asker: Asker, password: string): Promise<Rejection | undefined> {
    const record = await this.#house.people.readNow(asker.account);
    const hash = record?.passwordHash;
    const right = hash !== undefined && (await this.#house.secrets.verifyPassword(hash, password));
    return right ? undefined : rejection("wrong-credentials");
  }

  async #wrongKey(
    asker: Asker,
    { attempt, response }: { readonly attempt: string; readonly response: unknown },
  ): Promise<Rejection | undefined> {
    const passkey = await this.#verified(`prove ${asker.device}`, attempt, response);
    if ("rejected" in passkey) return passkey;
    return passkey.account === asker.account ? undefined : rejection("wrong-credentials");
  }

  #isShut(account: AccountName): boolean {
    const wrong = this.#wrong.get(account);
    if (wrong === undefined) return false;
    if (this.#house.clock.now() - wrong.since < wrongFor) return wrong.count >= wrongAtMost;
    this.#wrong.delete(account);
    return false;
  }

  #countWrong(account: AccountName): void {
    if (this.#wrong.size >= rememberedAtMost) this.#wrong.clear();
    const { since, count } = this.#wrong.get(account) ?? { since: this.#house.clock.now(), count: 0 };
    this.#wrong.set(account, { since, count: count + 1 });
  }

  async #verified(purpose: Purpose, attempt: string, response: unknown): Promise<PasskeyRecord | Rejection> {
    const { store, passkeys, clock } = this.#house;
    const challenge = await this.#answered(purpose, attempt, response);
    if (challenge === undefined) return rejection("expired", "This took too long, or was answered already.");
    const claim = passkeys.read(response);
    const passkey = claim && (await store.readPasskey(claim.credential));
    if (claim === undefined || passkey === undefined) return rejection("no-such-passkey");
    const wrong = rejection("wrong-credentials", "The passkey does not hold.");
    if (claim.handle !== undefined && claim.handle !== passkey.handle) return wrong;
    const counter = await passkeys.verify(response, challenge, passkey);
    if (counter === undefined) return wrong;
    // Of two that show the same counter at once, one is a copy.
    const used = await store.usePasskey(passkey.id, { from: passkey.counter, to: counter }, clock.now());
    return used ? passkey : wrong;
  }

  async #begin(purpose: Purpose): Promise<{ readonly attempt: string; readonly challenge: string }> {
    const { store, secrets, clock } = this.#house;
    const [attempt, challenge] = [secrets.token(), secrets.token()];
    const hash = this.#nameOf(purpose, attempt, challenge);
    await store.putPass({ hash, kind: "challenge", expiresAt: clock.now() + challengeHolds, usesLeft: 1 });
    return { attempt, challenge };
  }

  /** The challenge, if it was given for this purpose and attempt, in time, and is answered for the first time. */
  async #answered(purpose: Purpose, attempt: string, response: unknown): Promise<string | undefined> {
    const { store, passkeys, clock } = this.#house;
    const challenge = passkeys.read(response)?.challenge;
    if (challenge === undefined) return undefined;
    const hash = this.#nameOf(purpose, attempt, challenge);
    const used = await store.usePass(hash, clock.now());
    if (used === undefined) return undefined;
    await store.removePass(hash);
    return used.kind === "challenge" ? challenge : undefined;
  }

  #nameOf(purpose: Purpose, attempt: string, challenge: string): string {
    return this.#house.secrets.hashToken(`${purpose}\n${attempt}\n${challenge}`);
  }
}

/** Forgets challenges, links and invitations whose time is over. Rejects with `Unavailable`. */
export async function removeOldPasses({ store, clock }: Pick<House, "store" | "clock">): Promise<void> {
  const now = clock.now();
  for (const pass of await store.listPasses()) if (pass.expiresAt <= now) await store.removePass(pass.hash);
}
