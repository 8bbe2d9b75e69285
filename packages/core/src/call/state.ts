import type { RingDatum } from "../delivery/datum.ts";
import type { PlanEntry } from "../delivery/plan.ts";
import type { Adaptation } from "../delivery/reason.ts";
import type { AccountName, ConversationId, DeviceId, Duration, Offset, Time } from "../names.ts";
import type { Party, Progress, RingLeg, Side, TalkLegs } from "./leg.ts";
import type { CallBody } from "./log.ts";

export const callTimes = {
  /** So long a call rings. */
  ringFor: 45_000,
  /** From the accept to media on both sides. */
  connectWithin: 15_000,
  /** So long a leg without connection is waited for. */
  graceFor: 30_000,
  /** The same after a restart of the server, when everybody comes back at once. */
  restartGraceFor: 120_000,
  /** What ended is remembered for pushes that arrive late, and while a voice message is left. */
  rememberFor: 600_000,
} as const satisfies Record<string, Duration>;

/** The longest description of media, in characters. */
export const descriptionLimit = 16_384;

/** What is known of a call from its beginning, and does not change. */
export interface CallFacts {
  readonly call: string;
  readonly conversation: ConversationId;
  /** Who calls, and with which device it began. */
  readonly caller: Party;
  readonly callee: AccountName;
  readonly media: RingDatum["media"];
  readonly placedAt: Time;
}

/** Why a call is over. */
export type CallEnd =
  | { readonly name: "given-up" }
  | { readonly name: "no-answer" }
  | { readonly name: "do-not-disturb" }
  | { readonly name: "declined"; readonly on: DeviceId }
  /** Somebody accepted, and no media came. */
  | { readonly name: "failed" }
  | { readonly name: "hung-up"; readonly by: Side }
  /** A leg lost its connection and did not come back. */
  | { readonly name: "lost"; readonly leg: Side };

/** Why a point rings no more. */
export type RingEnd = CallEnd | { readonly name: "answered"; readonly on: DeviceId };

export interface Ringing {
  readonly name: "ringing";
  readonly facts: CallFacts;
  /** The caller's description of media, for whoever answers. */
  readonly offer: string;
  readonly legs: readonly RingLeg[];
  readonly timers: { readonly ring: Time; readonly caller?: Time };
}

export interface Connecting {
  readonly name: "connecting";
  readonly facts: CallFacts;
  readonly offer: string;
  readonly talk: TalkLegs;
  readonly answeredAt: Time;
  /** The points that rang and would again, and until when. */
  readonly others: readonly RingLeg[];
  readonly ringUntil: Time;
  readonly timers: { readonly connect: Time };
}

/** What two sides that talk have. */
export interface Talk {
  readonly facts: CallFacts;
  /** Raised by every move of a leg to another device. */
  readonly epoch: number;
  readonly talk: TalkLegs;
  readonly answeredAt: Time;
  /** Until when a leg that is lost is waited for. */
  readonly timers: { readonly [S in Side]?: Time };
}

export interface Connected extends Talk {
  readonly name: "connected";
}

export interface Held extends Talk {
  readonly name: "held";
  readonly by: readonly [Side, ...Side[]];
}

export interface Ended {
  readonly name: "ended";
  readonly facts: CallFacts;
  readonly end: CallEnd;
  /** The callee's log entry as it is now. */
  readonly entry: CallBody;
  readonly timers: { readonly forget: Time };
}

/**
 * A call. idle → ringing → connecting → connected ⇄ held → ended → idle; every state may end, and connecting
 * falls back to ringing when the device that accepted dies.
 */
export type CallState = { readonly name: "idle" } | Ringing | Connecting | Connected | Held | Ended;

export type CallEvent =
  /** `entries`: the ring plan of the callee's points. */
  | {
      readonly type: "placed";
      readonly at: Time;
      readonly facts: CallFacts;
      readonly offer: string;
      readonly entries: readonly PlanEntry[];
    }
  /** A point of the callee came, or asks about the call; the entry is what the plan says of it now. */
  | { readonly type: "point-came"; readonly at: Time; readonly entry: PlanEntry }
  | { readonly type: "accepted"; readonly at: Time; readonly by: Party; readonly answer: string }
  | { readonly type: "declined"; readonly at: Time; readonly by: Party }
  | { readonly type: "silenced"; readonly at: Time; readonly by: Party }
  | { readonly type: "hung-up"; readonly at: Time; readonly by: Party }
  /** The point sends and hears media. */
  | { readonly type: "media-flows"; readonly at: Time; readonly by: Party }
  | { readonly type: "described"; readonly at: Time; readonly by: Party; readonly description: string }
  | { readonly type: "held"; readonly at: Time; readonly by: Party }
  | { readonly type: "resumed"; readonly at: Time; readonly by: Party }
  /** The point's connection to the server is gone, or is there again. */
  | { readonly type: "leg-lost"; readonly at: Time; readonly by: Party }
  | { readonly type: "leg-back"; readonly at: Time; readonly by: Party }
  /** A leg was swept to another device of the same account. */
  | {
      readonly type: "moved";
      readonly at: Time;
      readonly from: Party;
      readonly to: DeviceId;
      readonly epoch: number;
    }
  /** The server started again and read this state. */
  | { readonly type: "restarted"; readonly at: Time }
  /** A voice message was left in the conversation. */
  | { readonly type: "voice-message-left"; readonly at: Time; readonly by: Party; readonly offset: Offset };

export type CallRefusal = "own-account" | "not-in-call" | "too-large" | "stale-epoch";

/** What a party is told of the other side. */
export type CallNews =
  | { readonly name: "held" }
  | { readonly name: "resumed" }
  | { readonly name: "lost" }
  | { readonly name: "back" }
  | { readonly name: "moved"; readonly to: DeviceId };

export type CallEffect =
  | {
      readonly type: "ring";
      readonly point: DeviceId;
      readonly how: RingLeg["how"];
      readonly as?: Adaptation;
      readonly offer: string;
    }
  | { readonly type: "stop-ringing"; readonly point: DeviceId; readonly reason: RingEnd }
  | { readonly type: "progress"; readonly point: DeviceId; readonly progress: Progress }
  /** Media can begin; `description` is the other side's, empty where there is none to give. */
  | {
      readonly type: "connect";
      readonly point: DeviceId;
      readonly with: DeviceId;
      readonly description: string;
    }
  | { readonly type: "describe"; readonly point: DeviceId; readonly description: string }
  | { readonly type: "tell"; readonly point: DeviceId; readonly news: CallNews }
  /** Other calls of this point are to be held. */
  | { readonly type: "hold-others"; readonly point: DeviceId }
  | { readonly type: "hang-up"; readonly point: DeviceId; readonly reason: CallEnd | CallNews }
  /** To be planned for the account's points. */
  | { readonly type: "announce"; readonly account: AccountName; readonly datum: RingDatum }
  | { readonly type: "refuse"; readonly point: DeviceId; readonly why: CallRefusal }
  | { readonly type: "offer-voice-message"; readonly point: DeviceId }
  /** Replaces the entry of this call in the account's topic. */
  | { readonly type: "log"; readonly account: AccountName; readonly body: CallBody }
  | { readonly type: "forget"; readonly call: string };
