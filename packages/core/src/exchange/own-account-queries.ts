import type { PasskeyRecord } from "../ports/store.ts";
import { refusesPassword } from "../people/password.ts";
import { isRejection, rejection } from "../rejection.ts";
import type { AskName, PasskeyDetail } from "./ask.ts";
import type { Query } from "./offices.ts";

/** More than anybody has authenticators. */
const passkeysAtMost = 20;

/** How a person changes how they come in, and how they go for good. */
export const ownAccountQueries = {
  passkeys: async ({ house }, asker) => ({
    passkeys: (await house.store.listPasskeys(asker.account)).map(passkeyDetail),
  }),

  "begin-passkey": async ({ house, proofs }, asker, ask) => {
    const record = await house.people.readNow(asker.account);
    if (record === undefined) return rejection("no-such-account");
    const own = await house.store.listPasskeys(asker.account);
    if (own.length >= passkeysAtMost) return rejection("too-many", "Remove a passkey first.");
    const refused = await proofs.refuses(asker, ask.proof);
    return refused ?? proofs.offerCreation(asker, record.displayName);
  },

  "add-passkey": async ({ house, proofs }, asker, { attempt, response, label }) => {
    const { store, clock, audit } = house;
    const created = await proofs.created(asker, attempt, response);
    if (isRejection(created)) return created;
    const { made, handle } = created;
    if ((await store.readPasskey(made.id)) !== undefined) return rejection("already-exists");
    await store.putPasskey({ ...made, account: asker.account, handle, label, createdAt: clock.now() });
    await audit.noteOf(asker, { what: "passkey-added", detail: label });
    return { passkey: made.id };
  },

  "rename-passkey": async ({ house }, asker, { passkey, label }) => {
    const record = await house.store.readPasskey(passkey);
    if (record?.account !== asker.account) return rejection("no-such-passkey");
    await house.store.putPasskey({ ...record, label });
    return {};
  },

  "remove-passkey": async ({ house }, asker, { passkey }) => {
    const record = await house.store.readPasskey(passkey);
    if (record?.account !== asker.account) return rejection("no-such-passkey");
    await house.store.removePasskey(passkey);
    await house.audit.noteOf(asker, { what: "passkey-removed", detail: record.label });
    return {};
  },

  "begin-proof": ({ proofs }, asker) => proofs.offerProof(asker),

  "change-password": async ({ house, accounts, proofs }, asker, { password, proof }) => {
    const refused = refusesPassword(password) ?? (await proofs.refuses(asker, proof));
    if (refused !== undefined) return refused;
    const change = { type: "change-account", account: asker.account, password } as const;
    const changed = await accounts.change(change, asker.device);
    if (changed !== undefined) return changed;
    await house.audit.noteOf(asker, { what: "password-changed" });
    return {};
  },

  "remove-own-account": async ({ house, accounts, proofs }, asker, { proof }) => {
    const refused = (await accounts.refusesRemoval(asker.account)) ?? (await proofs.refuses(asker, proof));
    if (refused !== undefined) return refused;
    const removed = await accounts.remove(asker.account);
    if (removed !== undefined) return removed;
    await house.audit.note({ what: "account-removed", by: asker.account });
    return {};
  },
} satisfies { [N in AskName]?: Query<N> };

function passkeyDetail({ id, label, createdAt, lastUsedAt }: PasskeyRecord): PasskeyDetail {
  return { passkey: id, label, createdAt, lastUsedAt };
}
