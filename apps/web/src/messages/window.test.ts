import { describe, expect, it } from "vitest";
import type { MessageValue } from "@elsewhere/protocol/values";
import { around, following, meets, pageOffsets, shownWith, withPage, withRevised } from "./past.ts";
import { indexFrom, rangeBetween, rowAt, seenFrom, topsOf } from "./window.ts";

const message = (offset: number, text = "hello"): MessageValue => ({
  offset,
  at: offset,
  by: "alice",
  device: "laptop",
  id: String(offset),
  text,
});
const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
/** As the server answers: the newest first. */
const page = (from: number, to: number, more = true) => ({ messages: messages(from, to).toReversed(), more });

describe("the window of a history", () => {
  it("[TALK1] only rows that touch what is seen are shown, whatever their heights", () => {
    const heights = new Map([
      [1, 10],
      [3, 100],
    ]);
    const tops = topsOf(messages(1, 5), heights, 20);
    expect([...tops]).toEqual([0, 10, 30, 130, 150, 170]);
    expect(rangeBetween(tops, 12, 40)).toEqual({ from: 1, to: 3 });
    expect(rangeBetween(tops, -50, 500)).toEqual({ from: 0, to: 5 });
    expect(rangeBetween(topsOf([], heights, 20), 0, 100)).toEqual({ from: 0, to: 0 });
    expect([rowAt(tops, 29), rowAt(tops, 30), rowAt(tops, 1000)]).toEqual([1, 2, 4]);
  });

  it("[TALK1] of ten thousand messages a screen is shown", () => {
    const tops = topsOf(messages(1, 10_000), new Map(), 50);
    const { from, to } = rangeBetween(tops, 250_000, 250_900);
    expect(to - from).toBe(19);
    expect(tops.at(-1)).toBe(500_000);
  });

  it("[TALK1] a message is found by its offset, or the next one where there is none", () => {
    const some = [message(2), message(5), message(9)];
    expect([1, 2, 3, 9, 10].map((offset) => indexFrom(some, offset))).toEqual([0, 0, 1, 2, 3]);
  });
});

describe("where one is", () => {
  const all = messages(1, 100);

  it("[TALK1] what is in the page follows from where one is and from heights, not from what is drawn", () => {
    const usual = topsOf(all, new Map(), 60);
    expect(seenFrom({ at: "newest" }, all, usual, 900)).toBe(5_100);
    expect(seenFrom({ at: "message", offset: 41, distance: 300 }, all, usual, 900)).toBe(2_100);
  });

  it("[TALK1] rows that turn out lower than they were thought to be leave one where one is, and are enough at once", () => {
    const heights = new Map(all.slice(60).map(({ offset }) => [offset, 24]));
    const known = topsOf(all, heights, 60);
    expect(seenFrom({ at: "message", offset: 61, distance: 300 }, all, known, 900)).toBe(3_300);
    const newest = seenFrom({ at: "newest" }, all, known, 900);
    expect(rangeBetween(known, newest, newest + 900)).toEqual({ from: 62, to: 100 });
  });
});

describe("a stretch of the past", () => {
  it("[TALK2] grows to both sides without a hole until it meets the newest", () => {
    const held = messages(300, 330);
    const first = withPage(undefined, page(51, 150), around(101).before);
    expect(first).toMatchObject({ more: true, upTo: 150 });
    expect(meets(first, held)).toBe(false);
    expect(shownWith(first, held)).toEqual(messages(51, 150));
    const older = withPage(first, page(1, 50, false), 51);
    expect(older).toMatchObject({ more: false, upTo: 150 });
    const ask = following(older);
    expect(ask).toEqual({ before: 251, limit: pageOffsets });
    const newer = withPage(older, page(151, 250), ask.before);
    expect(newer).toMatchObject({ more: false, upTo: 250 });
    const whole = withPage(newer, page(251, 350), following(newer).before);
    expect(meets(whole, held)).toBe(true);
    expect(shownWith(whole, messages(300, 351))).toEqual(messages(1, 351));
  });

  it("[TALK2] goes on where the conversation has other entries than messages", () => {
    const first = withPage(undefined, page(51, 150), around(101).before);
    const quiet = withPage(first, { messages: [], more: true }, following(first).before);
    expect(quiet).toMatchObject({ messages: first.messages, more: true, upTo: 250 });
  });

  it("[TALK2] keeps up with what is edited", () => {
    const past = withPage(undefined, page(1, 3, false), 4);
    expect(withRevised(past, message(2, "better")).messages[1]?.text).toBe("better");
    expect(withRevised(past, message(9, "elsewhere"))).toBe(past);
  });
});
