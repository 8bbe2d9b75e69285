import { Town, type Device, type Notebook } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { bob } from "../testing/desk.ts";

const toBob = { account: bob };
const minute = 60_000;

/** Alice is connected, bob's phone sleeps, and the node ends as by `kill -9` when the test says so. */
async function opened(): Promise<{ readonly town: Town; readonly a: Device<Notebook> }> {
  const town = new Town();
  await town.people("alice", "bob");
  const a = await town.connect("alice");
  const phone = await town.connect("bob", { label: "phone", kind: "phone", push: true });
  await phone.disconnect();
  await town.pass(minute);
  return { town, a };
}

/** The message is committed, and the node dies before it can tell anybody. */
async function saidAtTheEnd(town: Town, a: Device<Notebook>, text: string): Promise<void> {
  town.node("n1").store.holdAnswers();
  a.say(toBob, text).catch(() => undefined);
  await town.settle();
  await town.crash("n1");
  town.start("n1");
}

const recovered = (town: Town) => town.node("n1").exchange.recover(town.clock.now() - 10 * minute);

async function finished(town: Town): Promise<void> {
  await town.close();
  expect(town.failures).toEqual([]);
}

describe("after a crash", () => {
  it("[WAKE14] a phone is pushed the message that was committed last, once, and it is explained", async () => {
    const { town, a } = await opened();
    await saidAtTheEnd(town, a, "before the end");
    expect(town.push.pushed).toEqual([]);
    expect(await recovered(town)).toBe(1);
    await town.settle();
    expect(town.push.to("phone")).toEqual(["message before the end"]);
    expect(await recovered(town)).toBe(0);
    const [told] = town.push.pushed;
    const datum = told?.payload.type === "message" ? told.payload.message : "";
    const plans = await town.node("n1").store.readPlans(`m:${datum}`);
    expect(plans.map(({ account }) => account)).toEqual([bob]);
    await finished(town);
  });

  it("[WAKE14] the turn of a phone that waited comes, unless it is read where the person is", async () => {
    const { town, a } = await opened();
    const laptop = await town.connect("bob", { label: "laptop" });
    const { conversation } = await a.say(toBob, "1");
    await town.crash("n1");
    town.start("n1");
    await laptop.connect({ activity: "active" });
    expect(await recovered(town)).toBe(1);
    await town.pass(10_000);
    expect(town.push.pushed).toEqual([]);
    await town.pass(10_000);
    expect(town.push.to("phone")).toEqual(["message 1"]);
    await laptop.must({ type: "mark-read", conversation, upTo: 4 });
    await town.settle();
    expect(await recovered(town)).toBe(0);
    await finished(town);
  });

  it("[WAKE14] what was pushed, read, deleted or is old is left alone", async () => {
    const { town, a } = await opened();
    const pushed = await a.say(toBob, "pushed");
    await town.settle();
    expect(town.push.pushed).toHaveLength(1);
    await town.crash("n1");
    town.start("n1");
    expect(await recovered(town)).toBe(0);
    await a.connect();
    await saidAtTheEnd(town, a, "deleted");
    await a.connect();
    const { conversation } = pushed;
    await a.must({ type: "delete-message", place: { conversation, offset: pushed.offset + 1 } });
    expect(await recovered(town)).toBe(0);
    await saidAtTheEnd(town, a, "old");
    await town.pass(11 * minute);
    expect(await recovered(town)).toBe(0);
    await finished(town);
  });
});
