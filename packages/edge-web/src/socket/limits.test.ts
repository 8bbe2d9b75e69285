import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock, type VirtualClock } from "@elsewhere/testkit";
import { createRig, type Rig, type RigOptions } from "../testing/rig.ts";
import { openSocket } from "../testing/test-socket.ts";

describe("what a connection is refused", () => {
  let clock: VirtualClock;
  let rig: Rig;
  const start = async (options?: RigOptions) => (rig = await createRig(clock, options));
  beforeEach(() => void (clock = virtualClock(1_000_000)));
  afterEach(() => rig.edge.close());

  it.each([
    ["larger than allowed", JSON.stringify({ id: "a", do: "points", x: "y".repeat(200_000) }), 4501],
    ["deeper than allowed", `{"id":"a","do":"points","x":${"[".repeat(20)}${"]".repeat(20)}}`, 4501],
    ["of too many frames", `[${Array(300).fill("{}").join(",")}]`, 4501],
    ["no JSON", `{"id":`, 4500],
    ["no object", `"hello"`, 4500],
    ["without a request", `{"id":"a"}`, 4500],
    ["with an id that is no text", `{"id":7,"do":"points"}`, 4500],
  ])("[LIMIT1] a message %s closes the connection with its own code", async (_, text, code) => {
    await start();
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    socket.send(text);
    expect((await socket.closed).code).toBe(code);
    // The server sees the end of the connection when the other side has.
    await expect.poll(() => rig.fake.attached[0]?.detached).toBe(true);
  });

  it("[LIMIT2] bytes that are no UTF-8, and binary messages, are bad frames", async () => {
    await start();
    const wrong = await openSocket(rig);
    wrong.ws.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });
    expect((await wrong.closed).code).toBe(4500);
    const binary = await openSocket(rig);
    binary.ws.send(Buffer.from("{}"));
    expect((await binary.closed).code).toBe(4500);
  });

  it("[LIMIT3] too many requests are refused with the time to wait; who goes on is sent away", async () => {
    await start({ config: { limits: { requestsPerSecond: 10, requestBurst: 5, refusals: 3 } } });
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    for (let i = 0; i < 4; i++) await socket.request({ id: `ok${i}`, do: "set-profile", displayName: "Al" });
    const refused = await socket.request({ id: "x", do: "set-profile", displayName: "Al" });
    expect(refused).toMatchObject({ error: { code: "too-fast", temporary: true, retryAfter: 100 } });
    clock.advance(100);
    expect(await socket.request({ id: "y", do: "set-profile", displayName: "Al" })).toHaveProperty("ok");
    for (let i = 0; i < 4; i++) socket.send({ id: `z${i}`, do: "set-profile", displayName: "Al" });
    expect((await socket.closed).code).toBe(4006);
  });

  it("[LIMIT4] only so many requests may be without an answer", async () => {
    await start({ config: { limits: { outstanding: 2 } } });
    let release = (): void => undefined;
    const held = new Promise<object>((resolve) => (release = () => resolve({})));
    rig.fake.answer = () => held;
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    for (const id of ["a", "b", "c"]) socket.send({ id, do: "set-profile", displayName: "Al" });
    expect(await socket.until((frame) => frame["re"] === "c")).toMatchObject({ error: { code: "too-many" } });
    release();
    expect(await socket.until((frame) => frame["re"] === "b")).toHaveProperty("ok");
  });

  it("[LIMIT5] hello has to come in time", async () => {
    await start();
    const socket = await openSocket(rig);
    clock.advance(9_000);
    const opened = await openSocket(rig);
    await opened.hello("alice-laptop");
    clock.advance(3_000);
    expect((await socket.closed).code).toBe(4003);
    expect(opened.ws.readyState).toBe(opened.ws.OPEN);
  });

  it("[LIMIT6] a reader that is too slow is dropped and told to come back; nothing is kept for it", async () => {
    await start({ config: { limits: { unsentBytes: 256 * 1024 } } });
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    socket.ws.pause();
    const [attached] = rig.fake.attached;
    const people = [{ account: "bob" as never, displayName: "x".repeat(60_000), kind: "person" } as const];
    for (let i = 0; i < 400; i++) {
      attached?.sink.tell({ type: "people", people });
      if (attached?.detached === true) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(attached?.detached).toBe(true);
    socket.ws.resume();
    expect((await socket.closed).code).toBe(4001);
  });

  it("[LIMIT7] who catches up waits for room", async () => {
    await start({ config: { limits: { unsentBytes: 8 * 1024 * 1024 } } });
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    const sink = rig.fake.attached[0]?.sink;
    expect(sink?.room()).toBeUndefined();
    socket.ws.pause();
    const people = [{ account: "bob" as never, displayName: "x".repeat(500_000), kind: "person" } as const];
    for (let i = 0; i < 12; i++) sink?.tell({ type: "people", people });
    const room = sink?.room();
    expect(room).toBeInstanceOf(Promise);
    socket.ws.resume();
    await room;
    expect(sink?.room()).toBeUndefined();
  });

  it("[LIMIT8] the server pings, and who is not heard for two and a half heartbeats is closed and detached", async () => {
    await start();
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    const pinged = new Promise((resolve) => socket.ws.once("ping", resolve));
    clock.advance(31_000);
    await pinged;
    const [attached] = rig.fake.attached;
    const heard = attached?.heardTimes ?? 0;
    socket.ws.pong();
    await socket.request({ id: "a", do: "set-profile", displayName: "Al" });
    expect(attached?.heardTimes).toBeGreaterThanOrEqual(heard + 2);
    socket.ws.pause();
    clock.advance(106_000);
    expect(attached?.detached).toBe(true);
    socket.ws.resume();
    expect((await socket.closed).code).toBe(4002);
  });
});
