import type { DeviceId, Time } from "../names.ts";
import type { SweepMessage, SweepRefusal } from "./message.ts";
import type { SendEffect } from "./newcomer-state.ts";
import type { SessionInfo, SessionPart } from "./session.ts";
import type { SweepDevice, Ticket, TicketClaims } from "./ticket.ts";

/** A newcomer that has a ticket and is told when the information changes. */
export interface Vouched {
  readonly newcomer: SweepDevice;
  readonly sweep: string;
  readonly ticket: Ticket;
}

/** More newcomers are not kept current; the oldest is dropped. */
export const mostVouched = 8;

/** A session that is on this device. */
export interface Holding {
  readonly self: SweepDevice;
  readonly remote: SweepDevice;
  readonly session: string;
  readonly epoch: number;
  readonly info: SessionInfo;
  readonly revision: number;
  readonly vouched: readonly Vouched[];
}

/** It came here by a sweep, and the remote has not yet confirmed that it hears us. */
export interface Arriving extends Holding {
  readonly name: "arriving";
  readonly sent: number;
  readonly timers: { readonly repeat: Time };
}

export interface Active extends Holding {
  readonly name: "active";
}

/** Something is strange, no media come for instance: the remote is asked who has the session. */
export interface Doubting extends Holding {
  readonly name: "doubting";
  readonly sent: number;
  readonly timers: { readonly repeat: Time };
}

/** The person sends it to another device, which is asked to fetch it. */
export interface Pushing extends Holding {
  readonly name: "pushing";
  readonly to: SweepDevice;
  readonly sweep: string;
  readonly sent: number;
  readonly timers: { readonly repeat: Time };
}

/** The information is on its way; the newcomer's response is awaited. */
export interface Giving extends Holding {
  readonly name: "giving";
  readonly to: SweepDevice;
  readonly sweep: string;
  readonly timers: { readonly window: Time };
}

/** The newcomer takes it; media go on here until the remote says that it switched. */
export interface HandingOver extends Holding {
  readonly name: "handing-over";
  readonly to: SweepDevice;
  readonly sent: number;
  readonly timers: { readonly repeat: Time };
}

export interface Gone {
  readonly name: "gone";
  readonly self: SweepDevice;
  readonly remote: SweepDevice;
  readonly session: string;
  readonly epoch: number;
  readonly to: SweepDevice;
  readonly timers: { readonly forget: Time };
}

export interface Over {
  readonly name: "over";
  readonly self: SweepDevice;
  readonly remote: SweepDevice;
  readonly session: string;
  readonly timers: { readonly forget: Time };
}

/** States in which the session is here: media flow in all of them. */
export type Keeping = Arriving | Active | Doubting | Pushing | Giving | HandingOver;

/** A device that has a session, until that goes to another or ends. */
export type IncumbentState = Keeping | Gone | Over | { readonly name: "forgotten" };

/** Why a newcomer asked for a ticket; goes through `sign` unchanged. */
export interface VouchFor {
  readonly newcomer: SweepDevice;
  readonly sweep: string;
  readonly purpose: "prepare" | "sweep";
  readonly sessions: number;
}

export type IncumbentEvent =
  | {
      readonly type: "received";
      readonly at: Time;
      readonly from: SweepDevice;
      readonly message: SweepMessage;
    }
  /** What `sign` asked for. */
  | { readonly type: "signed"; readonly at: Time; readonly ticket: Ticket; readonly for: VouchFor }
  /** The draft, the place, the offset, mute, hold or layout changed. */
  | { readonly type: "changed"; readonly at: Time; readonly info: SessionInfo }
  | { readonly type: "push"; readonly at: Time; readonly to: SweepDevice; readonly sweep: string }
  /** The person keeps it here. */
  | { readonly type: "deny"; readonly at: Time }
  /** No media come, or the device was away. */
  | { readonly type: "doubted"; readonly at: Time }
  | { readonly type: "hung-up"; readonly at: Time };

export type IncumbentEffect =
  | SendEffect
  | { readonly type: "sign"; readonly claims: TicketClaims; readonly for: VouchFor }
  /** Show that it is about to go there, without stopping anything. */
  | { readonly type: "leaving"; readonly to: DeviceId; readonly takes: readonly SessionPart[] }
  /** It stays after all. */
  | { readonly type: "staying"; readonly why: SweepRefusal | "unreachable" }
  /** Stop media: the session is on the other device. */
  | { readonly type: "let-go"; readonly session: string; readonly to: SweepDevice }
  /** Stop media: the session is over. */
  | { readonly type: "end"; readonly session: string }
  | { readonly type: "forget"; readonly session: string };
