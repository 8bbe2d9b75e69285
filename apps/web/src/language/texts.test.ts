import { describe, expect, it } from "vitest";
import { planSentence, type Told } from "../words/plans.ts";
import { languages, type Language } from "./choose.ts";
import { loadLateWords, loadWords } from "./load.ts";
import type { Words } from "./words.ts";

/** A language as path and text; functions as their number of parameters and what they say of a sample. */
type Flat = ReadonlyMap<string, { readonly text: string; readonly parameters: number }>;

/** Words that German and English share. */
const common = /\b(?:Elsewhere|Details|Offline|Passkeys|Code|Emoji|Smileys)\b/g;

async function flat(language: Language): Promise<Flat> {
  const words = await loadLateWords(await loadWords(language, []));
  const { language: _, direction: __, locale: ___, ...texts } = words;
  return new Map(leaves(texts, ""));
}

function* leaves(value: unknown, path: string): Iterable<[string, { text: string; parameters: number }]> {
  if (typeof value === "string") yield [path, { text: value, parameters: 0 }];
  else if (typeof value === "function")
    yield [path, { text: sample(value as Sayable, path), parameters: value.length }];
  else
    for (const [key, inner] of Object.entries(value as object))
      yield* leaves(inner, path === "" ? key : `${path}.${key}`);
}

type Sayable = (...parameters: readonly unknown[]) => string;

/** An explanation, which one of the functions takes. */
const example: Told = {
  text: "A",
  how: "alert",
  as: undefined,
  reason: "active-elsewhere",
  place: "A",
  ago: "A",
  left: "",
  needs: "",
  rule: "",
  later: undefined,
};

/** What takes a list fails on a number, and what takes a text on a list: one of the two fits. */
function sample(say: Sayable, path: string): string {
  if (path === "why.told") return say(example);
  for (const parameters of [
    [3, 3, 3],
    ["A", "A", "A"],
    ["A", ["A"], "A"],
    [["A"], "A"],
  ])
    try {
      const said: unknown = say(...parameters);
      if (typeof said === "string") return said;
    } catch {
      // The next kind of parameters may fit.
    }
  throw new Error(`No sample fits ${say.toString()}`);
}

describe("the texts of a language", () => {
  it.each(languages)(
    "[SAY26] %s has what English has, with the same parameters, and nothing empty",
    async (language) => {
      const [english, other] = [await flat("en"), await flat(language)];
      expect([...other.keys()].toSorted()).toEqual([...english.keys()].toSorted());
      for (const [path, { text, parameters }] of other) {
        expect(text.trim(), path).not.toBe("");
        expect(parameters, path).toBeLessThanOrEqual(english.get(path)?.parameters ?? 0);
      }
    },
  );

  it("[SAY26] Arabic is written in its own letters throughout, but for names and keys", async () => {
    const latin = [...(await flat("ar"))].filter(([, { text }]) => {
      const rest = text.replaceAll(/Elsewhere|\bA\b|Shift|Ctrl|[\u2068\u2069]/g, "");
      return /[a-z]/i.test(rest);
    });
    expect(latin).toEqual([]);
  });

  it("[SAY26] German says nothing in English, but for words both have", async () => {
    const english = await flat("en");
    const same = [...(await flat("de"))].filter(
      ([path, { text }]) => english.get(path)?.text === text && /[a-z]{4}/i.test(text.replaceAll(common, "")),
    );
    expect(same).toEqual([]);
  });

  it("[SAY25] Arabic counts in all its forms", async () => {
    const { conversations } = await loadWords("ar", []);
    const said = [1, 2, 3, 11, 100].map((count) => conversations.members(count));
    expect(said).toEqual(["شخص واحد", "شخصان", "3 أشخاص", "11 شخصًا", "100 شخص"]);
  });

  it("[SAY27] an explanation is said in the language, with the rule in its words", async () => {
    const entry = {
      device: "phone",
      label: "Phone",
      how: "silent",
      reason: "active-elsewhere",
      rule: "message/elsewhere",
      facts: { place: "Laptop", at: 6_000 },
      text: "delivered silently: you were active on Laptop 4 s ago",
    } as const;
    const names = { place: () => "Phone", conversation: () => "Bob" };
    const said = (words: Words, more: object = {}) =>
      planSentence(
        { ...entry, ...more },
        10_000,
        [{ id: "r1", data: "messages", how: "never" }],
        names,
        words,
      );
    const [english, german, arabic] = [
      await loadWords("en", []),
      await loadWords("de", []),
      await loadWords("ar", []),
    ];
    expect(said(english)).toBe("Delivered silently: you were active on Laptop 4 s ago.");
    expect(said(german)).toBe("Still zugestellt: du warst vor 4 Sekunden an Laptop aktiv.");
    expect(said(arabic)).toMatch(/^وصلت بصمت: كنت نشطًا على Laptop قبل 4 ثوان/);
    const ruled = { how: "withhold", reason: "rule", facts: { rule: "r1" } };
    expect(said(german, ruled)).toBe("Nicht zugestellt: deine Regel „Überall: keine Nachrichten“ sagt es.");
    const later = { later: { after: 30_000, how: "push", unless: "read" } };
    expect(said(german, later)).toMatch("; wird geweckt, wenn du es nicht binnen 30 Sekunden gelesen hast.");
  });
});
