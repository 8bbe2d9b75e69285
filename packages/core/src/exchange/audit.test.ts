import { Town, passwordOf, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { auditWords, keptAddress, type AuditEvent } from "../administration/audit.ts";
import { writtenFailures } from "../administration/failures.ts";
import { isRejection } from "../rejection.ts";
import { alice, bob } from "../testing/desk.ts";
import type { AskOf } from "./ask.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = { nodes: ["n1", "n2"] }) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

const device = { label: "Laptop", kind: "browser", capabilities: ["text"], address: "192.0.2.77" } as const;

async function logOf(town: Town, more: Partial<AskOf<"audit-log">> = {}, node = "n1") {
  const ask = {
    type: "audit-log",
    before: undefined,
    limit: 100,
    what: undefined,
    account: undefined,
    ...more,
  } as const;
  const answer = await town.node(node).exchange.ask<"audit-log">(town.admin, ask, undefined);
  if (isRejection(answer)) throw new Error(answer.rejected);
  return answer;
}

const shortly = ({ what, by, on, detail }: AuditEvent): string =>
  [what, by, on, detail].map((word) => word ?? "-").join(" ");

describe("the audit log", () => {
  it(
    "[AUDIT1] tells who came in, from which device, and what was done to accounts, newest first, on every node",
    inTown(async (town) => {
      await town.people("alice");
      const { gate, exchange } = town.node("n2");
      await gate.signIn("alice", passwordOf("alice"), device);
      const asks = [
        { type: "change-account", account: alice, admin: true },
        { type: "change-account", account: alice, password: "another one" },
        { type: "invite-sign-up", note: "the secret note", uses: 1, expiresIn: 1000 },
        { type: "create-token", account: alice, label: "robot" },
        { type: "export-account", account: alice },
        { type: "backup", path: "x" },
      ] as const;
      for (const ask of asks) await exchange.ask(town.admin, ask, undefined);
      const { events } = await logOf(town);
      expect(events.map(shortly)).toEqual([
        "backup-made admin - -",
        "account-exported admin alice -",
        "token-created admin alice robot",
        "invitation-made admin - -",
        "password-changed admin alice -",
        "admin-given admin alice -",
        "signed-in alice - password",
        "account-added admin alice -",
      ]);
      expect(events.at(-2)).toMatchObject({ label: "Laptop", address: "192.0.2.0/24", at: town.clock.now() });
    }),
  );

  it(
    "[AUDIT2] is read in pages, of one account or of one kind, by administrators only",
    inTown(async (town) => {
      await town.people("alice", "bob");
      for (let count = 0; count < 5; count += 1)
        await town.node("n1").gate.signIn("bob", passwordOf("bob"), device);
      const first = await logOf(town, { limit: 4 });
      const second = await logOf(town, { limit: 4, before: first.next });
      expect([...first.events, ...second.events].map(({ what }) => what)).toEqual([
        ...Array.from({ length: 5 }, () => "signed-in"),
        "account-added",
        "account-added",
      ]);
      expect([first.next === undefined, second.next]).toEqual([false, undefined]);
      expect((await logOf(town, { account: alice })).events.map(shortly)).toEqual([
        "account-added admin alice -",
      ]);
      const some = await logOf(town, { account: bob, what: "signed-in", limit: 2 });
      const rest = await logOf(town, { account: bob, what: "signed-in", before: some.next });
      expect([some.events.length, rest.events.length, rest.next]).toEqual([2, 3, undefined]);
      const b = await town.connect("bob");
      const ask = {
        type: "audit-log",
        before: undefined,
        limit: 1,
        what: undefined,
        account: undefined,
      } as const;
      expect(await b.ask(ask)).toEqual({ rejected: "not-allowed" });
    }),
  );

  it(
    "[AUDIT3] failed sign-ins are written up to so many a minute, then counted; names nobody has are not written",
    inTown(async (town) => {
      await town.people("alice");
      const { gate } = town.node("n1");
      await gate.signIn("hunter2", "wrong", device);
      for (let count = 0; count < writtenFailures.most + 6; count += 1)
        await gate.signIn("alice", "wrong", device);
      const { events } = await logOf(town, { what: "sign-in-failed" });
      expect(events[0]).toMatchObject({ detail: "+7" });
      expect(events).toHaveLength(writtenFailures.most + 1);
      expect(events.map(shortly)).not.toContain("hunter2");
      expect(events.at(-1)?.on).toBeUndefined();
      await town.pass(writtenFailures.within);
      await gate.signIn("alice", "wrong", device);
      expect((await logOf(town, { what: "sign-in-failed" })).events[0]).toMatchObject({ on: alice });
    }),
  );

  it.each([
    ["192.0.2.77", "network", "192.0.2.0/24"],
    ["::ffff:192.0.2.77", "network", "192.0.2.0/24"],
    ["2001:db8:1:2::7", "network", "2001:db8:1::/48"],
    ["2001:db8::7", "network", "2001:db8:0::/48"],
    ["::1", "network", "0:0:0::/48"],
    ["192.0.2.77", "full", "192.0.2.77"],
    ["192.0.2.77", "off", undefined],
    ["somewhere", "network", undefined],
    [undefined, "full", undefined],
  ] as const)("[AUDIT4] of %s is kept (%s) %s", (address, kept, expected) => {
    expect(keptAddress(address, kept)).toBe(expected);
  });

  it("[AUDIT5] what was done stays done if the log cannot be written, and the operator is told", async () => {
    const town = new Town();
    await town.people("alice");
    const { gate, store, failures } = town.node("n1");
    const commit = store.commit.bind(store);
    store.commit = async (given) => {
      if (given.entries.some(({ body }) => body.type === "audit")) throw new Error("the disk is full");
      return commit(given);
    };
    expect(await gate.signIn("alice", passwordOf("alice"), device)).toMatchObject({
      asker: { account: alice },
    });
    expect(failures.splice(0)).toMatchObject([{ what: "write the audit log" }]);
    await town.close();
  });

  it("[AUDIT1] its words are told apart", () => {
    expect(new Set(auditWords).size).toBe(auditWords.length);
  });
});
