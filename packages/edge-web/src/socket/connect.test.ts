import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock, type VirtualClock } from "@elsewhere/testkit";
import type { AccountName, ConversationId, DeviceId, Entry, TopicId } from "@elsewhere/core";
import { createRig, type Rig, type RigOptions } from "../testing/rig.ts";
import { openSocket } from "../testing/test-socket.ts";

const conversation = "g:abcdefgh" as ConversationId;

function message(offset: number, text: string): Entry {
  const body = {
    type: "message",
    by: "bob" as AccountName,
    device: "bob-phone" as DeviceId,
    command: `c${offset}`,
    text,
  } as const;
  return { offset, at: 1000 + offset, body };
}

describe("a WebSocket connection", () => {
  let clock: VirtualClock;
  let rig: Rig;
  const start = async (options?: RigOptions) => (rig = await createRig(clock, options));
  beforeEach(() => void (clock = virtualClock(1_000_000)));
  afterEach(() => rig.edge.close());

  it("[WEB1] hello opens the session and its answer comes before anything that was missed", async () => {
    await start();
    const socket = await openSocket(rig);
    const answer = await socket.hello("alice-laptop", { positions: { "a:alice": 7, nonsense: 1 } });
    expect(answer["ok"]).toMatchObject({
      account: "alice",
      address: "alice@example.org",
      device: "alice-laptop",
      epoch: "e1",
      heartbeat: 30_000,
    });
    expect(socket.frames.map((frame) => frame["re"] ?? frame["on"])).toEqual(["hello", "caught-up"]);
    expect(rig.fake.attached[0]?.arrival.positions).toEqual(new Map([["a:alice", 7]]));
  });

  it("[WEB2] a request is answered under its id, the id makes it idempotent, and undeclared fields are ignored", async () => {
    await start();
    rig.fake.answer = () => ({ conversation, offset: 3 });
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    const frame = { id: "m1", do: "send-message", to: "bob@example.org", text: "hi", evil: 1 };
    expect(await socket.request(frame)).toEqual({
      re: "m1",
      ok: { message: "g:abcdefgh.3", conversation, offset: 3 },
    });
    expect(rig.fake.asked).toEqual([
      {
        asker: { account: "alice", device: "alice-laptop", admin: false },
        ask: { type: "send-message", to: { account: "bob" }, text: "hi" },
        command: "m1",
      },
    ]);
  });

  it("[WEB3] frames told in the same turn leave as one message", async () => {
    await start();
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    const before = socket.messages;
    for (let i = 1; i <= 5; i++) {
      rig.fake.attached[0]?.sink.tell({ type: "entry", topic: conversation, entry: message(i, "x") });
    }
    await socket.until((frame) => frame["offset"] === 5);
    expect(socket.frames.filter((frame) => frame["on"] === "message")).toHaveLength(5);
    expect(socket.messages - before).toBe(1);
  });

  it("[WEB4] a message tells this point what to do with it and why", async () => {
    await start();
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    const entry = message(1, "hello");
    const told = { type: "entry", topic: conversation as TopicId, entry } as const;
    rig.fake.attached[0]?.sink.tell({ ...told, how: "alert", why: "in-use" });
    const frame = await socket.until((one) => one["on"] === "message");
    expect(frame).toEqual({
      on: "message",
      topic: conversation,
      offset: 1,
      at: 1001,
      message: { offset: 1, at: 1001, by: "bob", device: "bob-phone", id: "c1", text: "hello" },
      how: "alert",
      why: "in-use",
    });
  });

  it("[WEB5] several frames may come in one message, and each is answered", async () => {
    await start();
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    socket.send([
      { id: "a", do: "points" },
      { id: "b", do: "devices" },
    ]);
    rig.fake.answer = ({ ask }) => (ask.type === "points" ? { points: [] } : { devices: [] });
    expect(await socket.until((frame) => frame["re"] === "a")).toEqual({ re: "a", ok: { points: [] } });
    expect(await socket.until((frame) => frame["re"] === "b")).toEqual({ re: "b", ok: { devices: [] } });
  });

  it("[WEB6] requests that come while the hello is being answered wait for it", async () => {
    await start();
    let admit = (): void => undefined;
    rig.fake.gateDelay = new Promise((resolve) => (admit = resolve));
    const socket = await openSocket(rig);
    socket.send([
      { id: "h", do: "hello", token: "alice-laptop" },
      { id: "a", do: "set-profile", displayName: "Al" },
    ]);
    admit();
    expect(await socket.until((frame) => frame["re"] === "a")).toEqual({ re: "a", ok: {} });
    expect(socket.frames.map((frame) => frame["re"] ?? frame["on"])).toEqual(["h", "caught-up", "a"]);
  });
});
