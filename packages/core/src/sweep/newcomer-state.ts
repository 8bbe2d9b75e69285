import type { Time } from "../names.ts";
import type { Capability } from "../points/point.ts";
import type { Gathered } from "./chunks.ts";
import type { SweepMessage, SweepRefusal } from "./message.ts";
import type { Path } from "./schedule.ts";
import type { SessionInfo, SessionPart, Taking } from "./session.ts";
import type { SweepDevice, Ticket } from "./ticket.ts";

/** Which session, from where, with whom. */
export interface Goal {
  readonly session: string;
  /** Made by the newcomer; lets both tell one attempt from another. */
  readonly sweep: string;
  readonly incumbent: SweepDevice;
  readonly remote: SweepDevice;
  /** How many sessions are fetched at once; each has its own machine. */
  readonly sessions: number;
}

/** All that is needed to take the session without the incumbent. */
export interface Prepared extends Taking {
  readonly ticket: Ticket;
  readonly info: SessionInfo;
  /** The newcomer's description of media. */
  readonly description: string;
  /** A transport to the remote is up, without tracks. */
  readonly warm: boolean;
}

/** The device that a session may come to. */
export interface Own {
  readonly self: SweepDevice;
  readonly abilities: readonly Capability[];
}

export type Purpose = "prepare" | "sweep";

export interface Gathering extends Own {
  readonly name: "gathering";
  readonly goal: Goal;
  readonly purpose: Purpose;
  readonly ticket?: Ticket;
  readonly gathered?: Gathered;
  readonly sent: number;
  readonly timers: { readonly repeat: Time; readonly window?: Time };
}

export interface Offering extends Own {
  readonly name: "offering";
  readonly goal: Goal;
  readonly purpose: Purpose;
  readonly ticket: Ticket;
  readonly info: SessionInfo;
  readonly taking: Taking;
  readonly timers: { readonly window: Time };
}

export interface Announcing extends Own {
  readonly name: "announcing";
  readonly goal: Goal;
  readonly prepared: Prepared;
  readonly sent: number;
  readonly timers: { readonly repeat: Time };
}

export interface Ready extends Own {
  readonly name: "ready";
  readonly goal: Goal;
  readonly prepared: Prepared;
  /** A newer revision on its way. */
  readonly gathered?: Gathered;
  readonly timers: { readonly renew: Time };
}

export interface Updating extends Own {
  readonly name: "updating";
  readonly goal: Goal;
  readonly prepared: Prepared;
  readonly sent: number;
  readonly timers: { readonly repeat: Time };
}

export interface Failed extends Own {
  readonly name: "failed";
  readonly goal: Goal;
  readonly why: NewcomerFailure;
  /** Usable for another try. */
  readonly prepared?: Prepared;
}

/**
 * A device to which a session may come. idle → gathering → offering → updating → here without preparation;
 * idle → gathering → offering → announcing → ready, and from ready straight to updating, with it.
 */
export type NewcomerState =
  | ({ readonly name: "idle" } & Own)
  | Gathering
  | Offering
  | Announcing
  | Ready
  | Updating
  | ({ readonly name: "here"; readonly goal: Goal; readonly epoch: number } & Own)
  | Failed;

export type NewcomerFailure =
  | { readonly name: "incumbent-unreachable" }
  | { readonly name: "information-incomplete" }
  | { readonly name: "remote-unreachable" }
  | { readonly name: "refused"; readonly why: SweepRefusal }
  | { readonly name: "taken-by"; readonly by: SweepDevice }
  | { readonly name: "ended" }
  /** The person thought better of it. */
  | { readonly name: "stopped" };

export type NewcomerEvent =
  /** The person wants the session here. */
  | { readonly type: "pull"; readonly at: Time; readonly goal: Goal }
  /** The person's activity moved here: be ready. */
  | { readonly type: "prepare"; readonly at: Time; readonly goal: Goal }
  /** The person is elsewhere again, or thought better of it. */
  | { readonly type: "stop"; readonly at: Time }
  | {
      readonly type: "received";
      readonly at: Time;
      readonly from: SweepDevice;
      readonly message: SweepMessage;
    }
  /** What `make-offer` asked for. */
  | { readonly type: "offered"; readonly at: Time; readonly description: string }
  | { readonly type: "cannot-offer"; readonly at: Time };

export type NewcomerEffect =
  | SendEffect
  /** Get devices and a transport ready and describe them. */
  | {
      readonly type: "make-offer";
      readonly remote: SweepDevice;
      readonly info: SessionInfo;
      readonly takes: readonly SessionPart[];
    }
  /** Send on the prepared transport from now on (replaceTrack). */
  | { readonly type: "attach"; readonly info: SessionInfo; readonly takes: readonly SessionPart[] }
  /** The remote's answer. */
  | { readonly type: "connect"; readonly description: string }
  /** The prepared transport is of no use any more. */
  | { readonly type: "drop-media" }
  /** Start an incumbent with this; the session is here. */
  | {
      readonly type: "become";
      readonly session: string;
      readonly epoch: number;
      readonly info: SessionInfo;
      readonly remote: SweepDevice;
    }
  | { readonly type: "failed"; readonly session: string; readonly failure: NewcomerFailure };

/** A message to another device. */
export interface SendEffect {
  readonly type: "send";
  readonly to: SweepDevice;
  readonly via: Path;
  readonly message: SweepMessage;
}
