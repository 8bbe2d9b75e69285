import type { AccountName } from "../names.ts";
import type { LinkCard } from "../topic/entry.ts";

/** Looks at pages of the web on behalf of people, who so show them nothing of themselves. */
export interface Pages {
  /** What can be shown of a page. Nothing is found where nothing may be looked for; never rejects. */
  look(url: string, by: AccountName): Promise<Look>;
}

export type Look =
  | { readonly found: "card"; readonly card: LinkCard }
  | { readonly found: "nothing" }
  /** The person has asked too often. */
  | { readonly found: "too-fast" };

/** Where previews of links are switched off. */
export const noPages: Pages = { look: () => Promise.resolve({ found: "nothing" }) };
