import { explore } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { callKeyOf, possibleCallEvents } from "../testing/call-events.ts";
import { callMachine, noCall } from "./machine.ts";
import type { CallEffect, CallState } from "./state.ts";

const found = explore(callMachine, {
  initial: noCall,
  events: possibleCallEvents,
  key: callKeyOf,
  limit: 20_000,
});

const isOrder = (effect: CallEffect, ...types: readonly CallEffect["type"][]): boolean =>
  types.includes(effect.type);
const isRunning = (state: CallState): boolean => state.name !== "idle" && state.name !== "ended";

describe("every event in every state of a call", () => {
  it("[CALL34] all states are reached, and each has a timer or two live legs", () => {
    expect(found.names).toStrictEqual(["connected", "connecting", "ended", "held", "idle", "ringing"]);
    for (const state of found.states) {
      if (state.name === "idle" || Object.keys(state.timers).length > 0) continue;
      expect("talk" in state && [state.talk.caller.name, state.talk.callee.name]).toStrictEqual([
        "here",
        "here",
      ]);
    }
  });

  it("[CALL34] nothing rings or connects after the end, and each end is logged for both, once", () => {
    for (const { from, to, effects } of found.transitions) {
      const logs = effects.filter((effect) => effect.type === "log").length;
      if (from.name === "ended")
        expect(effects.some((one) => isOrder(one, "ring", "connect", "describe"))).toBe(false);
      else expect(logs).toBe(to.name === "ended" ? 2 : 0);
    }
  });

  it("[CALL3] [CALL34] at most one point of the callee is connected, and only an accept connects", () => {
    for (const { event, from, effects } of found.transitions) {
      const connects = effects.filter((effect) => effect.type === "connect");
      if (connects.length === 0) continue;
      expect(event).toBe("accepted");
      expect(connects.length).toBe(from.name === "ringing" ? 2 : 1);
    }
  });

  it("[CALL25] the epoch never falls", () => {
    const falls = found.transitions.filter(
      ({ from, to }) => "epoch" in from && "epoch" in to && to.epoch < from.epoch,
    );
    expect(falls).toStrictEqual([]);
  });

  it("[CALL4] [CALL9] whoever rings is told when it is over", () => {
    for (const { from, to, effects } of found.transitions) {
      if (from.name !== "ringing" || to.name === "ringing") continue;
      const stopped = new Set(
        effects.flatMap((one) => (one.type === "stop-ringing" || one.type === "connect" ? [one.point] : [])),
      );
      for (const { point } of from.legs) expect(stopped.has(point)).toBe(true);
    }
  });

  it("[CALL27] every state survives JSON", () => {
    for (const state of found.states) expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    expect(found.states.filter(isRunning).length).toBeGreaterThan(100);
  });
});
