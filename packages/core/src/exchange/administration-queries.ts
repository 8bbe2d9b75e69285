import type { AuditFact } from "../administration/audit.ts";
import type { AccountRecord, PassRecord } from "../ports/store.ts";
import { isRejection, rejection } from "../rejection.ts";
import type { AccountDetail, AskName, AskOf, Invitation } from "./ask.ts";
import type { Query } from "./offices.ts";
import { personOf } from "./people.ts";

/** A link for a new password holds this long, in milliseconds. */
const passwordLinkHolds = 24 * 3_600_000;
/** Accounts that are named with what their attachments take. */
const largestAccounts = 20;
const lastBackup = "last-backup";

/** What administrators ask of the house and of the accounts of others; each change is written into the audit log. */
export const administrationQueries = {
  "invite-sign-up": async ({ house }, asker, ask) => {
    const { store, secrets, clock, adjusting, audit } = house;
    if (adjusting.policy().signUp === "closed")
      return rejection("not-allowed", "Sign-up is closed: the settings of the house say so.");
    const secret = secrets.token();
    const expiresAt = clock.now() + ask.expiresIn;
    const note = ask.note === undefined ? {} : { note: ask.note };
    const hash = secrets.hashToken(secret);
    await store.putPass({ hash, kind: "sign-up", by: asker.account, ...note, expiresAt, usesLeft: ask.uses });
    await audit.noteOf(asker, {
      what: "invitation-made",
      ...(ask.uses === 1 ? {} : { detail: `${ask.uses}` }),
    });
    return { secret, expiresAt };
  },

  "list-invitations": async ({ house }) => {
    const now = house.clock.now();
    const passes = (await house.store.listPasses()).filter(isInvitation);
    const open = passes.filter((pass) => pass.usesLeft > 0 && pass.expiresAt > now);
    return { invitations: open.map(invitationOf).toSorted((a, b) => a.expiresAt - b.expiresAt) };
  },

  "revoke-invitation": async ({ house }, asker, ask) => {
    const pass = await house.store.readPass(ask.invitation);
    if (pass === undefined || !isInvitation(pass)) return rejection("no-such-invitation");
    await house.store.removePass(pass.hash);
    await house.audit.noteOf(asker, { what: "invitation-revoked" });
    return {};
  },

  "list-accounts": async ({ house }, _asker, { text, after, limit }) => {
    const records = await house.store.listAccounts();
    const wanted = records.filter(
      (record) => isBehind(record, after) && (text === undefined || holds(record, text)),
    );
    const page = wanted.slice(0, limit);
    return { accounts: page.map(accountDetail), more: page.length < wanted.length };
  },

  "add-account": async ({ accounts, house }, asker, ask) => {
    const { account: name, kind, password, admin } = ask;
    const added = await accounts.add({ name, kind, password, admin, displayName: ask.displayName ?? name });
    if (isRejection(added)) return added;
    await house.audit.noteOf(asker, { what: "account-added", on: name });
    return { account: added.name };
  },

  "change-account": async ({ accounts, house }, asker, ask) => {
    const refused = await accounts.change(ask);
    if (refused !== undefined) return refused;
    for (const fact of changesOf(ask)) await house.audit.noteOf(asker, { ...fact, on: ask.account });
    return {};
  },

  "remove-account": async ({ accounts, house }, asker, ask) => {
    const refused = await accounts.remove(ask.account);
    if (refused !== undefined) return refused;
    await house.audit.noteOf(asker, { what: "account-removed", on: ask.account });
    return {};
  },

  "export-account": async ({ accounts, house }, asker, ask) => {
    const exported = await accounts.export(ask.account);
    if (typeof exported === "object" && exported !== null && isRejection(exported)) return exported;
    await house.audit.noteOf(asker, { what: "account-exported", on: ask.account });
    return { export: exported };
  },

  "create-token": async ({ gate, house }, asker, ask) => {
    const made = await gate.createToken(ask.account, ask.label);
    if (isRejection(made)) return made;
    await house.audit.noteOf(asker, { what: "token-created", on: ask.account, detail: ask.label });
    return made;
  },

  "password-link": async ({ house }, asker, { account }) => {
    const { store, secrets, clock, people, audit } = house;
    const record = await people.readNow(account);
    if (record === undefined) return rejection("no-such-account");
    if (record.disabled) return rejection("account-disabled");
    const secret = secrets.token();
    const expiresAt = clock.now() + passwordLinkHolds;
    const hash = secrets.hashToken(secret);
    await store.putPass({ hash, kind: "password", account, by: asker.account, expiresAt, usesLeft: 1 });
    await audit.noteOf(asker, { what: "password-link-made", on: account });
    return { secret, expiresAt };
  },

  "audit-log": ({ house }, _asker, { before, limit, what, account }) =>
    house.audit.page(before, limit, { what, account }),

  "house-settings": ({ house }) => Promise.resolve({ settings: house.adjusting.list() }),
  "change-house-setting": async ({ settings }, asker, ask) =>
    (await settings.change(asker, ask.name, ask.value)) ?? {},

  storage: async ({ house }) => {
    const [stats, attachments, disk, backup] = await Promise.all([
      house.store.stats(),
      house.store.fileTotals(largestAccounts),
      house.premises.space(),
      house.store.readValue(lastBackup),
    ]);
    const known = backup === undefined ? undefined : (JSON.parse(backup) as Backup);
    return { storage: { database: stats.bytes, attachments, disk, lastBackup: known } };
  },

  "back-up": async ({ house }, asker) => {
    const made = await house.premises.backUp();
    await noteBackup(house, { ...made, at: house.clock.now() });
    await house.audit.noteOf(asker, { what: "backup-made", detail: made.path });
    return made;
  },

  backup: async ({ house }, asker, ask) => {
    await house.store.backup(ask.path);
    const { bytes } = await house.store.stats();
    await noteBackup(house, { path: ask.path, bytes, at: house.clock.now() });
    await house.audit.noteOf(asker, { what: "backup-made" });
    return { path: ask.path, bytes };
  },

  stats: async ({ house, stats }) => ({ stats: { ...(await house.store.stats()), ...stats() } }),
} satisfies { [N in AskName]?: Query<N> };

interface Backup {
  readonly path: string;
  readonly bytes: number;
  readonly at: number;
}

function noteBackup(house: Parameters<Query<"backup">>[0]["house"], backup: Backup): Promise<void> {
  return house.store.putValue(lastBackup, JSON.stringify(backup));
}

function changesOf(ask: AskOf<"change-account">): readonly AuditFact[] {
  const facts: AuditFact[] = [];
  if (ask.password !== undefined) facts.push({ what: "password-changed" });
  if (ask.disabled !== undefined) facts.push({ what: ask.disabled ? "account-disabled" : "account-enabled" });
  if (ask.admin !== undefined) facts.push({ what: ask.admin ? "admin-given" : "admin-taken" });
  return facts;
}

function isBehind({ name }: AccountRecord, after: string | undefined): boolean {
  return after === undefined || name > after;
}

function holds({ name, displayName }: AccountRecord, text: string): boolean {
  const wanted = text.normalize("NFKC").toLowerCase();
  return name.includes(wanted) || displayName.normalize("NFKC").toLowerCase().includes(wanted);
}

function accountDetail(record: AccountRecord): AccountDetail {
  const { admin, disabled, createdAt } = record;
  return { ...personOf(record), admin, disabled, createdAt };
}

/** The link of the first administrator is none: it is printed at the server and belongs to whoever starts it. */
function isInvitation(pass: PassRecord): boolean {
  return pass.kind === "sign-up";
}

function invitationOf({ hash, by, note, expiresAt, usesLeft }: PassRecord): Invitation {
  return { id: hash, by, note, expiresAt, usesLeft };
}
