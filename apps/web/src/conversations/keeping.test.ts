import { describe, expect, it } from "vitest";
import { forGood } from "@elsewhere/core/names";
import { applyPage, emptyState } from "@elsewhere/client";
import type { DurableNotice } from "@elsewhere/protocol/notices";
import { filtered } from "./filters.ts";
import { mutedUntil, muteEnd, pinnedStep, unmuting } from "./keeping.ts";
import { drawnRows, rowAfterKey, rowsInSight } from "./rows-in-sight.ts";

const at = (day: number, hour: number) => new Date(2025, 5, day, hour).getTime();
const one = "d:alice:bob";
const two = "g:choir1234";
const kept = (conversation: string, offset: number, more: object): DurableNotice => ({
  on: "kept",
  topic: "a:alice",
  offset,
  at: 1,
  conversation,
  alerts: "all",
  pinned: false,
  archived: false,
  ...more,
});

describe("the list of conversations", () => {
  it("[KEPT5] the rows in sight are drawn with some around them, and never fewer than fill the end", () => {
    expect(rowsInSight(0, 560, 56, 500)).toEqual({ from: 0, to: 18 });
    expect(rowsInSight(5600, 560, 56, 500)).toEqual({ from: 92, to: 118 });
    expect(rowsInSight(99_999, 560, 56, 500)).toEqual({ from: 492, to: 500 });
    expect(rowsInSight(0, 560, 0, 500)).toEqual({ from: 0, to: 8 });
    expect(rowsInSight(0, 560, 56, 3)).toEqual({ from: 0, to: 3 });
  });

  it("[KEPT5] the row with the focus is drawn wherever it is, in its order", () => {
    const ids = Array.from({ length: 50 }, (_, index) => `c${index}`);
    expect(drawnRows(ids, { from: 10, to: 12 }, ["c40", undefined, "c2"])).toEqual([
      "c2",
      "c10",
      "c11",
      "c40",
    ]);
    expect(["ArrowDown", "ArrowUp", "Home", "End", "x"].map((key) => rowAfterKey(key, 0, 50))).toEqual([
      1,
      0,
      0,
      49,
      undefined,
    ]);
  });

  it("[KEPT6] mutes end when they say", () => {
    expect(muteEnd("hour", 1000)).toBe(3_601_000);
    expect(muteEnd("morning", at(4, 23))).toBe(at(5, 8));
    expect(muteEnd("morning", at(4, 2))).toBe(at(4, 8));
    expect(muteEnd("good", 1000)).toBe(forGood);
  });

  it("[KEPT6] whichever way it is muted, unmuting takes it back", () => {
    const state = applyPage(
      emptyState("alice", "e"),
      [kept(one, 1, { mutedUntil: 50 }), kept(two, 2, { alerts: "none" })],
      0,
    );
    expect([mutedUntil(state, one, 10), mutedUntil(state, one, 60), mutedUntil(state, two, 60)]).toEqual([
      50,
      undefined,
      forGood,
    ]);
    expect([unmuting(state, one), unmuting(state, two)]).toEqual([
      { mutedUntil: null },
      { mutedUntil: null, alerts: "all" },
    ]);
  });

  it("[KEPT1] a step up stands before the one above, a step down before the one after the next", () => {
    const pinned = ["a", "b", "c"];
    expect([
      pinnedStep(pinned, "b", -1),
      pinnedStep(pinned, "b", 1),
      pinnedStep(pinned, "a", 1),
      pinnedStep(pinned, "a", -1),
      pinnedStep(pinned, "x", 1),
    ]).toEqual([{ before: "a" }, { before: null }, { before: "c" }, undefined, undefined]);
  });

  it("[KEPT7] a filter leaves what it names, and the open conversation with it", () => {
    const state = applyPage(emptyState("alice", "e"), [kept("g:away1234", 1, { archived: true })], 0);
    const ids = [one, two, "g:away1234"];
    const left = (filter: Parameters<typeof filtered>[1], open?: string) =>
      filtered(ids, filter, { state, now: 1, isUnread: (id) => id === two, open });
    expect(left("all")).toEqual([one, two]);
    expect(left("unread")).toEqual([two]);
    expect(left("unread", one)).toEqual([one, two]);
    expect(left("groups", one)).toEqual([two]);
    expect(left("mentions")).toEqual([]);
    expect(left("archived")).toEqual(["g:away1234"]);
  });
});
