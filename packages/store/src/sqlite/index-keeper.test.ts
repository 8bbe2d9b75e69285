import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IndexKeeper } from "./index-keeper.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An index that is up to date after every third step. */
function counting() {
  let steps = 0;
  const keeper = new IndexKeeper(() => Promise.resolve(++steps % 3 === 0));
  return { keeper, steps: () => steps };
}

describe("the keeper of the search index", () => {
  it("[STORE38] catches up when commits pause, not while they come", async () => {
    const { keeper, steps } = counting();
    for (let i = 0; i < 10; i++) {
      keeper.committed();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(steps()).toBe(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(steps()).toBe(3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(steps()).toBe(3);
  });

  it("[STORE38] catches up when it is far behind though commits go on", async () => {
    const { keeper, steps } = counting();
    for (let i = 0; i < 60; i++) {
      for (let k = 0; k < 1000; k++) keeper.committed();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(steps()).toBe(3);
  });

  it("[STORE38] does nothing after it is stopped", async () => {
    const { keeper, steps } = counting();
    keeper.committed();
    keeper.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(steps()).toBe(0);
  });
});
