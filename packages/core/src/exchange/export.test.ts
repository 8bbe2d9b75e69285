import { Town, passwordOf } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import type { FileId } from "../names.ts";
import { isRejection } from "../rejection.ts";
import { alice, bob } from "../testing/desk.ts";
import type { Asker } from "./ask.ts";
import type { ExportPart } from "./export.ts";

async function exported(town: Town, asker: Asker, account = alice): Promise<readonly ExportPart[]> {
  const parts = await town.node("n1").exchange.exportAccount(asker, account);
  if (isRejection(parts)) throw new Error(parts.rejected);
  const all: ExportPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

describe("exports", () => {
  it("[ACCT13] come piece by piece, each kind together, with everything and without a secret", async () => {
    const town = new Town();
    await town.people("alice", "bob");
    const [a, b] = [await town.connect("alice", { push: true }), await town.connect("bob")];
    await town.befriend(a, b);
    const file = {
      id: "f1" as FileId,
      by: bob,
      name: "plan.pdf",
      type: "application/pdf",
      size: 1,
      hash: "h",
    };
    await town.node("n1").store.putFile({ ...file, createdAt: 1 });
    await b.must({ type: "send-message", to: { account: alice }, text: "the plan", files: [file.id] });
    for (let count = 0; count < 3; count += 1) await a.say({ account: bob }, `answer ${count}`);
    const passkey = { id: "k1", account: alice, handle: "h", label: "Key", publicKey: "the key", counter: 0 };
    await town.node("n1").store.putPasskey({ ...passkey, transports: [], createdAt: 1 });
    const parts = await exported(town, a.asker);
    const kinds = parts.map((part) => (part.kind === "line" ? part.file : part.file.id));
    expect(kinds.filter((kind, index) => kind !== kinds[index - 1])).toEqual([
      "account",
      "settings",
      "contacts",
      "devices",
      "passkeys",
      "conversations",
      "messages",
      "f1",
    ]);
    const lines = parts.flatMap((part) =>
      part.kind === "line" && part.file === "messages" ? [part.value] : [],
    );
    expect(lines.map((line) => (line as { text: string }).text)).toEqual([
      "the plan",
      "answer 0",
      "answer 1",
      "answer 2",
    ]);
    const { store } = town.node("n1");
    const [device] = await store.listDevices(alice);
    const text = JSON.stringify(parts);
    for (const secret of [passwordOf("alice"), device?.tokenHash ?? "?", "the key", "secret"])
      expect(text).not.toContain(secret);
    await town.close();
  });

  it("[ACCT13] are given to the person and to administrators, and written into the audit log", async () => {
    const town = new Town();
    await town.people("alice", "bob");
    const b = await town.connect("bob");
    const { exchange } = town.node("n1");
    expect(await exchange.exportAccount(b.asker, alice)).toEqual({ rejected: "not-allowed" });
    expect(await exchange.exportAccount(town.admin, "nobody" as typeof alice)).toEqual({
      rejected: "no-such-account",
    });
    expect(await exported(town, town.admin)).toMatchObject([{ file: "account" }, { file: "settings" }]);
    const ask = {
      type: "audit-log",
      before: undefined,
      limit: 9,
      what: "account-exported",
      account: alice,
    } as const;
    expect(await exchange.ask(town.admin, ask, undefined)).toMatchObject({
      events: [{ by: "admin", on: alice }],
    });
    await town.close();
  });
});
