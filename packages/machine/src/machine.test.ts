import { describe, expect, it } from "vitest";
import { earliestTimer, go, machine, type Step } from "./machine.ts";

type Lamp =
  | { readonly name: "dark" }
  | { readonly name: "lit"; readonly timers: { readonly burnOut: number } }
  | { readonly name: "blinking"; readonly timers: { readonly toggle: number; readonly burnOut: number } };
type LampEvent =
  | { readonly type: "pressed"; readonly at: number }
  | { readonly type: "held"; readonly at: number };
type LampEffect = { readonly type: "shine" } | { readonly type: "fade" };
type LampStep = Step<Lamp, LampEffect>;

const lit = (at: number): Lamp => ({ name: "lit", timers: { burnOut: at + 100 } });

const lamp = machine<Lamp, LampEvent, LampEffect>({
  dark(state, event): LampStep {
    switch (event.type) {
      case "pressed":
        return go(lit(event.at), { type: "shine" });
      case "held":
        return go(state);
    }
  },
  lit(state, event): LampStep {
    switch (event.type) {
      case "pressed":
      case "timer":
        return go({ name: "dark" }, { type: "fade" });
      case "held":
        return go({ name: "blinking", timers: { ...state.timers, toggle: event.at + 10 } });
    }
  },
  blinking(state, event): LampStep {
    switch (event.type) {
      case "pressed":
      case "held":
        return go(lit(event.at));
      case "timer":
        return event.timer === "burnOut"
          ? go({ name: "dark" }, { type: "fade" })
          : go({ ...state, timers: { ...state.timers, toggle: event.at + 10 } }, { type: "shine" });
    }
  },
});

describe("machine", () => {
  it("[MACH1] the function of the present state says the next state and the effects", () => {
    const step = lamp.step({ name: "dark" }, { type: "pressed", at: 5 });
    expect(step).toEqual({ state: lit(5), effects: [{ type: "shine" }] });
    expect(lamp.step(step.state, { type: "pressed", at: 6 })).toEqual({
      state: { name: "dark" },
      effects: [{ type: "fade" }],
    });
  });

  it("[MACH2] a due timer of the state comes as an event, and leaving the state drops it", () => {
    const dark = lamp.step(lit(0), { type: "timer", timer: "burnOut", at: 100 });
    expect(dark.state).toEqual({ name: "dark" });
    expect(earliestTimer(dark.state)).toBeUndefined();
  });

  it("[MACH3] a timer that the state does not hold changes nothing", () => {
    const before = lit(0);
    expect(lamp.step(before, { type: "timer", timer: "toggle", at: 500 })).toEqual({
      state: before,
      effects: [],
    });
    expect(lamp.step({ name: "dark" }, { type: "timer", timer: "burnOut", at: 500 }).effects).toEqual([]);
  });

  it("[MACH3] a timer that is not yet due changes nothing", () => {
    const before = lit(0);
    expect(lamp.step(before, { type: "timer", timer: "burnOut", at: 99 }).state).toBe(before);
    expect(lamp.step(before, { type: "timer", timer: "burnOut", at: 101 }).state.name).toBe("dark");
  });

  it("[MACH4] what is forgotten does not compile", () => {
    const stay = (state: Lamp): LampStep => go(state);
    // @ts-expect-error the state "blinking" is missing
    const withoutState = machine<Lamp, LampEvent, LampEffect>({ dark: stay, lit: stay });
    const withoutEvent = machine<Lamp, LampEvent, LampEffect>({
      // @ts-expect-error the event "held" falls out of the switch
      dark(state, event) {
        switch (event.type) {
          case "pressed":
            return go<Lamp, LampEffect>(state);
        }
      },
      // @ts-expect-error the timer falls out of the switch
      lit(state, event) {
        switch (event.type) {
          case "pressed":
          case "held":
            return go<Lamp, LampEffect>(state);
        }
      },
      blinking: stay,
    });
    const withForeignTimer = machine<Lamp, LampEvent, LampEffect>({
      dark: stay,
      // @ts-expect-error "toggle" is a timer of "blinking" only
      lit: (state, event) => (event.type === "timer" && event.timer === "toggle" ? go(state) : stay(state)),
      blinking: stay,
    });
    expect([withoutState, withoutEvent, withForeignTimer]).toHaveLength(3);
  });

  it("[MACH5] the earliest timer is the one due first, by name among equals", () => {
    expect(earliestTimer({ name: "x", timers: { b: 7, a: 9 } })).toEqual({ timer: "b", at: 7 });
    expect(earliestTimer({ name: "x", timers: { b: 7, a: 7 } })).toEqual({ timer: "a", at: 7 });
    expect(earliestTimer({ name: "x", timers: {} })).toBeUndefined();
    expect(earliestTimer({ name: "x" })).toBeUndefined();
  });
});
