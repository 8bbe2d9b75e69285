import { forGood } from "@elsewhere/core/names";
import { isMuted, lastMessage, type AccountState } from "@elsewhere/client";
import type { Args } from "@elsewhere/protocol/requests";
import type { Session } from "../session/session.ts";

/** How a person keeps a conversation, and the ways to change that. */

export type Change = Omit<Args<"keep-conversation">, "conversation">;
export type Mute = "hour" | "morning" | "good";

/** Changes how a conversation is kept; undefined: it was refused, and that was said. */
export function keep(session: Session, conversation: string, change: Change) {
  return session.attempt(session.client.request("keep-conversation", { conversation, ...change }));
}

/** When a mute that begins now ends: in an hour, at eight the next morning, or when it is taken back. */
export function muteEnd(mute: Mute, now: number): number {
  switch (mute) {
    case "hour":
      return now + 3_600_000;
    case "morning": {
      const morning = new Date(now);
      morning.setHours(8, 0, 0, 0);
      return morning.getTime() > now ? morning.getTime() : morning.setDate(morning.getDate() + 1);
    }
    case "good":
      return forGood;
  }
}

/** When the conversation makes signs again; `forGood`: when it is told to; undefined: it makes them. */
export function mutedUntil(state: AccountState, conversation: string, now: number): number | undefined {
  if (!isMuted(state, conversation, now)) return undefined;
  const { alerts, mutedUntil: until = 0 } = state.own.kept.get(conversation) ?? {};
  return alerts === "none" ? forGood : until;
}

/** Lets the conversation make signs again, whichever way they were taken. */
export function unmuting(state: AccountState, conversation: string): Change {
  const isOff = state.own.kept.get(conversation)?.alerts === "none";
  return { mutedUntil: null, ...(isOff ? { alerts: "all" } : {}) };
}

/** Whether the person has something to come back to. */
export function isUnread(session: Session, conversation: string): boolean {
  return (
    session.client.unread(conversation) > 0 || session.state().own.kept.get(conversation)?.unread === true
  );
}

/** Everything there is has been read, and what was marked is not any more. */
export function markAsRead(session: Session, conversation: string): void {
  const known = session.conversation(conversation);
  const newest = known === undefined ? undefined : lastMessage(known)?.offset;
  if (newest !== undefined && session.client.unread(conversation) > 0)
    session.client.markRead(conversation, newest);
  else if (session.state().own.kept.get(conversation)?.unread === true)
    void keep(session, conversation, { unread: false });
}

/** The pinned conversation that is one step up or down from another, and before which that one is put. */
export function pinnedStep(
  pinned: readonly string[],
  conversation: string,
  step: -1 | 1,
): { readonly before: string | null } | undefined {
  const at = pinned.indexOf(conversation);
  const to = at + step;
  if (at < 0 || to < 0 || to >= pinned.length) return undefined;
  return { before: pinned[step < 0 ? to : to + 1] ?? null };
}
