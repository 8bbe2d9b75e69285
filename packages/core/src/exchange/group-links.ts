import { decideLink, linkOf } from "../conversation/links.ts";
import { membersOf, roleOf } from "../conversation/membership.ts";
import { isRejection, rejection, type Rejection } from "../rejection.ts";
import { entryAt } from "../topic/state.ts";
import type { AnswerOf, Asker, AskOf } from "./ask.ts";
import { commitEntries } from "./commit.ts";
import type { Deliveries } from "./deliveries.ts";
import type { House } from "./house.ts";
import { personOf } from "./people.ts";
import { loadSure } from "./trust.ts";

/** A decision on facts that were overtaken is made again, this often. */
const triesAtMost = 8;

/**
 * Makes a link into a group. It is no command, whose answer would be kept: the secret is told once and kept nowhere.
 * Rejects with `Unavailable`.
 */
export async function makeGroupLink(
  house: House,
  deliveries: Deliveries,
  asker: Asker,
  ask: AskOf<"make-group-link">,
): Promise<AnswerOf<"make-group-link"> | Rejection> {
  const { conversation } = ask;
  const secret = house.secrets.token();
  const hash = house.secrets.hashToken(secret);
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const state = await loadSure(house, conversation);
    const decision = decideLink(state, ask, hash, { asker, at: house.clock.now() });
    if (isRejection(decision)) return decision;
    const { slot, expiresAt } = decision;
    const done = await commitEntries(house, deliveries, decision, asker.device);
    if (done === "committed") return { conversation, secret, slot, expiresAt };
  }
  return rejection("changed-meanwhile");
}

/** What a link leads to. Looking changes nothing. Rejects with `Unavailable`. */
export async function lookAtGroupLink(
  house: House,
  asker: Asker,
  { conversation, secret }: AskOf<"group-link">,
): Promise<AnswerOf<"group-link"> | Rejection> {
  const state = await loadSure(house, conversation);
  const link = linkOf(state, house.secrets.hashToken(secret), house.clock.now());
  if (isRejection(link)) return link;
  const info = entryAt(state, "info")?.body;
  const maker = await house.people.read(link.by);
  if (info === undefined || maker === undefined) return rejection("no-such-invitation");
  return {
    conversation,
    title: info.title ?? "",
    about: info.about,
    members: membersOf(state).length,
    by: personOf(maker),
    expiresAt: link.expiresAt,
    joined: roleOf(state, asker.account) !== undefined,
  };
}
