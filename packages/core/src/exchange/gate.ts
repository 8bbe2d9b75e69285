import { accountName, type AccountName, type DeviceId, type Time } from "../names.ts";
import type { AuditFact } from "../administration/audit.ts";
import type { AccountRecord, DeviceRecord, PassRecord } from "../ports/store.ts";
import { refusesPassword } from "../people/password.ts";
import { isRejection, rejection, type Rejection } from "../rejection.ts";
import type { Accounts } from "./accounts.ts";
import type { Devices } from "./devices.ts";
import type { Admission, Gate, NewDevice, PassInfo } from "./exchange.ts";
import type { House } from "./house.ts";
import type { PasskeyOffer, Proofs } from "./proofs.ts";

const setupPassValue = "setup-pass";
/** The first administrator's link holds this long; a restart makes a new one. */
const setupWithin = 7 * 24 * 3_600_000;
const retiredGrace = 60_000;

export function createGate(house: House, accounts: Accounts, devices: Devices, proofs: Proofs): Gate {
  return new HouseGate(house, accounts, devices, proofs);
}

class HouseGate implements Gate {
  readonly #house: House;
  readonly #accounts: Accounts;
  readonly #devices: Devices;
  readonly #proofs: Proofs;
  /** A hash to compare with when there is no such account, so that both take as long. */
  #nobody: Promise<string> | undefined;
  /** Newer tokens that were handed out a moment ago and not yet used, by device. */
  readonly #handedOut = new Map<DeviceId, { readonly token: string; readonly at: Time }>();

  constructor(house: House, accounts: Accounts, devices: Devices, proofs: Proofs) {
    this.#house = house;
    this.#accounts = accounts;
    this.#devices = devices;
    this.#proofs = proofs;
  }

  async signIn(name: string, password: string, device: NewDevice): Promise<Admission | Rejection> {
    const { people, secrets } = this.#house;
    const account = accountName(name);
    const record = account === undefined ? undefined : await people.readNow(account);
    const hash = record?.passwordHash ?? (await (this.#nobody ??= secrets.hashPassword(secrets.token())));
    const right = await secrets.verifyPassword(hash, password);
    if (record === undefined || record.passwordHash === undefined || !right) {
      await this.#house.audit.failed(record?.name, device.address);
      return rejection("wrong-credentials");
    }
    return this.#signIn(record, device, "password");
  }

  async #signIn(
    record: AccountRecord,
    device: NewDevice,
    by: "password" | "passkey",
  ): Promise<Admission | Rejection> {
    if (record.disabled) {
      await this.#house.audit.failed(record.name, device.address);
      return rejection("account-disabled");
    }
    return this.#admit(record, device, { what: "signed-in", detail: by });
  }

  offerPasskey(): Promise<PasskeyOffer> {
    return this.#proofs.offerSignIn();
  }

  async signInWithPasskey(
    attempt: string,
    response: unknown,
    device: NewDevice,
  ): Promise<Admission | Rejection> {
    const { people, audit } = this.#house;
    const passkey = await this.#proofs.signedIn(attempt, response);
    const record = isRejection(passkey) ? undefined : await people.readNow(passkey.account);
    if (record !== undefined) return this.#signIn(record, device, "passkey");
    await audit.failed(undefined, device.address);
    return isRejection(passkey) ? passkey : rejection("no-such-passkey");
  }

  async setPassword(pass: string, password: string, device: NewDevice): Promise<Admission | Rejection> {
    const { store, people, secrets, clock } = this.#house;
    const short = refusesPassword(password);
    if (short !== undefined) return short;
    const hash = secrets.hashToken(pass);
    const known = await store.readPass(hash);
    const account = known?.kind === "password" ? known.account : undefined;
    if (account === undefined) return rejection("expired", "This link is not known here.");
    const record = await people.readNow(account);
    if (record === undefined) return rejection("no-such-account");
    if (record.disabled) return rejection("account-disabled");
    if ((await store.usePass(hash, clock.now())) === undefined) return rejection("used-up");
    const changed = await this.#accounts.change({ type: "change-account", account, password });
    if (changed !== undefined) return changed;
    return this.#admit(record, device, { what: "password-changed" });
  }

  async signUp(
    pass: string,
    person: { readonly account: string; readonly displayName: string; readonly password: string },
    device: NewDevice,
  ): Promise<Admission | Rejection> {
    const { store, secrets, clock } = this.#house;
    const state = await this.inspectPass(pass);
    if (isRejection(state)) return state;
    if (state.kind === "password") return rejection("expired", "This link makes no account.");
    const refused = await this.#refuses(person);
    if (refused !== undefined) return refused;
    const used = await store.usePass(secrets.hashToken(pass), clock.now());
    if (used === undefined) return rejection("used-up");
    const record = await this.#accounts.add({
      name: accountName(person.account) as AccountName,
      displayName: person.displayName,
      kind: "person",
      password: person.password,
      admin: used.kind === "setup",
    });
    return isRejection(record) ? record : this.#admit(record, device, signedUp(used));
  }

  async #refuses(person: {
    readonly account: string;
    readonly password: string;
  }): Promise<Rejection | undefined> {
    const name = accountName(person.account);
    if (name === undefined)
      return rejection("invalid-request", "A name is made of letters, digits, . _ and -.");
    return refusesPassword(person.password) ?? this.#taken(name);
  }

  async #taken(name: AccountName): Promise<Rejection | undefined> {
    return (await this.#house.store.readAccount(name)) === undefined
      ? undefined
      : rejection("already-exists", name);
  }

  async #admit(record: AccountRecord, device: NewDevice, fact: AuditFact): Promise<Admission | Rejection> {
    const { secrets, audit } = this.#house;
    const token = secrets.token();
    const added = newDevice(
      this.#house,
      record.name,
      device,
      secrets.hashToken(token),
      device.passing === true ? "passing" : "lasting",
    );
    const refused = await this.#devices.add(added);
    if (refused !== undefined) return refused;
    const from = { device: added.id, label: added.label, ...audit.from(device.address) };
    await audit.note({ ...fact, by: record.name, ...from });
    return { asker: { account: record.name, device: added.id, admin: record.admin }, token };
  }

  async authenticate(token: string) {
    const { store, secrets, people } = this.#house;
    const hash = secrets.hashToken(token);
    const device = await store.deviceByToken(hash);
    if (device === undefined) return rejection("not-signed-in");
    if (device.retiredTokenHash === hash && !this.#justRetired(device)) return this.#reused(device);
    // Another node may have disabled the account.
    const account = await people.readNow(device.account);
    if (account === undefined) return rejection("not-signed-in");
    if (account.disabled) return rejection("account-disabled");
    const now = await this.#seen(device, hash);
    return { account: account.name, device: device.id, admin: account.admin, rotate: this.#isOld(now) };
  }

  /** Requests of another tab may still be on their way with the older token. */
  #justRetired(device: DeviceRecord): boolean {
    return this.#house.clock.now() - device.tokenAt < retiredGrace;
  }

  /** A retired token is a copy: either its holder or the one who uses the newer token is not the person. */
  async #reused(device: DeviceRecord): Promise<Rejection> {
    this.#house.observe.event("retired token shown", { account: device.account, device: device.id });
    await this.#devices.remove(device.account, [device.id], "token-reused");
    const { id, label, account } = device;
    await this.#house.audit.note({ what: "token-reused", device: id, label, on: account });
    return rejection("not-signed-in", "This token was retired; the device has been signed out.");
  }

  /** The first use of a newer token retires the older one. */
  async #seen(device: DeviceRecord, hash: string): Promise<DeviceRecord> {
    if (device.nextTokenHash !== hash) return device;
    const now = this.#house.clock.now();
    const seen = await this.#devices.update(device.id, (record) => {
      if (record.nextTokenHash !== hash) return record;
      const { nextTokenHash: _, ...rest } = record;
      return { ...rest, tokenHash: hash, tokenAt: now, retiredTokenHash: record.tokenHash };
    });
    this.#handedOut.delete(device.id);
    return seen ?? device;
  }

  #isOld(device: DeviceRecord): boolean {
    return (
      device.tenure === "lasting" && this.#house.clock.now() - device.tokenAt > this.#house.limits.rotateAfter
    );
  }

  async rotate(asker: {
    readonly account: AccountName;
    readonly device: DeviceId;
  }): Promise<string | Rejection> {
    const { secrets } = this.#house;
    const token = this.#tokenFor(asker.device);
    const nextTokenHash = secrets.hashToken(token);
    const device = await this.#devices.update(asker.device, (record) =>
      record.tenure === "lasting" ? { ...record, nextTokenHash } : record,
    );
    if (device === undefined) return rejection("no-such-device");
    return device.tenure === "lasting" ? token : rejection("not-allowed", "This token does not change.");
  }

  /** Two windows of one device that ask at the same time get the same token: the second would void the first's. */
  #tokenFor(device: DeviceId): string {
    const now = this.#house.clock.now();
    for (const [id, { at }] of this.#handedOut) if (now - at >= retiredGrace) this.#handedOut.delete(id);
    const token = this.#handedOut.get(device)?.token ?? this.#house.secrets.token();
    this.#handedOut.set(device, { token, at: this.#handedOut.get(device)?.at ?? now });
    return token;
  }

  async inspectPass(pass: string): Promise<PassInfo | Rejection> {
    const { store, secrets, clock, people, adjusting } = this.#house;
    const record = await store.readPass(secrets.hashToken(pass));
    if (record === undefined || record.kind === "challenge")
      return rejection("expired", "This link is not known here.");
    if (record.expiresAt <= clock.now()) return rejection("expired");
    if (record.usesLeft <= 0) return rejection("used-up");
    const { kind, note, expiresAt, account, by } = record;
    if (kind === "sign-up" && adjusting.policy().signUp === "closed")
      return rejection("not-allowed", "Nobody new is let in at present.");
    const from = by === undefined ? undefined : (await people.read(by))?.displayName;
    return { kind, note, expiresAt, account, from };
  }

  async setupPass(): Promise<string | undefined> {
    const { store, secrets, clock } = this.#house;
    const accounts = await store.listAccounts();
    if (accounts.some((account) => account.admin)) return undefined;
    const former = await store.readValue(setupPassValue);
    if (former !== undefined) await store.removePass(former);
    const pass = secrets.token();
    const hash = secrets.hashToken(pass);
    await store.putPass({ hash, kind: "setup", expiresAt: clock.now() + setupWithin, usesLeft: 1 });
    await store.putValue(setupPassValue, hash);
    return pass;
  }

  async createToken(account: AccountName, label: string) {
    const { people, secrets } = this.#house;
    if ((await people.read(account)) === undefined) return rejection("no-such-account");
    const token = secrets.token();
    const script = { label, kind: "script", capabilities: ["text", "rich-text", "image", "file"] } as const;
    const device = newDevice(this.#house, account, script, secrets.hashToken(token), "fixed");
    const refused = await this.#devices.add(device);
    return refused ?? { device: device.id, token };
  }
}

/** Who comes in, and by whose invitation. */
function signedUp({ kind, by }: PassRecord): AuditFact {
  if (kind === "setup") return { what: "signed-up", detail: "first administrator" };
  return { what: "invitation-used", ...(by === undefined ? {} : { on: by }) };
}

function newDevice(
  house: House,
  account: AccountName,
  device: NewDevice,
  tokenHash: string,
  tenure: DeviceRecord["tenure"],
): DeviceRecord {
  const now = house.clock.now();
  const id = house.secrets.id() as DeviceId;
  const { label, kind, capabilities } = device;
  return {
    id,
    account,
    label,
    kind,
    capabilities,
    createdAt: now,
    lastSeenAt: now,
    tokenHash,
    tokenAt: now,
    tenure,
  };
}
