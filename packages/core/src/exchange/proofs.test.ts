import { Town, passwordOf, type Device, type Notebook, type PlainResponse } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { isRejection } from "../rejection.ts";
import { alice, bob } from "../testing/desk.ts";
import { challengeHolds, type PasskeyOffer } from "./proofs.ts";

const inTown = (test: (town: Town) => Promise<void>) => async (): Promise<void> => {
  const town = new Town({ nodes: ["n1", "n2"] });
  await town.people("alice", "bob");
  await test(town);
  await town.close();
  expect(town.failures).toEqual([]);
};

const device = { label: "New", kind: "browser", capabilities: ["text"] } as const;

/** An authenticator with one key, which counts. */
class Authenticator {
  counter = 0;
  handle = "";
  readonly credential: string;

  constructor(credential = "credential-1") {
    this.credential = credential;
  }

  answer({ options }: PasskeyOffer): PlainResponse {
    const { challenge, handle = this.handle } = options as { challenge: string; handle?: string };
    this.handle = handle;
    this.counter += 1;
    return {
      credential: this.credential,
      challenge,
      handle,
      key: `key of ${this.credential}`,
      counter: this.counter,
    };
  }
}

async function addPasskey(
  person: Device<Notebook>,
  authenticator = new Authenticator(),
): Promise<Authenticator> {
  const proof = { password: passwordOf(person.asker.account) };
  const offer = await person.must({ type: "begin-passkey", proof });
  const response = authenticator.answer(offer);
  await person.must({ type: "add-passkey", attempt: offer.attempt, response, label: "Key" });
  return authenticator;
}

describe("passkeys", () => {
  it(
    "[GATE9] a passkey lets in who holds it, on any node, and a challenge holds once",
    inTown(async (town) => {
      const key = await addPasskey(await town.connect("alice", { node: "n1" }));
      const offer = await town.node("n2").gate.offerPasskey();
      const response = key.answer(offer);
      const signIn = () => town.node("n1").gate.signInWithPasskey(offer.attempt, response, device);
      expect(await signIn()).toMatchObject({ asker: { account: alice } });
      expect(await signIn()).toMatchObject({ rejected: "expired" });
    }),
  );

  it(
    "[GATE9] a challenge holds for its attempt and its purpose only, and five minutes",
    inTown(async (town) => {
      const { gate } = town.node("n1");
      const a = await town.connect("alice");
      const key = await addPasskey(a);
      const [offer, other] = [await gate.offerPasskey(), await gate.offerPasskey()];
      const expired = { rejected: "expired" };
      expect(await gate.signInWithPasskey(other.attempt, key.answer(offer), device)).toMatchObject(expired);
      const proof = await a.must({ type: "begin-proof" });
      expect(await gate.signInWithPasskey(proof.attempt, key.answer(proof), device)).toMatchObject(expired);
      const late = await gate.offerPasskey();
      await town.pass(challengeHolds);
      expect(await gate.signInWithPasskey(late.attempt, key.answer(late), device)).toMatchObject(expired);
      await town.node("n1").exchange.tidy(0);
      expect(await town.node("n1").store.listPasses()).toEqual([]);
    }),
  );

  it(
    "[GATE9] a wrong key, a copy's counter, another's handle and an unknown passkey let nobody in",
    inTown(async (town) => {
      const { gate } = town.node("n1");
      const key = await addPasskey(await town.connect("alice"));
      const wrong = async (change: (right: PlainResponse) => PlainResponse) => {
        const offer = await gate.offerPasskey();
        const answer = await gate.signInWithPasskey(offer.attempt, change(key.answer(offer)), device);
        return isRejection(answer) ? answer.rejected : "let in";
      };
      expect(await wrong((right) => ({ ...right, key: "another" }))).toBe("wrong-credentials");
      expect(await wrong((right) => ({ ...right, counter: 1 }))).toBe("wrong-credentials");
      expect(await wrong((right) => ({ ...right, handle: "of bob" }))).toBe("wrong-credentials");
      expect(await wrong((right) => ({ ...right, credential: "unknown" }))).toBe("no-such-passkey");
      expect(await wrong((right) => right)).toBe("let in");
      expect(await gate.signInWithPasskey("x", {}, device)).toMatchObject({ rejected: "expired" });
    }),
  );

  it(
    "[GATE9] a disabled account is not let in by its passkey either",
    inTown(async (town) => {
      const key = await addPasskey(await town.connect("alice"));
      const { gate, exchange } = town.node("n1");
      await exchange.ask(town.admin, { type: "change-account", account: alice, disabled: true }, undefined);
      const offer = await gate.offerPasskey();
      const answer = await gate.signInWithPasskey(offer.attempt, key.answer(offer), device);
      expect(answer).toEqual({ rejected: "account-disabled" });
    }),
  );

  it(
    "[ACCT10] a person names, lists and removes their own, nobody else's; all have one handle",
    inTown(async (town) => {
      const [a, b] = [await town.connect("alice"), await town.connect("bob")];
      const [first, second] = [await addPasskey(a), await addPasskey(a, new Authenticator("credential-2"))];
      expect(second.handle).toBe(first.handle);
      const passkey = first.credential;
      for (const ask of [
        { type: "remove-passkey", passkey },
        { type: "rename-passkey", passkey, label: "Mine" },
      ] as const)
        expect(await b.ask(ask)).toMatchObject({ rejected: "no-such-passkey" });
      await a.must({ type: "rename-passkey", passkey, label: "Phone" });
      expect((await a.must({ type: "passkeys" })).passkeys).toMatchObject([
        { passkey, label: "Phone", createdAt: town.clock.now(), lastUsedAt: undefined },
        { passkey: second.credential, label: "Key" },
      ]);
      expect((await b.must({ type: "passkeys" })).passkeys).toEqual([]);
      const again = await b.must({ type: "begin-passkey", proof: { password: passwordOf("bob") } });
      const taken = { attempt: again.attempt, response: first.answer(again), label: "x" };
      expect(await b.ask({ type: "add-passkey", ...taken })).toMatchObject({ rejected: "already-exists" });
      await a.must({ type: "remove-passkey", passkey });
      expect((await a.must({ type: "passkeys" })).passkeys).toHaveLength(1);
    }),
  );

  it(
    "[ACCT10] what was begun on one device is not ended on another",
    inTown(async (town) => {
      const [a, other] = [await town.connect("alice"), await town.connect("alice")];
      const offer = await a.must({ type: "begin-passkey", proof: { password: passwordOf("alice") } });
      const answer = { attempt: offer.attempt, response: new Authenticator().answer(offer), label: "x" };
      expect(await other.ask({ type: "add-passkey", ...answer })).toMatchObject({ rejected: "expired" });
    }),
  );
});

describe("proofs", () => {
  it(
    "[ACCT9] what ends an account or changes how one comes in needs the password or a passkey just then",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const wrong = { rejected: "wrong-credentials" };
      expect(await a.ask({ type: "begin-passkey", proof: { password: "no" } })).toMatchObject(wrong);
      expect(await a.ask({ type: "begin-proof" })).toEqual({ rejected: "no-such-passkey" });
      const key = await addPasskey(a);
      const other = await addPasskey(await town.connect("bob"), new Authenticator("of-bob"));
      const begun = await a.must({ type: "begin-proof" });
      const foreign = { attempt: begun.attempt, response: other.answer(begun) };
      const change = { type: "change-password", password: "another one" } as const;
      expect(await a.ask({ ...change, proof: foreign })).toMatchObject(wrong);
      const again = await a.must({ type: "begin-proof" });
      const proof = { attempt: again.attempt, response: key.answer(again) };
      expect(await a.ask({ ...change, proof })).toEqual({});
      expect(await a.ask({ ...change, proof })).toMatchObject({ rejected: "expired" });
    }),
  );

  it(
    "[ACCT9] after five wrong tries none is looked at for ten minutes",
    inTown(async (town) => {
      const a = await town.connect("alice");
      const removing = (password: string) => a.ask({ type: "remove-own-account", proof: { password } });
      for (let tries = 0; tries < 5; tries += 1)
        expect(await removing("wrong")).toMatchObject({ rejected: "wrong-credentials" });
      expect(await removing(passwordOf("alice"))).toMatchObject({ rejected: "too-fast" });
      await town.pass(600_000);
      expect(await removing(passwordOf("alice"))).toEqual({});
    }),
  );

  it(
    "[ACCT11] who changes the password stays signed in here, is signed out elsewhere, and scripts stay",
    inTown(async (town) => {
      const [a, phone] = [
        await town.connect("alice", { node: "n1" }),
        await town.connect("alice", { node: "n2" }),
      ];
      const script = await town.node("n1").gate.createToken(alice, "script");
      const change = { type: "change-password", proof: { password: passwordOf("alice") } } as const;
      expect(await a.ask({ ...change, password: "short" })).toMatchObject({ rejected: "invalid-request" });
      await a.must({ ...change, password: "another one" });
      await town.settle();
      expect([a.goodbye, phone.goodbye]).toEqual([undefined, "signed-out"]);
      const { gate } = town.node("n2");
      expect(await gate.authenticate("token" in script ? script.token : "")).toMatchObject({
        account: alice,
      });
      expect(await gate.signIn("alice", passwordOf("alice"), device)).toMatchObject({
        rejected: "wrong-credentials",
      });
      expect(await gate.signIn("alice", "another one", device)).toMatchObject({ asker: { account: alice } });
    }),
  );

  it(
    "[ACCT12] a person removes their account: devices go, the name stays taken, the last administrator is refused",
    inTown(async (town) => {
      const key = await addPasskey(await town.connect("bob"));
      const b = await town.connect("bob", { node: "n2" });
      await b.say({ account: alice }, "goodbye");
      const a = await town.connect("alice");
      const proof = { password: passwordOf("bob") };
      await town.person("root", { admin: true });
      const root = await town.connect("root");
      const alone = { type: "remove-own-account", proof: { password: passwordOf("root") } } as const;
      expect(await root.ask(alone)).toMatchObject({ rejected: "not-allowed" });
      await b.must({ type: "remove-own-account", proof });
      await town.settle();
      expect(b.goodbye).toBe("signed-out");
      expect(a.knowledge.texts("d:alice:bob" as never)).toEqual(["goodbye"]);
      const { gate, exchange, store } = town.node("n1");
      expect(await store.listPasskeys(bob)).toEqual([]);
      const offer = await gate.offerPasskey();
      expect(await gate.signInWithPasskey(offer.attempt, key.answer(offer), device)).toMatchObject({
        rejected: "no-such-passkey",
      });
      const again = {
        account: bob,
        displayName: undefined,
        kind: "person",
        password: undefined,
        admin: false,
      } as const;
      expect(await exchange.ask(town.admin, { type: "add-account", ...again }, undefined)).toMatchObject({
        rejected: "already-exists",
      });
    }),
  );

  it(
    "[GATE10] a link for a new password is good once and for its account only, and signs the other devices out",
    inTown(async (town) => {
      const a = await town.connect("alice", { node: "n2" });
      const { gate, exchange } = town.node("n1");
      const link = await exchange.ask<"password-link">(
        town.admin,
        { type: "password-link", account: alice },
        undefined,
      );
      if (isRejection(link)) throw new Error(link.rejected);
      expect(await gate.inspectPass(link.secret)).toMatchObject({ kind: "password", account: alice });
      const person = { account: "mallory", displayName: "M", password: "long enough" };
      expect(await gate.signUp(link.secret, person, device)).toMatchObject({ rejected: "expired" });
      expect(await gate.setPassword(link.secret, "short", device)).toMatchObject({
        rejected: "invalid-request",
      });
      expect(await gate.setPassword(link.secret, "another one", device)).toMatchObject({
        asker: { account: alice },
      });
      await town.settle();
      expect(a.goodbye).toBe("signed-out");
      expect(await gate.setPassword(link.secret, "yet another", device)).toMatchObject({
        rejected: "used-up",
      });
      expect(await gate.setPassword("nothing", "yet another", device)).toMatchObject({ rejected: "expired" });
      const nobody = { type: "password-link", account: "nobody" as typeof alice } as const;
      expect(await exchange.ask(town.admin, nobody, undefined)).toMatchObject({
        rejected: "no-such-account",
      });
    }),
  );
});
