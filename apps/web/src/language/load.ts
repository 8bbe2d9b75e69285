import { directions, localeOf, type Language } from "./choose.ts";
import { first as english } from "./en/first.ts";
import type { FirstTexts, LateTexts, LateWords, Words } from "./words.ts";

/** English is with the page, so that there is always a language; the others are files of their own. */
const firstTexts: Readonly<Record<Language, () => Promise<FirstTexts>>> = {
  en: () => Promise.resolve(english),
  de: () => import("./de/first.ts").then(({ first }) => first),
  ar: () => import("./ar/first.ts").then(({ first }) => first),
};

const lateTexts: Readonly<Record<Language, () => Promise<LateTexts>>> = {
  en: () => import("./en/late.ts").then(({ late }) => late),
  de: () => import("./de/late.ts").then(({ late }) => late),
  ar: () => import("./ar/late.ts").then(({ late }) => late),
};

/** English, at once. `browser`: the languages the browser is set to. */
export function englishWords(browser: readonly string[]): Words {
  return { ...tongue("en", browser), ...english };
}

/** Rejects where the file cannot be had. */
export async function loadWords(language: Language, browser: readonly string[]): Promise<Words> {
  return { ...tongue(language, browser), ...(await firstTexts[language]()) };
}

export async function loadLateWords(words: Words): Promise<LateWords> {
  return { ...words, ...(await lateTexts[words.language]()) };
}

function tongue(language: Language, browser: readonly string[]) {
  return { language, direction: directions[language], locale: localeOf(language, browser) };
}
