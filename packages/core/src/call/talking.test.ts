import { describe, expect, it } from "vitest";
import { bobsPhone, callee, caller, laptop, phone, placed, ringEntry } from "../testing/call-events.ts";
import { noon } from "../testing/points.ts";
import { callMachine, noCall } from "./machine.ts";
import { callTimes, type CallEffect, type CallEvent, type CallState } from "./state.ts";

type Timer = { readonly type: "timer"; readonly timer: string; readonly at: number };
type Happening = CallEvent | Timer;

/** The state after all these, and the effects of the last. */
function after(...events: readonly Happening[]): { state: CallState; effects: readonly CallEffect[] } {
  return events.reduce<{ state: CallState; effects: readonly CallEffect[] }>(
    ({ state }, event) => callMachine.step(state, event as CallEvent),
    { state: noCall, effects: [] },
  );
}

const t = (seconds: number): number => noon + seconds * 1_000;
const ringing = placed([ringEntry(laptop), ringEntry(phone)]);
const accept: CallEvent = { type: "accepted", at: t(5), by: callee(laptop), answer: "answer" };
const flows = (by: typeof caller, at = t(6)): CallEvent => ({ type: "media-flows", at, by });
const connecting = [ringing, accept];
const connected = [...connecting, flows(caller), flows(callee(laptop))];
const timer = (name: string, at: number): Timer => ({ type: "timer", timer: name, at });
const named = (effects: readonly CallEffect[]): string[] => effects.map(({ type }) => type);

describe("connecting", () => {
  it("[CALL17] connected once media flow on both sides, in either order", () => {
    expect(after(...connecting, flows(caller)).state.name).toBe("connecting");
    expect(after(...connecting, flows(caller), flows(callee(laptop))).state).toMatchObject({
      name: "connected",
      epoch: 1,
      timers: {},
    });
    expect(after(...connecting, flows(callee(laptop)), flows(caller)).state.name).toBe("connected");
    expect(after(...connecting, flows(callee(phone)), flows(caller)).state.name).toBe("connecting");
  });

  it("[CALL18] the device that accepted dies: the others ring again until the ring's end", () => {
    const { state, effects } = after(...connecting, { type: "leg-lost", at: t(7), by: callee(laptop) });
    expect(state).toMatchObject({ name: "ringing", timers: { ring: noon + callTimes.ringFor } });
    expect(effects).toContainEqual({ type: "ring", point: phone, how: "ring", offer: "offer" });
    expect(effects).toContainEqual({ type: "progress", point: caller.point, progress: "ringing" });
    expect(effects).toContainEqual({ type: "hang-up", point: laptop, reason: { name: "failed" } });
  });

  it("[CALL18] nobody else is left, or the caller's device died: it failed", () => {
    const alone = after(placed([ringEntry(laptop)]), accept, {
      type: "leg-lost",
      at: t(7),
      by: callee(laptop),
    });
    expect(alone.state).toMatchObject({ name: "ended", end: { name: "failed" } });
    const died = after(...connecting, { type: "leg-lost", at: t(7), by: caller });
    expect(died.state).toMatchObject({ name: "ended", end: { name: "failed" } });
    const gone = after(
      ...connecting,
      { type: "leg-lost", at: t(6), by: callee(phone) },
      timer("connect", t(20)),
    );
    expect(gone.state).toMatchObject({ name: "ended", end: { name: "failed" } });
  });

  it("[CALL19] no media in 15 s: as if the device had died, before and after the ring's end", () => {
    expect(after(...connecting, timer("connect", t(20))).state.name).toBe("ringing");
    const late: CallEvent = { type: "accepted", at: t(40), by: callee(laptop), answer: "" };
    expect(after(ringing, late, timer("connect", t(55))).state).toMatchObject({ end: { name: "failed" } });
    expect(after(...connecting, timer("connect", t(19))).state.name).toBe("connecting");
  });

  it("[CALL24] hanging up before there are media ends it as failed, and nothing is missed", () => {
    const { state, effects } = after(...connecting, { type: "hung-up", at: t(6), by: caller });
    expect(state).toMatchObject({ name: "ended", end: { name: "failed" }, entry: { seen: true, lasted: 0 } });
    expect(named(effects).filter((type) => type === "hang-up")).toHaveLength(2);
    const stranger = after(...connecting, { type: "hung-up", at: t(6), by: callee(phone) });
    expect(stranger.state.name).toBe("connecting");
  });

  it("[CALL28] a restart gives media their time again", () => {
    expect(after(...connecting, { type: "restarted", at: t(30) }).state).toMatchObject({
      timers: { connect: t(45) },
    });
  });
});

describe("talking", () => {
  it.each([connecting, connected])("[CALL20] descriptions go to the other side as they are", (...so) => {
    const described = (by: typeof caller, description: string): CallEvent => ({
      type: "described",
      at: t(7),
      by,
      description,
    });
    expect(after(...so, described(caller, "candidate")).effects).toStrictEqual([
      { type: "describe", point: laptop, description: "candidate" },
    ]);
    expect(after(...so, described(callee(laptop), "answer 2")).effects).toStrictEqual([
      { type: "describe", point: caller.point, description: "answer 2" },
    ]);
    expect(after(...so, described(caller, "x".repeat(16_385))).effects).toStrictEqual([
      { type: "refuse", point: caller.point, why: "too-large" },
    ]);
    expect(after(...so, described(callee(phone), "x")).effects).toStrictEqual([
      { type: "refuse", point: phone, why: "not-in-call" },
    ]);
  });

  it("[CALL20] while nobody has answered there is nobody to describe anything to", () => {
    expect(
      after(ringing, { type: "described", at: t(1), by: caller, description: "x" }).effects,
    ).toStrictEqual([{ type: "refuse", point: caller.point, why: "not-in-call" }]);
  });

  it("[CALL21] each side holds and resumes; held while one does", () => {
    const hold = (by: typeof caller): CallEvent => ({ type: "held", at: t(8), by });
    const resume = (by: typeof caller): CallEvent => ({ type: "resumed", at: t(9), by });
    const one = after(...connected, hold(caller));
    expect(one.state).toMatchObject({ name: "held", by: ["caller"] });
    expect(one.effects).toStrictEqual([{ type: "tell", point: laptop, news: { name: "held" } }]);
    expect(after(...connected, hold(caller), hold(caller)).effects).toStrictEqual([]);
    const both = [...connected, hold(caller), hold(callee(laptop))];
    expect(after(...both, resume(caller)).state).toMatchObject({ name: "held", by: ["callee"] });
    const free = after(...both, resume(caller), resume(callee(laptop)));
    expect(free.state.name).toBe("connected");
    expect(free.effects).toStrictEqual([{ type: "tell", point: caller.point, news: { name: "resumed" } }]);
    expect(after(...connected, resume(caller)).effects).toStrictEqual([]);
  });

  it("[CALL22] a leg lost and back: the other side is told, nothing else changed", () => {
    const lost = after(...connected, { type: "leg-lost", at: t(60), by: callee(laptop) });
    expect(lost.effects).toStrictEqual([{ type: "tell", point: caller.point, news: { name: "lost" } }]);
    expect(lost.state).toMatchObject({ timers: { callee: t(90) } });
    const back = callMachine.step(lost.state, { type: "leg-back", at: t(70), by: callee(laptop) });
    expect(back.effects).toStrictEqual([{ type: "tell", point: caller.point, news: { name: "back" } }]);
    expect(back.state).toStrictEqual(after(...connected).state);
  });

  it("[CALL23] it does not come back: the call ends as lost", () => {
    const lost: CallEvent = { type: "leg-lost", at: t(60), by: callee(laptop) };
    const { state } = after(...connected, lost, timer("callee", t(90)));
    expect(state).toMatchObject({
      name: "ended",
      end: { name: "lost", leg: "callee" },
      entry: { outcome: "answered", lasted: 85_000 },
    });
    const heard = after(...connected, lost, flows(caller, t(80)));
    expect(heard.state).toMatchObject({ name: "connected", timers: { callee: t(110) } });
  });

  it("[CALL24] either side hangs up, for both", () => {
    for (const by of [caller, callee(laptop)]) {
      const { state, effects } = after(...connected, { type: "hung-up", at: t(65), by });
      expect(state).toMatchObject({ name: "ended", entry: { outcome: "answered", lasted: 60_000 } });
      expect(effects.flatMap((one) => (one.type === "hang-up" ? [one.point] : []))).toStrictEqual([
        caller.point,
        laptop,
      ]);
    }
  });

  it("[CALL25] a leg moves: the epoch rises, the old device hears where to, the other side that it goes on", () => {
    const moved: CallEvent = { type: "moved", at: t(9), from: callee(laptop), to: phone, epoch: 2 };
    const { state, effects } = after(...connected, moved);
    expect(state).toMatchObject({ name: "connected", epoch: 2, talk: { callee: { point: phone } } });
    expect(effects.slice(0, 2)).toStrictEqual([
      { type: "hang-up", point: laptop, reason: { name: "moved", to: phone } },
      { type: "tell", point: caller.point, news: { name: "moved", to: phone } },
    ]);
    expect(effects[2]).toMatchObject({
      type: "announce",
      account: "alice",
      datum: { state: { name: "answered", device: phone } },
    });
  });

  it("[CALL25] the caller's leg moves too, and its lost connection is no matter then", () => {
    const lost: CallEvent = { type: "leg-lost", at: t(8), by: caller };
    const moved: CallEvent = { type: "moved", at: t(9), from: caller, to: bobsPhone, epoch: 5 };
    const { state, effects } = after(...connected, lost, moved);
    expect(state).toMatchObject({
      epoch: 5,
      timers: {},
      talk: { caller: { name: "here", point: bobsPhone } },
    });
    expect(effects[2]).toMatchObject({ account: "bob", datum: { device: bobsPhone } });
  });

  it("[CALL25] a stale epoch, and a move from a device that is not in the call, are refused", () => {
    const moved = (epoch: number, from = callee(laptop)): CallEvent => ({
      type: "moved",
      at: t(9),
      from,
      to: phone,
      epoch,
    });
    expect(after(...connected, moved(1)).effects).toStrictEqual([
      { type: "refuse", point: phone, why: "stale-epoch" },
    ]);
    expect(after(...connected, moved(2, callee(phone))).effects).toStrictEqual([
      { type: "refuse", point: phone, why: "not-in-call" },
    ]);
  });

  it.each(["held", "resumed", "hung-up"] as const)(
    "[CALL26] %s of a device that is not in the call is refused",
    (type) => {
      const { state, effects } = after(...connected, { type, at: t(9), by: callee(phone) });
      expect(effects).toStrictEqual([{ type: "refuse", point: phone, why: "not-in-call" }]);
      expect(state).toStrictEqual(after(...connected).state);
    },
  );

  it("[CALL29] after a restart both legs are waited for, and found as they were", () => {
    const held: CallEvent = { type: "held", at: t(8), by: caller };
    const restarted = after(...connected, held, { type: "restarted", at: t(60) });
    expect(restarted.state).toMatchObject({ name: "held", timers: { caller: t(180), callee: t(180) } });
    const back = [caller, callee(laptop)].reduce(
      (state, by) => callMachine.step(state, { type: "leg-back", at: t(100), by }).state,
      restarted.state,
    );
    expect(back).toStrictEqual(after(...connected, held).state);
  });

  it("[CALL13] a point that comes or accepts meanwhile is told where it was answered", () => {
    const told = [{ type: "stop-ringing", point: phone, reason: { name: "answered", on: laptop } }];
    expect(
      after(...connected, { type: "point-came", at: t(9), entry: ringEntry(phone) }).effects,
    ).toStrictEqual(told);
    expect(
      after(...connected, { type: "accepted", at: t(9), by: callee(phone), answer: "" }).effects,
    ).toStrictEqual(told);
  });
});
