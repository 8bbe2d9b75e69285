import type { Language } from "./choose.ts";
import type { first } from "./en/first.ts";
import type { late } from "./en/late.ts";

/** What a language is, beside its texts. */
export interface Tongue {
  readonly language: Language;
  readonly direction: "ltr" | "rtl";
  /** For `Intl`: times, numbers and lists. */
  readonly locale: string;
}

/** Texts a language must have; English says which there are, and with what parameters. */
export type FirstTexts = typeof first;
export type LateTexts = typeof late;

/** A language with the texts of what is there from the beginning. */
export type Words = Tongue & FirstTexts;
/** The same with those of what comes later, with a page that is loaded when it is opened. */
export type LateWords = Words & LateTexts;
