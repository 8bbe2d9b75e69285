/** A sign, as the list has it. */
export interface Emoji {
  readonly sign: string;
  readonly name: string;
  /** What is typed between colons. */
  readonly code: string;
  readonly words: string;
  readonly takesTone: boolean;
}

export interface EmojiGroup {
  readonly id: string;
  readonly emoji: readonly Emoji[];
}

/** Skin tones, from none to dark, as Unicode has them (UTS #51 §2.4). */
export const tones = ["", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"] as const;
export type Tone = (typeof tones)[number];

/** Reads the list: groups begin with an equals sign, everything else is a sign with its words. */
export function readEmoji(text: string): readonly EmojiGroup[] {
  const groups: { id: string; emoji: Emoji[] }[] = [];
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("# ")) continue;
    if (line.startsWith("= ")) groups.push({ id: line.slice(2), emoji: [] });
    else groups.at(-1)?.emoji.push(readLine(line));
  }
  return groups;
}

function readLine(line: string): Emoji {
  const [sign = "", name = "", code = "", words = ""] = line.split("\t");
  const takesTone = sign.endsWith("+");
  return { sign: takesTone ? sign.slice(0, -1) : sign, name, code, words, takesTone };
}

/** The sign in a skin tone, if it takes one. The tone stands behind the first part, instead of its variation selector. */
export function inTone({ sign, takesTone }: Emoji, tone: Tone): string {
  if (!takesTone || tone === "") return sign;
  const [first = "", ...rest] = Array.from(sign);
  return first + tone + rest.join("").replace(/^\uFE0F/, "");
}

/**
 * Those that every word of the query begins a word of, those whose name or code begins with it first. `atMost`: how many.
 */
export function findEmoji(groups: readonly EmojiGroup[], query: string, atMost: number): readonly Emoji[] {
  const wanted = query
    .toLowerCase()
    .split(/[\s_:-]+/)
    .filter((word) => word !== "");
  if (wanted.length === 0) return [];
  const found = groups.flatMap(({ emoji }) => emoji).filter((one) => matches(one, wanted));
  const whole = wanted.join("_");
  return found.toSorted((one, other) => closeness(one, whole) - closeness(other, whole)).slice(0, atMost);
}

function matches({ name, code, words }: Emoji, wanted: readonly string[]): boolean {
  const known = `${name} ${code} ${words}`.toLowerCase().split(/[\s_-]+/);
  return wanted.every((word) => known.some((one) => one.startsWith(word)) || code.startsWith(word));
}

function closeness({ name, code }: Emoji, wanted: string): number {
  if (code === wanted) return 0;
  if (code.startsWith(wanted)) return 1;
  return name.toLowerCase().replaceAll(" ", "_").startsWith(wanted) ? 2 : 3;
}

const keptAtMost = 24;

/** What was used last, this sign first. */
export function withRecent(recent: readonly string[], sign: string): readonly string[] {
  return [sign, ...recent.filter((one) => one !== sign)].slice(0, keptAtMost);
}

/** What the device keeps: signs used last, and the tone that was chosen. What is strange is as if nothing was kept. */
export interface EmojiHabits {
  readonly recent: readonly string[];
  readonly tone: Tone;
}

export const usualHabits: EmojiHabits = { recent: [], tone: "" };

export function readHabits(text: string | null): EmojiHabits {
  try {
    const { recent, tone } = JSON.parse(text ?? "") as Partial<Record<keyof EmojiHabits, unknown>>;
    const signs = Array.isArray(recent)
      ? recent.filter((one) => typeof one === "string" && one.length <= 32)
      : [];
    return {
      recent: (signs as string[]).slice(0, keptAtMost),
      tone: tones.find((one) => one === tone) ?? "",
    };
  } catch {
    return usualHabits;
  }
}
