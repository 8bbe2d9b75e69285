import { describe, expect, it } from "vitest";
import { noon } from "../testing/points.ts";
import { mailbox, openMailbox, usualMailboxIdle } from "./mailbox.ts";

const minute = 60_000;
const machine = mailbox(usualMailboxIdle);
const opened = openMailbox(noon, usualMailboxIdle);

describe("mailbox", () => {
  it("[POLL8] leaves memory after ten minutes without a message", () => {
    const early = machine.step(opened, { type: "timer", timer: "idle", at: noon + 10 * minute - 1 });
    expect(early).toStrictEqual({ state: opened, effects: [] });
    const late = machine.step(opened, { type: "timer", timer: "idle", at: noon + 10 * minute });
    expect(late).toStrictEqual({ state: { name: "evicted" }, effects: [{ type: "evict" }] });
  });

  it("[POLL9] is kept by messages, not by fetching", () => {
    expect(machine.step(opened, { type: "fetched", at: noon + 9 * minute })).toStrictEqual({
      state: opened,
      effects: [],
    });
    const { state } = machine.step(opened, { type: "received", at: noon + 9 * minute });
    expect(state).toStrictEqual({ name: "held", timers: { idle: noon + 19 * minute } });
  });

  it("[POLL10] is held again from the next message on", () => {
    const evicted = { name: "evicted" } as const;
    expect(machine.step(evicted, { type: "fetched", at: noon })).toStrictEqual({
      state: evicted,
      effects: [],
    });
    expect(machine.step(evicted, { type: "received", at: noon })).toStrictEqual({
      state: opened,
      effects: [{ type: "hold" }],
    });
  });
});
