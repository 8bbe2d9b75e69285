import { drive } from "@elsewhere/machine";
import { virtualClock } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { plan } from "../delivery/plan.ts";
import { bob, context, laptop as laptopPoint, noon, phone as phonePoint } from "../testing/points.ts";
import {
  bobsPhone,
  callee,
  caller,
  callFacts,
  hushedEntry,
  laptop,
  phone,
  placed,
  ringEntry,
  tablet,
} from "../testing/call-events.ts";
import { defaultSettings } from "../people/settings.ts";
import { callMachine, noCall } from "./machine.ts";
import { ringDatum } from "./ring-datum.ts";
import { callTimes, type CallEffect, type CallEvent, type CallState } from "./state.ts";

/** A call on a virtual clock; `after` gives the effects of an event. */
function call(entries = [ringEntry(laptop), ringEntry(phone, "push"), ringEntry(tablet)]) {
  const clock = virtualClock(noon);
  const effects: CallEffect[] = [];
  const driver = drive<CallState, CallEvent, CallEffect>({
    machine: callMachine,
    initial: noCall,
    alarms: clock.alarms,
    perform: (effect) => void effects.push(effect),
    failed: (error) => {
      throw error;
    },
  });
  const taken = (): readonly CallEffect[] => effects.splice(0);
  return {
    start: (() => {
      driver.send(placed(entries));
      return taken();
    })(),
    after(event: CallEvent): readonly CallEffect[] {
      driver.send(event);
      return taken();
    },
    wait(duration: number): readonly CallEffect[] {
      clock.runUntil(clock.now() + duration);
      return taken();
    },
    now: () => clock.now(),
    get state() {
      return driver.state;
    },
  };
}

const only = <T extends CallEffect["type"]>(effects: readonly CallEffect[], type: T) =>
  effects.filter((effect): effect is Extract<CallEffect, { type: T }> => effect.type === type);

const logOf = (effects: readonly CallEffect[], account: string) =>
  only(effects, "log").find((effect) => effect.account === account)?.body;

const accepted = (point: typeof laptop, at = noon + 5_000): CallEvent => ({
  type: "accepted",
  at,
  by: callee(point),
  answer: `answer of ${point}`,
});

describe("who rings", () => {
  it("[CALL1] the plan decides: rings, pushes, notes to who is in a call, silence", () => {
    const { start } = call([
      ringEntry(laptop),
      ringEntry(phone, "push"),
      ringEntry(tablet, "alert"),
      hushedEntry(bobsPhone),
    ]);
    expect(only(start, "ring").map(({ point, how }) => [point, how])).toStrictEqual([
      [laptop, "ring"],
      [phone, "push"],
      [tablet, "alert"],
      [bobsPhone, "silent"],
    ]);
  });

  it("[CALL1] the delivery plan's own answer is taken as it is", () => {
    const ringing = callMachine.step(noCall, placed([])).state;
    expect(ringing.name).toBe("ringing");
    if (ringing.name !== "ringing") return;
    const entries = plan(ringDatum(ringing), [laptopPoint(), phonePoint()], context(), noon);
    const { start } = call([...entries]);
    expect(only(start, "ring").map(({ point, how }) => [point, how])).toStrictEqual([
      [laptop, "ring"],
      [phone, "push"],
    ]);
  });

  it("[CALL1] of several connections of a device the loudest counts, and a form is handed on", () => {
    const second = {
      ...ringEntry(laptop, "silent"),
      reason: { code: "same-device", row: "ring/same-device" } as const,
    };
    const { start } = call([second, { ...ringEntry(laptop), as: "audio-only" }]);
    expect(only(start, "ring")).toStrictEqual([
      { type: "ring", point: laptop, how: "ring", as: "audio-only", offer: "offer" },
    ]);
  });

  it.each([
    [[], "searching"],
    [[ringEntry(phone, "push")], "searching"],
    [[ringEntry(laptop, "alert")], "in-another-call"],
    [[ringEntry(laptop, "alert"), ringEntry(tablet)], "ringing"],
  ] as const)("[CALL2] the caller hears how it goes: %j", (entries, progress) => {
    expect(only(call([...entries]).start, "progress").map((one) => one.progress)).toStrictEqual([progress]);
  });

  it("[CALL2] the caller hears when the first point rings, and when none does any more", () => {
    const one = call([ringEntry(phone, "push")]);
    const came = one.after({ type: "point-came", at: noon + 2_000, entry: ringEntry(phone) });
    expect(only(came, "progress").map(({ progress }) => progress)).toStrictEqual(["ringing"]);
    const gone = one.after({ type: "leg-lost", at: noon + 3_000, by: callee(phone) });
    expect(only(gone, "progress").map(({ progress }) => progress)).toStrictEqual(["searching"]);
  });

  it("[CALL16] nobody calls their own account", () => {
    const own = { ...placed([ringEntry(laptop)]), facts: { ...callFacts, callee: bob } };
    const { state, effects } = callMachine.step(noCall, own);
    expect(state).toStrictEqual(noCall);
    expect(effects).toStrictEqual([{ type: "refuse", point: caller.point, why: "own-account" }]);
  });
});

describe("the answer", () => {
  it("[CALL3] [CALL4] two accepts within a millisecond: one is connected, the other is told where", () => {
    const one = call();
    const first = one.after(accepted(laptop, noon + 5_000));
    const second = one.after(accepted(phone, noon + 5_000));
    expect(only(first, "connect")).toStrictEqual([
      { type: "connect", point: laptop, with: caller.point, description: "offer" },
      { type: "connect", point: caller.point, with: laptop, description: "answer of laptop" },
    ]);
    expect(second).toStrictEqual([
      { type: "stop-ringing", point: phone, reason: { name: "answered", on: laptop } },
    ]);
  });

  it("[CALL4] the others stop at once and say where it was answered; nothing is missed", () => {
    const effects = call().after(accepted(laptop));
    expect(only(effects, "stop-ringing").map(({ point, reason }) => [point, reason])).toStrictEqual([
      [phone, { name: "answered", on: laptop }],
      [tablet, { name: "answered", on: laptop }],
    ]);
    expect(only(effects, "log")).toStrictEqual([]);
    expect(only(effects, "announce").map(({ account, datum }) => [account, datum.state])).toStrictEqual([
      ["bob", { name: "answered", device: laptop }],
      ["alice", { name: "answered", device: laptop }],
    ]);
  });

  it("[CALL5] the winner may say it again", () => {
    const one = call();
    one.after(accepted(laptop));
    const before = one.state;
    expect(one.after(accepted(laptop, noon + 6_000))).toStrictEqual([
      { type: "connect", point: laptop, with: caller.point, description: "offer" },
    ]);
    expect(one.state).toStrictEqual(before);
  });

  it("[CALL6] declined on one, it stops on all, and the caller is told", () => {
    const effects = call().after({ type: "declined", at: noon + 3_000, by: callee(phone) });
    const reason = { name: "declined", on: phone };
    expect(only(effects, "stop-ringing").map((one) => [one.point, one.reason])).toStrictEqual([
      [laptop, reason],
      [phone, reason],
      [tablet, reason],
    ]);
    expect(only(effects, "hang-up")).toStrictEqual([{ type: "hang-up", point: caller.point, reason }]);
    expect(logOf(effects, "alice")).toMatchObject({ outcome: "declined", seen: true, device: phone });
    expect(only(effects, "offer-voice-message")).toStrictEqual([]);
  });

  it("[CALL7] silenced on one, it rings on elsewhere and may still be accepted there", () => {
    const one = call();
    expect(one.after({ type: "silenced", at: noon + 1_000, by: callee(laptop) })).toStrictEqual([]);
    expect(one.state.name === "ringing" && ringDatum(one.state).silencedOn).toStrictEqual([laptop]);
    expect(only(one.after(accepted(laptop)), "connect")).toHaveLength(2);
  });

  it("[CALL12] accepted beside another call, that one is to be held, on both sides", () => {
    const one = call([ringEntry(laptop, "alert")]);
    expect(only(one.after(accepted(laptop)), "hold-others").map(({ point }) => point)).toStrictEqual([
      laptop,
      caller.point,
    ]);
  });

  it.each(["accepted", "declined", "silenced"] as const)("[CALL26] somebody else cannot: %s", (type) => {
    const one = call();
    const by = { account: bob, point: bobsPhone };
    const effects = one.after(
      type === "accepted" ? { type, at: noon, by, answer: "" } : { type, at: noon, by },
    );
    expect(effects).toStrictEqual([{ type: "refuse", point: bobsPhone, why: "not-in-call" }]);
    expect(one.state.name).toBe("ringing");
  });

  it("[CALL20] offer and answer have the same limit", () => {
    const long = "x".repeat(16_385);
    const one = call();
    const answer = one.after({ type: "accepted", at: noon, by: callee(laptop), answer: long });
    expect(answer).toStrictEqual([{ type: "refuse", point: laptop, why: "too-large" }]);
    const { state } = callMachine.step(noCall, { ...placed([]), offer: long });
    expect(state).toStrictEqual(noCall);
  });
});

describe("late, lost and over", () => {
  it("[CALL8] the late point rings until the ring's own end", () => {
    const one = call([]);
    one.wait(30_000);
    const came = one.after({ type: "point-came", at: one.now(), entry: ringEntry(tablet) });
    expect(only(came, "ring").map(({ point }) => point)).toStrictEqual([tablet]);
    expect(one.after({ type: "point-came", at: one.now(), entry: ringEntry(tablet) })).toStrictEqual([]);
    expect(one.wait(14_999)).toStrictEqual([]);
    expect(only(one.wait(1), "stop-ringing").map(({ point }) => point)).toStrictEqual([tablet]);
  });

  it("[CALL8] a point for which the plan has nothing does not ring", () => {
    expect(
      call([]).after({ type: "point-came", at: noon, entry: ringEntry(tablet, "withhold") }),
    ).toStrictEqual([]);
  });

  it("[CALL9] the caller gives up: all stop, the call is missed", () => {
    const effects = call().after({ type: "hung-up", at: noon + 9_000, by: caller });
    expect(only(effects, "stop-ringing")).toHaveLength(3);
    expect(logOf(effects, "alice")).toMatchObject({ outcome: "missed", seen: false, direction: "in" });
    expect(logOf(effects, "bob")).toMatchObject({ outcome: "given-up", seen: true, direction: "out" });
  });

  it("[CALL10] nobody answers: all stop after 45 s, it is missed, and a voice message is offered", () => {
    const one = call();
    expect(one.wait(callTimes.ringFor - 1)).toStrictEqual([]);
    const effects = one.wait(1);
    expect(only(effects, "stop-ringing").every(({ reason }) => reason.name === "no-answer")).toBe(true);
    expect(only(effects, "offer-voice-message")).toStrictEqual([
      { type: "offer-voice-message", point: caller.point },
    ]);
    expect(logOf(effects, "alice")).toMatchObject({ outcome: "missed", seen: false });
  });

  it("[CALL11] do not disturb: no point rings, the call is missed, a voice message is offered", () => {
    const { start, state } = call([hushedEntry(laptop), ringEntry(phone, "withhold")]);
    expect(state).toMatchObject({ name: "ended", end: { name: "do-not-disturb" } });
    expect(only(start, "ring")).toStrictEqual([]);
    expect(only(start, "offer-voice-message")).toHaveLength(1);
    expect(logOf(start, "alice")).toMatchObject({ outcome: "missed", seen: false });
  });

  it("[CALL11] by the plan itself: do not disturb ends it, a rule for one device lets it ring there", () => {
    const status = { state: "do-not-disturb" } as const;
    const points = [laptopPoint(), laptopPoint({ device: tablet })];
    const ringing = callMachine.step(noCall, placed([])).state;
    if (ringing.name !== "ringing") throw new Error("it does not ring");
    const undisturbed = plan(ringDatum(ringing), points, context({ status }), noon);
    expect(call([...undisturbed]).state).toMatchObject({ end: { name: "do-not-disturb" } });
    const rules = [{ id: "r1", device: tablet, data: "rings", how: "always" }] as const;
    const settings = { ...defaultSettings, rules };
    const ruled = plan(ringDatum(ringing), points, context({ status, settings }), noon);
    expect(ruled.map(({ how }) => how)).toStrictEqual(["silent", "ring"]);
    expect(call([...ruled]).state.name).toBe("ringing");
  });

  it.each([
    ["answered", accepted(laptop), { name: "answered", on: laptop }],
    ["given up", { type: "hung-up", at: noon + 1_000, by: caller } as const, { name: "given-up" }],
  ])("[CALL13] the push that arrives after it was %s shows why, and does not ring", (_, before, reason) => {
    const one = call();
    one.after(before);
    const late = one.after({ type: "point-came", at: noon + 6_000, entry: ringEntry(phone) });
    expect(late).toStrictEqual([{ type: "stop-ringing", point: phone, reason }]);
  });

  it("[CALL13] an accept after the end is told the end", () => {
    const one = call();
    one.after({ type: "hung-up", at: noon + 1_000, by: caller });
    expect(one.after(accepted(phone))).toStrictEqual([
      { type: "stop-ringing", point: phone, reason: { name: "given-up" } },
    ]);
  });

  it("[CALL14] a caller who lost the connection is waited for, then gives up", () => {
    const back = call();
    back.after({ type: "leg-lost", at: noon, by: caller });
    const heard = back.after({ type: "leg-back", at: noon + 20_000, by: caller });
    expect(only(heard, "progress")).toHaveLength(1);
    back.wait(40_000);
    expect(back.state.name).toBe("ringing");

    const gone = call();
    gone.after({ type: "leg-lost", at: noon, by: caller });
    expect(logOf(gone.wait(30_000), "alice")).toMatchObject({ outcome: "missed" });
  });

  it("[CALL15] a point that leaves rings no more, the others do", () => {
    const one = call();
    one.after({ type: "leg-lost", at: noon, by: callee(laptop) });
    expect(one.state.name === "ringing" && one.state.legs.map(({ point }) => point)).toStrictEqual([
      phone,
      tablet,
    ]);
  });

  it("[CALL28] after a restart the points ring again, and the ring's end is what it was", () => {
    const one = call();
    one.wait(20_000);
    const effects = one.after({ type: "restarted", at: one.now() });
    expect(only(effects, "ring").map(({ point }) => point)).toStrictEqual([laptop, phone, tablet]);
    expect(one.state).toMatchObject({ timers: { ring: noon + callTimes.ringFor } });
  });

  it("[CALL27] a state that was stored goes on: what is overdue comes at once", () => {
    const stored = JSON.parse(JSON.stringify(call().state)) as CallState;
    const clock = virtualClock(noon + 60_000);
    const effects: CallEffect[] = [];
    const driver = drive<CallState, CallEvent, CallEffect>({
      machine: callMachine,
      initial: stored,
      alarms: clock.alarms,
      perform: (effect) => void effects.push(effect),
      failed: (error) => {
        throw error;
      },
    });
    clock.runUntil(noon + 60_001);
    expect(driver.state).toMatchObject({ name: "ended", end: { name: "no-answer" } });
    expect(only(effects, "stop-ringing")).toHaveLength(3);
  });
});
