import { createSignal, type Accessor } from "solid-js";
import { readHabits, usualHabits, withRecent, type EmojiHabits, type Tone } from "./emoji.ts";

const key = "elsewhere.emoji";

/** What the person uses, kept with the device; on a public terminal it is forgotten with the page. */
export interface KeptHabits {
  readonly habits: Accessor<EmojiHabits>;
  readonly used: (sign: string) => void;
  readonly chooseTone: (tone: Tone) => void;
}

export function createHabits(isPublic: boolean): KeptHabits {
  const [habits, set] = createSignal(isPublic ? usualHabits : readHabits(localStorage.getItem(key)));
  const keep = (next: EmojiHabits) => {
    set(next);
    if (!isPublic) localStorage.setItem(key, JSON.stringify(next));
  };
  return {
    habits,
    used: (sign) => keep({ ...habits(), recent: withRecent(habits().recent, sign) }),
    chooseTone: (tone) => keep({ ...habits(), tone }),
  };
}
