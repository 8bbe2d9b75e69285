import type { Language } from "./choose.ts";

/** A text for each form of number a language has; those it does not have are left out. */
export type Forms = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** The form that goes with a number, as the Unicode rules of the language say (UTS #35, plurals). */
export function pluralIn(language: Language): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
