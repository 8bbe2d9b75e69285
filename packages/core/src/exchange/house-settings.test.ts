import { Town } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { isRejection } from "../rejection.ts";
import type { Asker } from "./ask.ts";

const inTown = (test: (town: Town) => Promise<void>) => async (): Promise<void> => {
  const town = new Town({ nodes: ["n1", "n2"], adjustable: true });
  await test(town);
  await town.close();
  expect(town.failures).toEqual([]);
};

const change = (town: Town, name: string, value: string | null, asker: Asker = town.admin) =>
  town.node("n1").exchange.ask(asker, { type: "change-house-setting", name, value }, undefined);

async function valueOn(town: Town, node: string, name: string): Promise<string | undefined> {
  const answer = await town
    .node(node)
    .exchange.ask<"house-settings">(town.admin, { type: "house-settings" }, undefined);
  if (isRejection(answer)) throw new Error(answer.rejected);
  return answer.settings.find((setting) => setting.name === name)?.value;
}

const device = { label: "New", kind: "browser", capabilities: ["text"] } as const;
const invite = { type: "invite-sign-up", note: undefined, uses: 1, expiresIn: 90_000 } as const;

describe("settings of the house", () => {
  it(
    "[HOUSE1] a change holds at once on all nodes and after a start; taken back, it is as configured",
    inTown(async (town) => {
      expect(await change(town, "deviceLimit", "1")).toEqual({});
      await town.settle();
      expect([await valueOn(town, "n1", "deviceLimit"), await valueOn(town, "n2", "deviceLimit")]).toEqual([
        "1",
        "1",
      ]);
      await town.person("alice");
      await town.connect("alice", { node: "n2" });
      await expect(town.connect("alice", { node: "n2" })).rejects.toThrow("device-limit");
      const n3 = town.start("n3");
      await n3.exchange.readSettings();
      expect(await valueOn(town, "n3", "deviceLimit")).toBe("1");
      await change(town, "deviceLimit", null);
      await town.settle();
      expect([await valueOn(town, "n2", "deviceLimit"), await valueOn(town, "n3", "deviceLimit")]).toEqual([
        "20",
        "20",
      ]);
    }),
  );

  it(
    "[HOUSE2] what cannot be is refused in words, and only administrators change anything",
    inTown(async (town) => {
      expect(await change(town, "deviceLimit", "many")).toEqual({
        rejected: "invalid-request",
        detail: "a number",
      });
      expect(await change(town, "colour", "red")).toMatchObject({ rejected: "invalid-request" });
      await town.person("alice");
      const a = await town.connect("alice");
      expect(await change(town, "deviceLimit", "1", a.asker)).toEqual({ rejected: "not-allowed" });
      expect(await a.ask({ type: "house-settings" })).toEqual({ rejected: "not-allowed" });
      expect(await valueOn(town, "n1", "deviceLimit")).toBe("20");
    }),
  );

  it(
    "[HOUSE3] a node that was not told reads the settings with its next tidying",
    inTown(async (town) => {
      town.loses = (parcel) => parcel.type === "settings-changed";
      await change(town, "deviceLimit", "3");
      await town.settle();
      expect(await valueOn(town, "n2", "deviceLimit")).toBe("20");
      await town.node("n2").exchange.tidy(0);
      expect(await valueOn(town, "n2", "deviceLimit")).toBe("3");
    }),
  );

  it(
    "[GATE11] who is invited learns by whom; while sign-up is closed no invitation lets in or is made",
    inTown(async (town) => {
      await town.person("admin", { admin: true });
      const { exchange, gate } = town.node("n1");
      const invited = await exchange.ask<"invite-sign-up">(town.admin, invite, undefined);
      if (isRejection(invited)) throw new Error(invited.rejected);
      expect(await gate.inspectPass(invited.secret)).toMatchObject({ kind: "sign-up", from: "Admin" });
      await change(town, "signUp", "closed");
      await town.settle();
      expect(await town.node("n2").gate.inspectPass(invited.secret)).toMatchObject({
        rejected: "not-allowed",
      });
      const person = { account: "bob", displayName: "Bob", password: "long enough" };
      expect(await gate.signUp(invited.secret, person, device)).toMatchObject({ rejected: "not-allowed" });
      expect(await exchange.ask(town.admin, invite, undefined)).toMatchObject({ rejected: "not-allowed" });
      await change(town, "signUp", null);
      expect(await gate.signUp(invited.secret, person, device)).toMatchObject({ asker: { account: "bob" } });
    }),
  );

  it("[HOUSE2] where nothing may change, nothing does", async () => {
    const town = new Town();
    expect(await change(town, "deviceLimit", "1")).toMatchObject({ rejected: "invalid-request" });
    expect(await valueOn(town, "n1", "deviceLimit")).toBeUndefined();
    await town.close();
  });
});
