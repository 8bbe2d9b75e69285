import { virtualClock } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { dialMailbox, type MailboxWay } from "./mailbox.ts";

interface Call {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** A mailbox over a fetch that answers as the test says. */
function rig(way: MailboxWay) {
  const clock = virtualClock(0);
  const calls: Call[] = [];
  const world = {
    next: 4_000,
    frames: [] as unknown[],
    gone: false,
    hang: false,
    hello: undefined as object | undefined,
  };
  const fetch = (async (url: string, init: RequestInit) => {
    const { method = "GET", body, signal } = init;
    calls.push({ at: clock.now(), method, path: url.replace("http://server", ""), body });
    if (world.hang)
      await new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
    if (world.hello !== undefined) return Response.json({ error: world.hello }, { status: 401 });
    if (world.gone)
      return Response.json({ error: { code: "expired", text: "", temporary: false } }, { status: 410 });
    if (url.endsWith("/events"))
      return Response.json({ mailbox: "m1", frames: [{ re: "hello", ok: {} }], cursor: 1 });
    if (method !== "GET") return Response.json({}, { status: 202 });
    return Response.json({ frames: world.frames, cursor: 1 + world.frames.length, next: world.next });
  }) as typeof globalThis.fetch;
  const told: unknown[] = [];
  const transport = dialMailbox(
    way,
    { base: "http://server", clock, fetch, token: () => "t1" },
    {
      opened: () => told.push("opened"),
      received: (message) => told.push(message),
      heard: () => undefined,
      closed: (code) => told.push(["closed", code]),
    },
  );
  return { clock, calls, world, told, transport };
}

const fetches = (calls: readonly Call[]) =>
  calls.filter((call) => call.method === "GET").map((call) => call.at);

describe("mailbox", () => {
  it("[CONN23] the first post opens it, the next go into it, one after the other", async () => {
    const { clock, calls, told, transport } = rig("poll");
    await clock.advanceSettled(0);
    transport.send('{"id":"hello"}');
    transport.send('{"do":"ack"}');
    await clock.advanceSettled(0);
    expect(calls.filter((call) => call.method === "POST").map((call) => [call.path, call.body])).toEqual([
      ["/events", '{"id":"hello"}'],
      ["/events?mailbox=m1", '{"do":"ack"}'],
    ]);
    expect(told).toEqual(["opened", [{ re: "hello", ok: {} }]]);
  });

  it("[CONN23] the cursor of a fetch is that of the last answer that came", async () => {
    const { clock, calls, world, transport } = rig("poll");
    transport.send("{}");
    await clock.advanceSettled(0);
    world.frames = [{ on: "caught-up" }, { on: "rotate" }];
    await clock.advanceSettled(4_000);
    await clock.advanceSettled(4_000);
    const paths = calls.filter((call) => call.method === "GET").map((call) => call.path);
    expect(paths).toEqual([
      "/events?mailbox=m1&cursor=1",
      "/events?mailbox=m1&cursor=1",
      "/events?mailbox=m1&cursor=3",
    ]);
  });

  it("[CONN24] a poll comes when the server says, and sooner when an answer is awaited", async () => {
    const { clock, calls, transport } = rig("poll");
    transport.send("{}");
    await clock.advanceSettled(0);
    await clock.advanceSettled(10_000);
    expect(fetches(calls)).toEqual([0, 4_000, 8_000]);
    transport.send('{"do":"ack"}');
    await clock.advanceSettled(0);
    transport.send('{"id":"1"}');
    await clock.advanceSettled(0);
    await clock.advanceSettled(200);
    expect(fetches(calls)).toEqual([0, 4_000, 8_000, 10_150]);
    transport.send('{"id":"2"}');
    await clock.advanceSettled(0);
    await clock.advanceSettled(1_000);
    expect(fetches(calls).at(-1)).toBe(10_750);
  });

  it("[CONN25] a refused hello is told as its answer", async () => {
    const { clock, world, told, transport } = rig("sse");
    world.hello = { code: "not-signed-in", text: "Sign in first.", temporary: false };
    transport.send("{}");
    await clock.advanceSettled(0);
    expect(told).toEqual(["opened", [{ re: "hello", error: world.hello }]]);
  });

  it("[CONN25] a mailbox that is gone closes the transport", async () => {
    const { clock, world, told, transport } = rig("poll");
    transport.send("{}");
    await clock.advanceSettled(0);
    world.gone = true;
    await clock.advanceSettled(4_000);
    expect(told.at(-1)).toEqual(["closed", undefined]);
    expect(clock.pending).toBe(0);
  });

  it("[CONN26] hung up, it posts what waits, removes the mailbox and is quiet", async () => {
    const { clock, calls, told, transport } = rig("poll");
    transport.send("{}");
    transport.send('{"do":"ack"}');
    transport.close();
    await clock.advanceSettled(0);
    expect(calls.slice(-2).map((call) => call.method)).toEqual(["POST", "DELETE"]);
    expect(told.at(-1)).toEqual(["closed", undefined]);
    await clock.advanceSettled(20_000);
    expect([calls.at(-1)?.method, clock.pending]).toEqual(["DELETE", 0]);
  });

  it("[CONN26] cut, it breaks off what is under way and says so once", async () => {
    const { clock, world, told, transport } = rig("long-poll");
    world.hang = true;
    transport.send("{}");
    await clock.advanceSettled(0);
    transport.cut();
    transport.close();
    await clock.advanceSettled(0);
    expect(told).toEqual(["opened", ["closed", undefined]]);
  });
});
