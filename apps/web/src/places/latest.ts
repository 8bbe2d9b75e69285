import type { AccountState } from "@elsewhere/client";
import type { MessageValue, PlanValue } from "@elsewhere/protocol/values";

/** A message of somebody else, which the plans decided about. */
export interface Latest {
  readonly id: string;
  readonly conversation: string;
  readonly message: MessageValue;
}

/** The newest messages of others that are known here, newest first. */
export function latestOfOthers(state: AccountState, most: number): readonly Latest[] {
  const all: Latest[] = [];
  for (const [conversation, { messages }] of state.conversations) {
    const theirs = messages.filter(({ by, deletedAt }) => by !== state.account && deletedAt === undefined);
    for (const message of theirs.slice(-most))
      all.push({ id: `${conversation}.${message.offset}`, conversation, message });
  }
  return all.toSorted((one, other) => other.message.at - one.message.at).slice(0, most);
}

export type PlanEntry = PlanValue["entries"][number];

/** What a place, or all of them, got of one message, in the order in which it was decided. */
export interface Decided extends Latest {
  readonly entries: readonly (PlanEntry & { readonly at: number })[];
}

/** The messages with what was decided about them; those of which nothing is written down are left out. */
export function decisionsOf(
  latest: readonly Latest[],
  plans: readonly PlanValue[],
  device: string | undefined,
): readonly Decided[] {
  return latest.flatMap((one) => {
    const entries = plans
      .filter(({ datum }) => datum === `m:${one.id}`)
      .flatMap(({ at, entries: all }) => all.map((entry) => ({ ...entry, at })))
      .filter((entry) => device === undefined || entry.device === device);
    return entries.length === 0 ? [] : [{ ...one, entries }];
  });
}

/** What a place got last: what was decided last about the newest message that has anything about it. */
export function lastGot(
  decisions: readonly Decided[],
  device: string,
): { readonly of: Decided; readonly entry: Decided["entries"][number] } | undefined {
  for (const of of decisions) {
    const entry = of.entries.findLast((one) => one.device === device);
    if (entry !== undefined) return { of, entry };
  }
  return undefined;
}
