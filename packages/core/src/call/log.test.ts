import { describe, expect, it } from "vitest";
import { callee, caller, callFacts, laptop, placed, ringEntry } from "../testing/call-events.ts";
import { noon } from "../testing/points.ts";
import { callKey, logEntries, missedCalls, seeCalls, type CallBody } from "./log.ts";
import { callMachine, noCall } from "./machine.ts";
import { callTimes, type CallEnd } from "./state.ts";

const talked = { caller: caller.point, callee: laptop, answeredAt: noon + 5_000 };
const entriesFor = (end: CallEnd) => logEntries(callFacts, end, talked, noon + 65_000);

describe("the call log", () => {
  it.each([
    [{ name: "hung-up", by: "caller" }, "answered", "answered", 60_000],
    [{ name: "lost", leg: "callee" }, "answered", "answered", 60_000],
    [{ name: "declined", on: laptop }, "declined", "declined", 0],
    [{ name: "failed" }, "failed", "failed", 0],
    [{ name: "given-up" }, "given-up", "missed", 0],
    [{ name: "no-answer" }, "no-answer", "missed", 0],
    [{ name: "do-not-disturb" }, "no-answer", "missed", 0],
  ] as const)("[CALL30] %j is %s for the caller and %s for the callee", (end, out, into, lasted) => {
    const entries = entriesFor(end);
    expect(entries.caller).toMatchObject({
      direction: "out",
      with: "alice",
      outcome: out,
      seen: true,
      lasted,
    });
    expect(entries.callee).toMatchObject({ direction: "in", with: "bob", outcome: into, lasted });
    expect(entries.callee.seen).toBe(into !== "missed");
  });

  it("[CALL30] says on which device it was", () => {
    const entries = entriesFor({ name: "hung-up", by: "callee" });
    expect([entries.caller.device, entries.callee.device]).toStrictEqual([caller.point, laptop]);
    expect(logEntries(callFacts, { name: "no-answer" }, undefined, noon).callee.device).toBeUndefined();
  });

  it("[CALL30] a clock that was set back makes no talk shorter than nothing", () => {
    expect(logEntries(callFacts, { name: "hung-up", by: "caller" }, talked, noon).caller.lasted).toBe(0);
  });

  it("[CALL31] missed calls are unseen until they were seen up to a time, and then written once", () => {
    const missed = (call: string, placedAt: number): CallBody => ({
      ...entriesFor({ name: "no-answer" }).callee,
      call,
      placedAt,
    });
    const entries = [missed("one", noon), missed("two", noon + 1_000), entriesFor({ name: "failed" }).callee];
    expect(missedCalls(entries).map(({ call }) => call)).toStrictEqual(["one", "two"]);
    const seen = seeCalls(entries, noon);
    expect(seen).toStrictEqual([{ ...missed("one", noon), seen: true }]);
    const after = [...seen, ...entries.slice(1)];
    expect(seeCalls(after, noon)).toStrictEqual([]);
    expect(missedCalls(after).map(callKey)).toStrictEqual(["call:two"]);
  });

  it("[CALL32] a voice message stands in the callee's entry, who is to hear of it", () => {
    const ringing = callMachine.step(noCall, placed([ringEntry(laptop)])).state;
    const ended = callMachine.step(ringing, {
      type: "timer",
      timer: "ring",
      at: noon + callTimes.ringFor,
    }).state;
    const left = { type: "voice-message-left", at: noon + 80_000, offset: 12 } as const;
    const { effects } = callMachine.step(ended, { ...left, by: caller });
    expect(effects).toStrictEqual([
      { type: "log", account: "alice", body: expect.objectContaining({ voiceMessage: 12, seen: false }) },
    ]);
    expect(callMachine.step(ended, { ...left, by: callee(laptop) }).effects).toStrictEqual([]);
  });

  it("[CALL33] what ended is forgotten after ten minutes, and says so once", () => {
    const ended = callMachine.step(callMachine.step(noCall, placed([ringEntry(laptop)])).state, {
      type: "hung-up",
      at: noon,
      by: caller,
    }).state;
    const late = { type: "timer", timer: "forget", at: noon + callTimes.rememberFor } as const;
    expect(callMachine.step(ended, late)).toStrictEqual({
      state: noCall,
      effects: [{ type: "forget", call: "call1" }],
    });
    expect(callMachine.step(noCall, late as never)).toStrictEqual({ state: noCall, effects: [] });
  });
});
