import { describe, expect, it } from "vitest";
import { onceAFrame } from "./once-a-frame.ts";

function page() {
  const frames: (() => void)[] = [];
  const late: (() => void)[] = [];
  const facts = { isSeen: true, done: 0 };
  const ask = onceAFrame(() => (facts.done += 1), {
    isSeen: () => facts.isSeen,
    request: (work) => frames.push(work),
    later: (work) => late.push(work),
  });
  const run = (all: (() => void)[]) => {
    for (const work of all.splice(0)) work();
  };
  return { facts, ask, draw: () => run(frames), wait: () => run(late) };
}

describe("onceAFrame", () => {
  it("[FAST2] what comes between two frames is done once, before the second", () => {
    const { facts, ask, draw } = page();
    for (let count = 0; count < 500; count += 1) ask();
    expect(facts.done).toBe(0);
    draw();
    expect(facts.done).toBe(1);
    ask();
    draw();
    expect(facts.done).toBe(2);
  });

  it("[FAST2] without frames nothing waits: neither in a page out of sight, nor in one that goes there", () => {
    const { facts, ask, draw, wait } = page();
    facts.isSeen = false;
    ask();
    expect(facts.done).toBe(1);
    facts.isSeen = true;
    ask();
    wait();
    expect(facts.done).toBe(2);
    draw();
    expect(facts.done).toBe(2);
  });

  it("[FAST2] what was done because nobody looked is not done again with a late frame", () => {
    const { facts, ask, draw } = page();
    ask();
    facts.isSeen = false;
    ask();
    draw();
    expect(facts.done).toBe(1);
  });
});
