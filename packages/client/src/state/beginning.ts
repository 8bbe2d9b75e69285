import type { ActivityReport } from "@elsewhere/core/points/activity";
import type { Capability } from "@elsewhere/core/points/point";
import {
  emptyConversation,
  emptyState,
  lastMessage,
  positionsOf,
  type AccountState,
} from "@elsewhere/protocol/apply";
import { limits } from "@elsewhere/protocol/limits";
import type { Args } from "@elsewhere/protocol/requests";

/** Characters of positions in a `hello`, well below the size of a frame. */
const mostCharacters = limits.frameBytes * 0.75;

/** Positions for `hello`: the own topic, then the liveliest conversations as far as the limits allow. */
export function helloPositions(state: AccountState): Record<string, number> {
  const all = Object.entries(positionsOf(state));
  const lastAt = (topic: string) => {
    const known = state.conversations.get(topic);
    return known === undefined ? Number.POSITIVE_INFINITY : (lastMessage(known)?.at ?? 0);
  };
  const liveliest = all.toSorted(([one], [other]) => lastAt(other) - lastAt(one) || 0);
  let characters = 0;
  const fitting = liveliest.slice(0, limits.positions).filter(([topic]) => {
    characters += topic.length + 20;
    return characters <= mostCharacters;
  });
  return Object.fromEntries(fitting);
}

/** What to say in a `hello`. */
export function helloArgs(
  state: AccountState,
  given: {
    readonly token: string | undefined;
    readonly capabilities: readonly Capability[] | undefined;
    readonly open: string | undefined;
    readonly sensed: ActivityReport;
  },
): Args<"hello"> {
  const { token, capabilities, open, sensed } = given;
  return {
    ...(token === undefined ? {} : { token }),
    ...(state.epoch === "" ? {} : { epoch: state.epoch, positions: helloPositions(state) }),
    ...(capabilities === undefined ? {} : { capabilities: [...capabilities] }),
    ...(open === undefined ? {} : { open }),
    ...sensed,
  };
}

/** A state in which nothing is known but how far it was received. */
export function sinceState(
  since:
    | {
        readonly account: string;
        readonly epoch: string;
        readonly positions: Readonly<Record<string, number>>;
      }
    | undefined,
): AccountState | undefined {
  if (since === undefined) return undefined;
  const state = emptyState(since.account, since.epoch);
  const conversations = new Map(state.conversations);
  let own = state.own;
  for (const [topic, offset] of Object.entries(since.positions)) {
    if (topic === `a:${since.account}`) own = { ...own, offset };
    else conversations.set(topic, { ...unknownConversation(topic), offset });
  }
  return { ...state, own, conversations };
}

function unknownConversation(conversation: string) {
  return { ...emptyConversation(conversation), more: true };
}
