import { describe, expect, it } from "vitest";
import { explore } from "@elsewhere/testkit";
import { awaitingHello, createSessionMachine, type SessionEffect, type SessionEvent } from "./machine.ts";

const machine = createSessionMachine(75);
const events: readonly SessionEvent[] = [
  { type: "hello", at: 0 },
  { type: "admitted", at: 0 },
  { type: "ended", reason: "replaced", at: 0 },
  { type: "beat", at: 0, heardAt: 0 },
  { type: "beat", at: 0, heardAt: -100 },
  { type: "disconnected", at: 0 },
];

describe("the session machine", () => {
  it("[SESSION13] whatever happens, an admitted point is detached exactly when the session ends", () => {
    const { names, transitions } = explore(machine, { initial: awaitingHello(10), events, limit: 50 });
    expect(names).toEqual(["awaiting-hello", "closing", "gone", "greeting", "live"]);
    for (const { from, to, event, effects } of transitions) {
      const detaches = effects.some((effect: SessionEffect) => effect.type === "detach");
      const leaves = from.name === "live" && to.name !== "live";
      const tooLate = event === "admitted" && (from.name === "closing" || from.name === "gone");
      expect(detaches).toBe(leaves || tooLate);
    }
  });

  it("[SESSION14] the end is told once", () => {
    const { transitions } = explore(machine, { initial: awaitingHello(10), events, limit: 50 });
    const ends = transitions.filter(({ effects }) =>
      effects.some((effect: SessionEffect) => effect.type === "end"),
    );
    expect(ends.length).toBeGreaterThan(0);
    for (const { from, to } of ends) {
      expect(["awaiting-hello", "greeting", "live"]).toContain(from.name);
      expect(to.name).toBe("closing");
    }
  });
});
