import { Town, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import type { AccountName, FileId } from "../names.ts";
import { isRejection } from "../rejection.ts";
import { alice, bob, carol, withBob } from "../testing/desk.ts";
import type { Ask, AskOf } from "./ask.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = { nodes: ["n1", "n2"] }) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await town.people("alice", "bob", "carol");
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

const asAdmin = (town: Town, ask: Ask, node = "n1") =>
  town.node(node).exchange.ask(town.admin, ask, undefined);

describe("accounts", () => {
  it(
    "[ACCT1] the last administrator stays one",
    inTown(async (town) => {
      await town.person("root", { admin: true });
      const root = "root" as AccountName;
      const refused = { rejected: "not-allowed" };
      expect(await asAdmin(town, { type: "change-account", account: root, admin: false })).toMatchObject(
        refused,
      );
      expect(await asAdmin(town, { type: "change-account", account: root, disabled: true })).toMatchObject(
        refused,
      );
      expect(await asAdmin(town, { type: "remove-account", account: root })).toMatchObject(refused);
      expect(await asAdmin(town, { type: "change-account", account: alice, admin: true })).toEqual({});
      expect(await asAdmin(town, { type: "change-account", account: root, admin: false }, "n2")).toEqual({});
      const listed = await asAdmin(town, { type: "list-accounts" });
      expect(listed).toMatchObject({
        accounts: expect.arrayContaining([
          expect.objectContaining({ account: alice, admin: true }),
        ]) as object,
      });
      expect(await asAdmin(town, { type: "change-account", account: "x" as AccountName })).toMatchObject({
        rejected: "no-such-account",
      });
    }),
  );

  it(
    "[ACCT2] who is removed leaves groups, which get another owner, and contacts; messages stay",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      await town.befriend(a, b);
      const { conversation } = await a.must({ type: "create-group", title: "T", members: [bob, carol] });
      await a.say({ conversation }, "in the group");
      await a.say({ account: bob }, "between us");
      await asAdmin(town, { type: "remove-account", account: alice }, "n2");
      await town.settle();
      expect(a.goodbye).toBe("signed-out");
      const members = b.knowledge
        .entries(conversation)
        .flatMap(({ body }) => (body.type === "member" ? [`${body.account} ${body.role}`] : []));
      expect(members.slice(-2)).toEqual(["alice gone", "bob owner"]);
      expect(b.knowledge.texts(conversation)).toEqual(["in the group"]);
      const contacts = b.knowledge
        .entries("a:bob" as typeof conversation)
        .flatMap(({ body }) => (body.type === "contact" ? [body.state] : []));
      expect(contacts.at(-1)).toBe("gone");
      expect(await b.ask({ type: "send-message", to: { conversation: withBob }, text: "?" })).toMatchObject({
        rejected: "no-such-account",
      });
      expect(await asAdmin(town, { type: "remove-account", account: alice })).toMatchObject({
        rejected: "no-such-account",
      });
    }),
  );

  it(
    "[ACCT3] the name of a removed account is not given to somebody else",
    inTown(async (town) => {
      await asAdmin(town, { type: "remove-account", account: alice });
      await expect(town.person("alice")).rejects.toThrow(/already-exists/);
      await expect(town.person("bob")).rejects.toThrow(/already-exists/);
    }),
  );

  it(
    "[ACCT4] everything of an account can be taken along, and no secret is in it",
    inTown(async (town) => {
      const a = await town.connect("alice");
      for (let n = 0; n < 520; n += 260)
        await Promise.all(
          Array.from({ length: 260 }, (_, index) => a.say({ account: bob }, `m${n + index}`)),
        );
      const answer = await asAdmin(town, { type: "export-account", account: alice });
      const text = JSON.stringify(answer);
      for (const part of ["m0", "m519", "Alice", "alice's device"]) expect(text).toContain(`"${part}"`);
      expect(text).not.toMatch(/hashed|hash of|token/);
      expect(await asAdmin(town, { type: "export-account", account: "x" as AccountName })).toMatchObject({
        rejected: "no-such-account",
      });
    }),
  );

  it(
    "[ACCT5] what concerns others only administrators may ask",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const asks: readonly Ask[] = [
        { type: "list-accounts" },
        { type: "stats" },
        { type: "list-invitations" },
        { type: "revoke-invitation", invitation: "x" },
        { type: "backup", path: "x" },
        { type: "export-account", account: alice },
        { type: "remove-account", account: bob },
        { type: "change-account", account: alice, admin: true },
        { type: "create-token", account: alice, label: "x" },
        { type: "invite-sign-up", note: undefined, uses: 1, expiresIn: 1 },
        { type: "devices", account: bob },
        { type: "sign-out", account: bob, devices: "others" },
        { type: "password-link", account: bob },
        { type: "audit-log", before: undefined, limit: 1, what: undefined, account: undefined },
        { type: "house-settings" },
        { type: "change-house-setting", name: "signUp", value: null },
        { type: "storage" },
        { type: "back-up" },
        { type: "why", datum: `${withBob}.4`, all: true },
      ];
      for (const ask of asks) {
        expect(await a.ask(ask)).toMatchObject({ rejected: "not-allowed" });
        const answer = await asAdmin(town, ask);
        expect(isRejection(answer) && answer.rejected === "not-allowed").toBe(false);
      }
    }),
  );

  it(
    "[ACCT14] accounts are listed in pages, and found by a part of name or display name",
    inTown(async (town) => {
      const list = (more: Partial<AskOf<"list-accounts">>) =>
        asAdmin(town, { type: "list-accounts", ...more });
      expect(await list({ limit: 2 })).toMatchObject({
        accounts: [{ account: alice }, { account: bob }],
        more: true,
      });
      expect(await list({ limit: 2, after: bob })).toMatchObject({
        accounts: [{ account: carol }],
        more: false,
      });
      expect(await list({ text: "ARO" })).toMatchObject({ accounts: [{ account: carol }], more: false });
      expect(await list({ text: "nobody" })).toEqual({ accounts: [], more: false });
    }),
  );

  it(
    "[ACCT15] administrators see what the data takes, who has most, and when the last backup was made",
    inTown(async (town) => {
      const { store } = town.node("n1");
      const file = { by: bob, name: "a", type: "b", hash: "h", createdAt: 1 };
      await store.putFile({ ...file, id: "f1" as FileId, size: 5 });
      const ask = { type: "storage" } as const;
      expect(await asAdmin(town, ask)).toMatchObject({
        storage: {
          attachments: { files: 1, bytes: 5, accounts: [{ account: bob, files: 1, bytes: 5 }] },
          disk: { free: 50, total: 100 },
          lastBackup: undefined,
        },
      });
      expect(await asAdmin(town, { type: "back-up" })).toEqual({ path: "/backups/one.tar", bytes: 7 });
      const lastBackup = { at: town.clock.now(), path: "/backups/one.tar", bytes: 7 };
      expect(await asAdmin(town, ask, "n2")).toMatchObject({ storage: { lastBackup } });
    }),
  );

  it(
    "[ACCT6] search, history and files are open to members only",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n1" });
      const b = await town.connect("bob", { node: "n2" });
      const c = await town.connect("carol", { node: "n2" });
      const file = "f1" as FileId;
      const record = { id: file, by: alice, name: "plan.pdf", type: "application/pdf", size: 1, hash: "h" };
      await town.node("n1").store.putFile({ ...record, createdAt: 1 });
      await a.must({ type: "send-message", to: { account: bob }, text: "the plan", files: [file] });
      await a.say({ account: bob }, "another");
      const search = (conversation: typeof withBob | undefined) =>
        ({ type: "search", text: "plan", conversation, limit: 10, skip: 0 }) as const;
      expect((await b.must(search(undefined))).hits).toHaveLength(1);
      expect((await c.must(search(undefined))).hits).toEqual([]);
      expect(await c.ask(search(withBob))).toMatchObject({ rejected: "not-a-member" });
      expect(await b.must({ type: "file", file })).toEqual({});
      expect(await c.ask({ type: "file", file })).toMatchObject({ rejected: "no-such-file" });
      const history = { type: "history", conversation: withBob, before: undefined, limit: 1 } as const;
      expect(await b.must(history)).toMatchObject({ more: true, messages: [{ body: { text: "another" } }] });
      expect(await c.ask(history)).toMatchObject({ rejected: "not-a-member" });
      const before = { ...history, before: 5, limit: 9 };
      expect(await b.must(before)).toMatchObject({ more: false, messages: [{ body: { text: "the plan" } }] });
    }),
  );
});
