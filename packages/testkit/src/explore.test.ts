import type { Machine, StateShape } from "@elsewhere/machine";
import { describe, expect, it } from "vitest";
import { explore, type ExploreOptions } from "./explore.ts";

interface Light extends StateShape {
  readonly count?: number;
}
interface Press {
  readonly type: "pressed" | "ignored";
  readonly at: number;
}
type Step = Machine<Light, Press, string>["step"];

const events: readonly Press[] = [
  { type: "pressed", at: 3 },
  { type: "ignored", at: 0 },
];
const off: Light = { name: "off" };

const light: Step = (state, event) => {
  if (event.type === "ignored") return { state, effects: [] };
  if (state.name === "on") return { state: off, effects: ["fade"] };
  return { state: { name: "on", timers: { out: event.at + 100 } }, effects: ["shine"] };
};

function exploreStep(step: Step, options: Partial<ExploreOptions<Light, Press>> = {}) {
  return explore<Light, Press, string>({ step }, { initial: off, events, limit: 10, ...options });
}

describe("explore", () => {
  it("[EXPLORE1] tries every event and timer in every reachable state, each once", () => {
    const { names, states, transitions } = exploreStep(light);
    expect(names).toEqual(["off", "on"]);
    expect(states).toEqual([off, { name: "on", timers: { out: 103 } }]);
    expect(transitions.map(({ from, event, to }) => `${from.name} ${event} ${to.name}`)).toEqual([
      "off pressed on",
      "off ignored off",
      "on pressed off",
      "on ignored on",
      "on after out off",
    ]);
  });

  it("[EXPLORE1] events may depend on the state, and there may be several first states", () => {
    const { transitions } = exploreStep(light, {
      initial: [off, { name: "on" }],
      events: (state) => (state.name === "on" ? events.slice(0, 1) : []),
    });
    expect(transitions.map(({ event, to }) => `${event} ${to.name}`)).toEqual(["pressed off"]);
  });

  it("[EXPLORE2] fails with the way there when a step throws", () => {
    const step: Step = (state, event) => {
      if (state.name === "on" && event.type === "ignored") throw new Error("no answer");
      return light(state, event);
    };
    expect(() => exploreStep(step)).toThrow("after pressed, ignored: no answer");
  });

  it("[EXPLORE2] fails when a step changes its input, even deep inside", () => {
    const step: Step = (state, event) => {
      if (state.timers !== undefined) (state.timers as Record<string, number>)["out"] = 0;
      return light(state, event);
    };
    expect(() => exploreStep(step)).toThrow(/after pressed, pressed: .*read only/);
  });

  it("[EXPLORE2] fails when a step has two answers", () => {
    let calls = 0;
    const step: Step = (state) => ({ state, effects: [String(calls++)] });
    expect(() => exploreStep(step)).toThrow("two answers");
  });

  it("[EXPLORE2] fails on a timer set to no time and on one that stays after it fired", () => {
    const broken: Step = () => ({ state: { name: "on", timers: { out: Number.NaN } }, effects: [] });
    expect(() => exploreStep(broken)).toThrow('timer "out" of state "on" is set to NaN');
    const stuck: Step = (state) => ({ state: { ...state, timers: { out: 5 } }, effects: [] });
    expect(() => exploreStep(stuck)).toThrow('timer "out" of state "off" is unchanged after it fired');
  });

  it("[EXPLORE3] times do not make another state, and too many states fail", () => {
    const later: Step = (_state, event) => ({
      state: { name: "on", timers: { out: event.at + 1 } },
      effects: [],
    });
    expect(exploreStep(later).states).toHaveLength(2);
    const counting: Step = (state) => ({ state: { name: "on", count: (state.count ?? 0) + 1 }, effects: [] });
    expect(() => exploreStep(counting)).toThrow("more than 10 states");
    const key = (state: Light): string => `${(state.count ?? 0) % 4}`;
    expect(exploreStep(counting, { key }).states).toHaveLength(4);
  });

  it("[EXPLORE4] marks what leads nowhere and has no effect", () => {
    const { transitions } = exploreStep(light);
    expect(transitions.filter(({ ignored }) => ignored).map(({ event }) => event)).toEqual([
      "ignored",
      "ignored",
    ]);
  });

  it("[EXPLORE5] the check sees every transition and may fail it", () => {
    const seen: string[] = [];
    exploreStep(light, { check: ({ event }) => void seen.push(event) });
    expect(seen).toHaveLength(5);
    const check = ({ to }: { readonly to: Light }): void => {
      if (to.name === "on") throw new Error("it must stay dark");
    };
    expect(() => exploreStep(light, { check })).toThrow("after pressed: it must stay dark");
  });
});
