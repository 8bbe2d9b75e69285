import type { Chunk } from "./chunks.ts";
import type { SessionPart } from "./session.ts";
import type { SweepDevice, Ticket, TicketRefusal } from "./ticket.ts";

/** No message is larger, in bytes of JSON: data channels send more in several round trips, because SCTP starts slowly (RFC 9260 §7.2.1). */
export const messageLimit = 4_000;
/** The longest description of media in a message, in bytes of JSON: compressed, or of few codecs. */
export const sweepDescriptionLimit = 2_400;

/** Why a sweep of a session came to nothing. */
export type SweepRefusal =
  /** The session rings, or is over: there is nothing to move. */
  | "not-active"
  | "no-such-session"
  /** The asker is somebody else's. */
  | "not-yours"
  /** The person said no on the incumbent. */
  | "denied"
  /** The newcomer can do nothing of it. */
  | "incapable"
  | "too-large"
  | "too-late"
  /** The remote does not know how, or could not set up media. */
  | "unable"
  | "given-up"
  | TicketRefusal;

/** Newcomer to incumbent. */
export type ToIncumbent =
  /** Let me prepare: vouch for me, and give me the session information in advance. */
  | { readonly type: "prepare"; readonly session: string; readonly sweep: string }
  /** The session comes to me. `ticketed`: I have all I need. `sessions`: how many come at once. */
  | {
      readonly type: "go-away";
      readonly session: string;
      readonly sweep: string;
      readonly sessions: number;
      readonly ticketed: boolean;
    }
  | {
      readonly type: "ask-chunks";
      readonly session: string;
      readonly sweep: string;
      readonly missing: readonly number[];
    }
  | {
      readonly type: "response";
      readonly session: string;
      readonly sweep: string;
      readonly answer:
        | { readonly name: "take"; readonly takes: readonly SessionPart[] }
        | { readonly name: "refuse"; readonly why: SweepRefusal };
    }
  /** The remote gave it to me at this epoch. */
  | { readonly type: "done"; readonly session: string; readonly epoch: number };

/** Incumbent to newcomer. */
export type ToNewcomer =
  /** Send to: fetch this session from me. */
  | {
      readonly type: "come";
      readonly session: string;
      readonly sweep: string;
      readonly remote: SweepDevice;
    }
  /** A piece of the session information. The first carries the ticket. */
  | (Chunk & {
      readonly type: "info";
      readonly session: string;
      readonly sweep: string;
      /** Of the whole information. */
      readonly bytes: number;
      readonly ticket?: Ticket;
    })
  | {
      readonly type: "go-away-refused";
      readonly session: string;
      readonly sweep: string;
      readonly why: SweepRefusal;
    }
  /** It is not here any more. */
  | { readonly type: "moved"; readonly session: string; readonly epoch: number; readonly to: SweepDevice };

/** Newcomer or incumbent to remote. */
export type ToRemote =
  /** I am online, and may take over: let us prepare a transport. */
  | {
      readonly type: "announce";
      readonly session: string;
      readonly ticket: Ticket;
      readonly description: string;
    }
  /** The session goes on with me. */
  | {
      readonly type: "update";
      readonly session: string;
      readonly ticket: Ticket;
      readonly takes: readonly SessionPart[];
      /** Where text and files go on. */
      readonly resumeAt: number;
      readonly description: string;
    }
  /** I have your answer, and send. */
  | { readonly type: "here"; readonly session: string; readonly epoch: number }
  | { readonly type: "who-has-it"; readonly session: string; readonly epoch: number }
  /** I know where the session is now. */
  | { readonly type: "heard"; readonly session: string; readonly epoch: number };

/** Remote to newcomer or incumbent. */
export type FromRemote =
  | { readonly type: "announced"; readonly session: string; readonly description: string }
  | {
      readonly type: "answer";
      readonly session: string;
      readonly epoch: number;
      readonly description: string;
    }
  | {
      readonly type: "update-refused";
      readonly session: string;
      readonly epoch: number;
      readonly why: SweepRefusal;
    }
  /** To the incumbent: the newcomer's media are here. */
  | {
      readonly type: "switched";
      readonly session: string;
      readonly epoch: number;
      readonly to: SweepDevice;
    }
  /** To who came too late. */
  | {
      readonly type: "taken-by";
      readonly session: string;
      readonly epoch: number;
      readonly by: SweepDevice;
    }
  /** You have it, at this epoch. */
  | { readonly type: "yours"; readonly session: string; readonly epoch: number };

/** Anybody to anybody: the session is over. */
export interface EndedMessage {
  readonly type: "ended";
  readonly session: string;
}

export type SweepMessage = ToIncumbent | ToNewcomer | ToRemote | FromRemote | EndedMessage;
