/** Languages the page speaks, as BCP 47 has them. */
export const languages = ["en", "de", "ar"] as const;

export type Language = (typeof languages)[number];

/** What each language calls itself: whoever looks for theirs may not read the one that is shown. */
export const ownNames = { en: "English", de: "Deutsch", ar: "العربية" } as const satisfies Record<
  Language,
  string
>;

export const directions = { en: "ltr", de: "ltr", ar: "rtl" } as const satisfies Record<
  Language,
  "ltr" | "rtl"
>;

/** Of which country times and numbers are, unless the browser names one with the language. */
const usualLocales = { en: "en-GB", de: "de-DE", ar: "ar" } as const satisfies Record<Language, string>;

export function isLanguage(value: unknown): value is Language {
  return languages.some((one) => one === value);
}

/** The language to speak: what was chosen here, else the first of the browser's that there is, else English. */
export function chosenLanguage(kept: unknown, browser: readonly string[]): Language {
  if (isLanguage(kept)) return kept;
  return browser.map(baseOf).find(isLanguage) ?? "en";
}

/**
 * How the language writes times and numbers, with the country the browser names. Digits are the same in all, so that
 * those in a sentence and those of a clock are alike.
 */
export function localeOf(language: Language, browser: readonly string[]): string {
  const locale = browser.find((tag) => baseOf(tag) === language && isLocale(tag)) ?? usualLocales[language];
  return new Intl.Locale(locale, { numberingSystem: "latn" }).toString();
}

function baseOf(tag: string): string {
  return tag.split("-", 1)[0]?.toLowerCase() ?? "";
}

function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
