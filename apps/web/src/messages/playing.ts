import { createSignal, type Accessor } from "solid-js";
import type { MessageValue } from "@elsewhere/protocol/values";

export const speeds = [1, 1.5, 2] as const;
export type Speed = (typeof speeds)[number];

/** What sounds in a conversation: one thing at a time. */
export interface Playing {
  readonly current: Accessor<string | undefined>;
  readonly speed: Accessor<Speed>;
  /** Whatever else sounds is silent then; undefined: nothing sounds. */
  play(id: string | undefined): void;
  nextSpeed(): void;
}

export function createPlaying(): Playing {
  const [current, play] = createSignal<string>();
  const [speed, setSpeed] = createSignal<Speed>(1);
  return {
    current,
    speed,
    play,
    nextSpeed: () => setSpeed((now) => speeds[(speeds.indexOf(now) + 1) % speeds.length] ?? 1),
  };
}

/** The voice message that follows one, if the very next that was spoken is there; ids are those of files. */
export function voiceAfter(messages: readonly MessageValue[], file: string): string | undefined {
  const spoken = messages
    .filter((message) => message.deletedAt === undefined)
    .flatMap((message) => message.files ?? [])
    .filter(({ voice }) => voice !== undefined);
  const at = spoken.findIndex((one) => one.file === file);
  return at === -1 ? undefined : spoken[at + 1]?.file;
}
