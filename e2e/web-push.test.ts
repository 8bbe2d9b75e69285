// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messages, row, say } from "./on-screen.ts";
import { PushService } from "./push-service.ts";
import { patience, tellStory } from "./story.ts";

/** Alice's phone sleeps and can be woken; Bob writes to her. The chapters follow each other. */
describe("waking a place", () => {
  const service = new PushService();
  const story = tellStory({ people: { alice: "Alice", bob: "Bob" }, settings: { pushPrivate: true } });
  let desk: Page;
  let laptop: Page;

  beforeAll(async () => {
    await service.open();
    desk = await newPlace("bob", "Desk");
    await desk.goto(`${story.url}/c/d:alice:bob`);
  });

  afterAll(() => service.close());

  const newPlace = (account: string, label: string) =>
    story.signIn(account, label, { permissions: ["notifications"] });
  const write = (text: string) => say(desk, text);
  const pushable = async () => {
    const { devices } = await story.server.ask("admin-devices", { account: "alice" });
    return devices.some((one) => one.pushable);
  };

  it("[PAGE18] a place that sleeps is woken when nobody is there", async () => {
    const phone = await newPlace("alice", "Phone");
    const status = await phone.evaluate(async (subscription) => {
      const response = await fetch("/api/v1/do/subscribe-push", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(subscription),
      });
      return response.status;
    }, service.subscription);
    expect(status).toBe(200);
    await phone.context().close();
    await expect
      .poll(async () => (await story.server.ask("admin-devices", { account: "alice" })).devices[0]?.connected)
      .toBe(false);
    await write("Are the samples there?");
    await expect.poll(() => service.pushed, { timeout: patience }).toHaveLength(1);
    expect(service.pushed[0]).toMatchObject({
      type: "message",
      conversation: "d:alice:bob",
      title: "Bob",
      text: "Are the samples there?",
    });
  });

  it("[PAGE18] what was pushed is taken back when it is read elsewhere", async () => {
    laptop = await newPlace("alice", "Laptop");
    await row(laptop, "Bob").click();
    await expect.poll(() => service.pushed, { timeout: patience }).toHaveLength(2);
    expect(service.pushed[1]).toMatchObject({ type: "clear", conversation: "d:alice:bob" });
  });

  it("[PAGE18] nobody is woken for what is read where the person is", async () => {
    await laptop.mouse.move(200, 200);
    await laptop.mouse.move(220, 220);
    await write("Look at the second one.");
    await messages(laptop).getByText("Look at the second one.").waitFor();
    const plans = async (offset: number) =>
      (await story.server.ask("admin-why", { datum: `d:alice:bob.${offset}` })).plans
        .filter((plan) => plan.account === "alice")
        .flatMap((plan) => plan.entries.map(({ label, how }) => `${label}: ${how}`));
    await expect
      .poll(async () => (await Promise.all(range(1, 12).map(plans))).flat())
      .toContain("Laptop: show");
    const all = (await Promise.all(range(1, 12).map(plans))).flat();
    expect(all.filter((one) => one === "Phone: push")).toHaveLength(1);
    const told = service.pushed.filter((one) => (one as { type: string }).type === "message");
    expect(told).toHaveLength(1);
  });

  it("[PAGE18] a place that the push service no longer knows is not woken again", async () => {
    await laptop.context().close();
    service.status = 410;
    expect(await pushable()).toBe(true);
    await expect
      .poll(
        async () =>
          (await story.server.ask("admin-devices", { account: "alice" })).devices.some(
            (one) => one.connected,
          ),
        { timeout: patience },
      )
      .toBe(false);
    await write("Gone?");
    await expect.poll(pushable, { timeout: 20_000 }).toBe(false);
  });

  it("[PAGE19] the page's worker shows what is pushed, and takes it back", async () => {
    const page = await newPlace("alice", "Tablet");
    const session = await page.context().newCDPSession(page);
    let registrationId = "";
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      registrationId = registrations[0]?.registrationId ?? registrationId;
    });
    await session.send("ServiceWorker.enable");
    await page.evaluate(async () => {
      await navigator.serviceWorker.register("/service-worker.js");
      await navigator.serviceWorker.ready;
    });
    await expect.poll(() => registrationId).not.toBe("");
    const deliver = (payload: object) =>
      session.send("ServiceWorker.deliverPushMessage", {
        origin: story.url,
        registrationId,
        data: JSON.stringify(payload),
      });
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`);
      });
    const conversation = "d:alice:bob";
    await deliver({ type: "message", conversation, title: "Bob", text: "Are you there?" });
    await expect.poll(shown, { timeout: patience }).toEqual(["Bob: Are you there?"]);
    await deliver({ type: "strange" });
    await deliver({ type: "clear", conversation, upTo: 3 });
    await expect.poll(shown, { timeout: patience }).toEqual([]);
  });
});

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
