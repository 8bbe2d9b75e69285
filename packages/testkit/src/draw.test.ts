import { describe, expect, it } from "vitest";
import { draw } from "./draw.ts";
import type { Transition } from "./explore.ts";

const arrow = (from: string, event: string, to: string, ...effects: readonly unknown[]): Transition => ({
  from: { name: from },
  event,
  to: { name: to },
  effects,
  ignored: from === to && effects.length === 0,
});

const transitions = [
  arrow("open", "pushed", "shut", { type: "click" }, { type: "click" }),
  arrow("shut", "pulled", "open", "creak"),
  arrow("shut", "pushed", "shut"),
  arrow("shut", "burnt", "gone"),
];

describe("draw", () => {
  it("[DRAW1] does not depend on the order, and leaves out what is ignored", () => {
    const drawing = draw(transitions, { name: "shut" });
    expect(draw(transitions.toReversed(), { name: "shut" })).toBe(drawing);
    expect(draw([...transitions, ...transitions], { name: "shut" })).toBe(drawing);
    expect(drawing).not.toContain("shut --> shut");
  });

  it("[DRAW2] marks the first state and the final ones", () => {
    expect(draw(transitions, { name: "shut" })).toBe(`stateDiagram-v2
  [*] --> shut
  open --> shut : pushed / click
  shut --> gone : burnt
  shut --> open : pulled / creak
  gone --> [*]
`);
  });

  it("[DRAW3] writes names and labels so that Mermaid takes them", () => {
    const drawing = draw([arrow("half-open", "a:b; c", "end")], { name: "half-open" });
    expect(drawing).toContain('state "half-open" as half_open');
    expect(drawing).toContain('state "end" as end_');
    expect(drawing).toContain("half_open --> end_ : a#58;b#59; c");
  });
});
