import type { CardId } from "../names.ts";
import type { Asker } from "../exchange/ask.ts";
import type { Facts } from "../exchange/decision.ts";
import type { LinkCard } from "../topic/entry.ts";

/**
 * The cards a message goes with: those that were made for its writer and whose link its text has. Others are left out,
 * since a message that waited long is worth more than its card.
 */
export function cardsOf(
  text: string,
  ids: readonly CardId[],
  facts: Facts,
  asker: Asker,
): { readonly cards?: readonly LinkCard[] } {
  const own = [...new Set(ids)].map((id) => facts.card(id)).filter((record) => record?.by === asker.account);
  return keptCards(
    text,
    own.flatMap((record) => (record === undefined ? [] : [record.card])),
  );
}

/** Those whose link a text still has. */
export function keptCards(
  text: string,
  cards: readonly LinkCard[] | undefined,
): { readonly cards?: readonly LinkCard[] } {
  const kept = (cards ?? []).filter((card) => text.includes(card.url));
  return kept.length === 0 ? {} : { cards: kept };
}
