import type { AccountName, ConversationId, DeviceId, Duration, Offset, Time } from "../names.ts";
import type { CallEnd, CallFacts } from "./state.ts";

export type CallOutcome = "answered" | "missed" | "declined" | "no-answer" | "given-up" | "failed";

/** A call in the log of one account. Durable: it has the key `call:<id>`, so that seeing it replaces it. */
export interface CallBody {
  readonly type: "call";
  readonly call: string;
  readonly conversation: ConversationId;
  readonly with: AccountName;
  readonly direction: "in" | "out";
  readonly media: "audio" | "video";
  readonly placedAt: Time;
  readonly outcome: CallOutcome;
  /** How long they talked; 0 if they did not. */
  readonly lasted: Duration;
  /** The account's own device with which it ended, was answered or declined. */
  readonly device?: DeviceId;
  /** A missed call is unseen until the person saw it on one device. */
  readonly seen: boolean;
  /** The place of a voice message in the conversation. */
  readonly voiceMessage?: Offset;
}

/** What both entries say of the talk; undefined: nobody answered. */
export interface TalkedOn {
  readonly caller: DeviceId;
  readonly callee: DeviceId;
  readonly answeredAt: Time;
}

/** The key of a call's entry: a newer entry with the same key replaces it. */
export function callKey(body: Pick<CallBody, "call">): string {
  return `call:${body.call}`;
}

/** The log entries of both accounts for a call that ended at `at`. */
export function logEntries(
  facts: CallFacts,
  end: CallEnd,
  talked: TalkedOn | undefined,
  at: Time,
): { readonly caller: CallBody; readonly callee: CallBody } {
  const { call, conversation, media, placedAt, caller, callee } = facts;
  const lasted = wasAnswered(end) && talked !== undefined ? Math.max(0, at - talked.answeredAt) : 0;
  const both = { type: "call", call, conversation, media, placedAt, lasted } as const;
  const missed = isMissed(end);
  const on = end.name === "declined" ? end.on : talked?.callee;
  return {
    caller: {
      ...both,
      with: callee,
      direction: "out",
      outcome: outcomeForCaller(end),
      device: talked?.caller ?? caller.point,
      seen: true,
    },
    callee: {
      ...both,
      with: caller.account,
      direction: "in",
      outcome: missed ? "missed" : outcomeForCaller(end),
      ...(on === undefined ? undefined : { device: on }),
      seen: !missed,
    },
  };
}

/** The entries to write because the person saw their missed calls placed up to then; none if there is nothing new. */
export function seeCalls(entries: readonly CallBody[], upTo: Time): readonly CallBody[] {
  return missedCalls(entries)
    .filter(({ placedAt }) => placedAt <= upTo)
    .map((entry) => ({ ...entry, seen: true }));
}

/** Missed calls that the person has not seen. */
export function missedCalls(entries: readonly CallBody[]): readonly CallBody[] {
  return entries.filter(({ seen }) => !seen);
}

function isMissed({ name }: CallEnd): boolean {
  return name === "given-up" || name === "no-answer" || name === "do-not-disturb";
}

function wasAnswered({ name }: CallEnd): boolean {
  return name === "hung-up" || name === "lost";
}

function outcomeForCaller(end: CallEnd): CallOutcome {
  switch (end.name) {
    case "hung-up":
    case "lost":
      return "answered";
    case "do-not-disturb":
      return "no-answer";
    case "given-up":
    case "no-answer":
    case "declined":
    case "failed":
      return end.name;
  }
}
