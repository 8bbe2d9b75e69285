import { explore } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { bobs, callInfo, laptop, phone, session } from "../testing/sweep-devices.ts";
import { incumbentEvents, newcomerEvents, remoteEvents, sweepKeyOf } from "../testing/sweep-events.ts";
import { holding, incumbentMachine } from "./incumbent.ts";
import { newcomer, newcomerMachine } from "./newcomer.ts";
import { inSessionWith, remoteMachine } from "./remote.ts";

const newcomers = explore(newcomerMachine, {
  initial: newcomer({ self: phone, abilities: ["audio", "text"] }),
  events: newcomerEvents,
  key: sweepKeyOf,
  limit: 5_000,
});
const incumbents = explore(incumbentMachine, {
  initial: holding(laptop, bobs, session, callInfo),
  events: incumbentEvents,
  key: sweepKeyOf,
  limit: 10_000,
});
const remotes = explore(remoteMachine, {
  initial: inSessionWith(bobs, session, laptop),
  events: remoteEvents,
  key: sweepKeyOf,
  limit: 20_000,
});

const resting = new Set(["idle", "here", "failed", "active", "with", "forgotten"]);

describe("every event in every state of a sweep", () => {
  it("[SWEEPRUN4] all states of all three are reached", () => {
    expect(newcomers.names).toStrictEqual([
      "announcing",
      "failed",
      "gathering",
      "here",
      "idle",
      "offering",
      "ready",
      "updating",
    ]);
    expect(incumbents.names).toStrictEqual([
      "active",
      "doubting",
      "forgotten",
      "giving",
      "gone",
      "handing-over",
      "over",
      "pushing",
    ]);
    expect(remotes.names).toStrictEqual(["forgotten", "over", "switching", "with"]);
  });

  it("[SWEEPRUN4] every state that waits has a timer, and every state survives JSON", () => {
    for (const state of [...newcomers.states, ...incumbents.states, ...remotes.states]) {
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
      const timers = "timers" in state ? Object.keys(state.timers).length : 0;
      expect(resting.has(state.name) || timers > 0).toBe(true);
    }
  });

  it("[SWEEPRUN4] [SWEEP3] the incumbent stops media only on the remote's word, or at the end", () => {
    for (const { event, from, to, effects } of incumbents.transitions) {
      const stops = effects.filter(({ type }) => type === "let-go" || type === "end");
      const isOut = ["gone", "over", "forgotten"].includes(to.name);
      const wasOut = ["gone", "over", "forgotten"].includes(from.name);
      expect(stops.length).toBe(isOut && !wasOut ? 1 : 0);
      if (stops.length > 0) expect(["received", "hung-up"]).toContain(event);
    }
  });

  it("[SWEEPRUN4] [FAIL10] epochs never fall", () => {
    const falls = [
      ...incumbents.transitions.filter(
        ({ from, to }) => "epoch" in from && "epoch" in to && to.epoch < from.epoch,
      ),
      ...remotes.transitions.filter(
        ({ from, to }) =>
          "leg" in from && "leg" in to && to.leg.epoch < from.leg.epoch && from.leg.answer !== undefined,
      ),
    ];
    expect(falls).toStrictEqual([]);
  });

  it("[TICKET2] nobody but alice's devices ever has a leg, and no forged word moves anything", () => {
    const strangers = remotes.states.filter((state) => "leg" in state && state.leg.peer.account !== "alice");
    expect(strangers).toStrictEqual([]);
    const forged = incumbents.states.filter((state) => state.name === "gone" && state.epoch === 9);
    expect(forged).toStrictEqual([]);
  });

  it("[SWEEP3] the remote drops a leg only when another is there, or was refused", () => {
    const wrong = remotes.transitions.filter(
      ({ to, effects }) =>
        "leg" in to && effects.some((one) => one.type === "drop-leg" && one.device === to.leg.peer.device),
    );
    expect(wrong).toStrictEqual([]);
  });

  it("[SWEEP1] the newcomer has the session only by the remote's answer, and says what became of it", () => {
    for (const { from, to, effects } of newcomers.transitions) {
      const types = effects.map(({ type }) => type);
      expect(types.includes("become")).toBe(to.name === "here" && from.name === "updating");
      expect(types.includes("failed")).toBe(to.name === "failed" && from.name !== "failed");
    }
  });
});
