import { createRoot } from "solid-js";
import { expect, it } from "vitest";
import type { MessageValue } from "@elsewhere/protocol/values";
import { createPlaying, voiceAfter } from "./playing.ts";

const voice = { duration: 1, waveform: [] };
const said = (offset: number, file: string | undefined, more: Partial<MessageValue> = {}): MessageValue => ({
  offset,
  at: offset,
  by: "bob",
  device: "d",
  id: `c${offset}`,
  text: "",
  ...(file === undefined ? {} : { files: [{ file, name: "v", type: "audio/webm", size: 1, voice }] }),
  ...more,
});

it("[VOICE3] the next that was spoken follows, over what was written and deleted", () => {
  const messages = [said(1, "a"), said(2, undefined), said(3, "x", { deletedAt: 4 }), said(4, "b")];
  expect(voiceAfter(messages, "a")).toBe("b");
  expect(voiceAfter(messages, "b")).toBeUndefined();
  expect(voiceAfter(messages, "gone")).toBeUndefined();
});

it("[VOICE3] one sounds at a time, at one of three speeds", () => {
  createRoot((dispose) => {
    const playing = createPlaying();
    playing.play("a");
    playing.play("b");
    expect(playing.current()).toBe("b");
    const speeds = [1, 2, 3].map(() => {
      playing.nextSpeed();
      return playing.speed();
    });
    expect(speeds).toEqual([1.5, 2, 1]);
    dispose();
  });
});
