import { Town, passwordOf, type TownOptions } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { isRejection } from "../rejection.ts";
import { alice, bob } from "../testing/desk.ts";

const inTown =
  (test: (town: Town) => Promise<void>, options: TownOptions = { nodes: ["n1", "n2"] }) =>
  async (): Promise<void> => {
    const town = new Town(options);
    await test(town);
    await town.close();
    expect(town.failures).toEqual([]);
  };

const device = { label: "New", kind: "browser", capabilities: ["text"] } as const;
const person = (account: string, password = "long enough") => ({ account, displayName: account, password });
const tokenOf = (answer: string | object | undefined): string => (typeof answer === "string" ? answer : "");
const day = 24 * 3_600_000;

describe("the gate", () => {
  it(
    "[GATE1] lets in who knows the password; to others a wrong password and an unknown name are the same",
    inTown(async (town) => {
      await town.people("alice");
      const { gate } = town.node("n2");
      expect(await gate.signIn("Alice", passwordOf("alice"), device)).toMatchObject({
        asker: { account: alice, admin: false },
      });
      const refusals = [
        await gate.signIn("alice", "wrong", device),
        await gate.signIn("nobody", "wrong", device),
        await gate.signIn("!", "wrong", device),
      ];
      for (const refusal of refusals) expect(refusal).toEqual({ rejected: "wrong-credentials" });
      expect(await gate.authenticate("not a token")).toEqual({ rejected: "not-signed-in" });
    }),
  );

  it(
    "[GATE2] a disabled account is out at once, on every node, and its devices are back when it is enabled",
    inTown(async (town) => {
      await town.people("alice", "bob");
      const devices = [
        await town.connect("alice", { node: "n1" }),
        await town.connect("alice", { node: "n2" }),
      ];
      const [first] = devices;
      const { gate } = town.node("n2");
      const change = (disabled: boolean) =>
        town
          .node("n1")
          .exchange.ask(town.admin, { type: "change-account", account: alice, disabled }, undefined);
      expect(await gate.authenticate(first?.token ?? "")).toMatchObject({ account: alice });
      await change(true);
      await town.settle();
      expect(devices.map(({ goodbye }) => goodbye)).toEqual(["disabled", "disabled"]);
      expect(await gate.authenticate(first?.token ?? "")).toEqual({ rejected: "account-disabled" });
      expect(await gate.signIn("alice", passwordOf("alice"), device)).toEqual({
        rejected: "account-disabled",
      });
      await change(false);
      expect(await gate.authenticate(first?.token ?? "")).toMatchObject({ account: alice });
    }),
  );

  it(
    "[GATE3] an old token is exchanged: it holds until the new one is used; shown after that it is a copy",
    inTown(async (town) => {
      await town.people("alice");
      const a = await town.connect("alice", { node: "n2" });
      const { gate } = town.node("n1");
      const rotates = async (token: string) => (await gate.authenticate(token)) as { rotate?: boolean };
      expect((await rotates(a.token)).rotate).toBe(false);
      await town.pass(day + 1);
      expect((await rotates(a.token)).rotate).toBe(true);
      const token = tokenOf(await gate.rotate(a.asker));
      expect((await rotates(a.token)).rotate).toBe(true);
      expect((await rotates(token)).rotate).toBe(false);
      await town.pass(59_000);
      expect(await gate.authenticate(a.token)).toMatchObject({ account: alice });
      await town.pass(2_000);
      expect(await gate.authenticate(a.token)).toMatchObject({ rejected: "not-signed-in" });
      await town.settle();
      expect(a.goodbye).toBe("token-reused");
      expect(await gate.authenticate(token)).toEqual({ rejected: "not-signed-in" });
      expect(town.node("n1").events).toContain("retired token shown");
    }),
  );

  it(
    "[GATE4] two windows that ask at once are given the same token",
    inTown(async (town) => {
      await town.people("alice");
      const a = await town.connect("alice");
      const { gate } = town.node("n1");
      const [one, other] = await Promise.all([gate.rotate(a.asker), gate.rotate(a.asker)]);
      expect(one).toBe(other);
      expect(await gate.authenticate(tokenOf(one))).toMatchObject({ account: alice });
      expect(await gate.rotate(a.asker)).not.toBe(one);
      const script = await gate.createToken(alice, "script");
      if (isRejection(script)) throw new Error(script.rejected);
      const asker = { account: alice, device: script.device, admin: false };
      expect(await gate.rotate(asker)).toMatchObject({ rejected: "not-allowed" });
      await town.pass(2 * day);
      expect(await gate.authenticate(script.token)).toMatchObject({ rotate: false });
    }),
  );

  it(
    "[GATE5] the first administrator comes in by a link that works once; a restart makes a new one until there is one",
    inTown(async (town) => {
      const { gate } = town.node("n1");
      const first = tokenOf(await gate.setupPass());
      const second = tokenOf(await gate.setupPass());
      expect(await gate.inspectPass(first)).toMatchObject({ rejected: "expired" });
      expect(await gate.inspectPass(second)).toMatchObject({ kind: "setup" });
      expect(await gate.signUp(second, person("alice", "short"), device)).toMatchObject({
        rejected: "invalid-request",
      });
      expect(await gate.signUp(second, person("al ice"), device)).toMatchObject({
        rejected: "invalid-request",
      });
      expect(await gate.signUp(second, person("alice"), device)).toMatchObject({ asker: { admin: true } });
      expect(await gate.signUp(second, person("mallory"), device)).toMatchObject({ rejected: "used-up" });
      expect(await gate.setupPass()).toBeUndefined();
    }),
  );

  it(
    "[GATE6] an invitation lets in as many as it says, until it ends, and never as administrators",
    inTown(async (town) => {
      await town.people("alice");
      const { gate, exchange } = town.node("n1");
      const invite = async (uses: number) => {
        const ask = { type: "invite-sign-up", note: "for the team", uses, expiresIn: day } as const;
        const answer = await exchange.ask(town.admin, ask, undefined);
        return isRejection(answer) ? "" : answer.secret;
      };
      const pass = await invite(2);
      expect(await gate.inspectPass(pass)).toMatchObject({ kind: "sign-up", note: "for the team" });
      expect(await gate.signUp(pass, person("alice"), device)).toMatchObject({ rejected: "already-exists" });
      expect(await gate.signUp(pass, person("carol"), device)).toMatchObject({ asker: { admin: false } });
      expect(await gate.signUp(pass, person("dave"), device)).toMatchObject({ asker: { account: "dave" } });
      expect(await gate.signUp(pass, person("erin"), device)).toMatchObject({ rejected: "used-up" });
      const late = await invite(1);
      await town.pass(day);
      expect(await gate.signUp(late, person("erin"), device)).toMatchObject({ rejected: "expired" });
      expect(await gate.inspectPass("unknown")).toMatchObject({ rejected: "expired" });
    }),
  );

  it(
    "[GATE7] of two who want one name at once, on any nodes, one gets it",
    inTown(async (town) => {
      const ask = (node: string, password: string) =>
        town.node(node).exchange.ask(
          town.admin,
          {
            type: "add-account",
            account: bob,
            displayName: password,
            kind: "person",
            password,
            admin: false,
          },
          undefined,
        );
      const answers = await Promise.all([
        ask("n1", "one of them"),
        ask("n2", "the other one"),
        ask("n1", "a third one"),
      ]);
      const winners = answers.flatMap((answer, at) => (isRejection(answer) ? [] : [at]));
      expect(winners).toHaveLength(1);
      const index = winners[0] ?? 0;
      const password = ["one of them", "the other one", "a third one"][index] ?? "";
      expect(await town.node("n2").gate.signIn("bob", password, device)).toMatchObject({
        asker: { account: bob },
      });
    }),
  );

  it(
    "[GATE8] a new password signs out everything but scripts, on every node, and the old one is worth nothing",
    inTown(async (town) => {
      await town.people("alice");
      const a = await town.connect("alice", { node: "n2" });
      const script = await town.node("n1").gate.createToken(alice, "script");
      await town.node("n2").gate.signIn("alice", passwordOf("alice"), device);
      const change = { type: "change-account", account: alice, password: "another one" } as const;
      await town.node("n1").exchange.ask(town.admin, change, undefined);
      await town.settle();
      expect(a.goodbye).toBe("signed-out");
      const { gate } = town.node("n2");
      expect(await gate.signIn("alice", passwordOf("alice"), device)).toMatchObject({
        rejected: "wrong-credentials",
      });
      expect(await gate.signIn("alice", "another one", device)).toMatchObject({ asker: { account: alice } });
      expect(isRejection(script) || (await gate.authenticate(script.token))).toMatchObject({
        account: alice,
      });
    }),
  );
});
