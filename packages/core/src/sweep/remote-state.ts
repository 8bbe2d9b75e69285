import type { DeviceId, Time } from "../names.ts";
import type { SweepMessage } from "./message.ts";
import type { SendEffect } from "./newcomer-state.ts";
import type { SessionPart } from "./session.ts";
import type { SweepDevice } from "./ticket.ts";

/** A leg of the session at the remote. */
export interface Leg {
  readonly peer: SweepDevice;
  readonly epoch: number;
  /** The epoch of the ticket with which it came; 1 for the first. */
  readonly ticket: number;
  /** What its update was answered, for when it asks again; undefined: the answer is being made. */
  readonly answer?: string;
  /** Its media, or the channel, were found dead and did not come back. */
  readonly dead: boolean;
}

/** Somebody who has to learn where the session is. */
export interface Telling {
  readonly to: SweepDevice;
  readonly sent: number;
}

interface AnySide {
  readonly self: SweepDevice;
  readonly session: string;
  /** Newcomers that prepared a transport. */
  readonly announced: readonly SweepDevice[];
  readonly telling?: Telling;
}

/** More newcomers cannot prepare at once; the oldest is dropped. */
export const mostAnnounced = 8;

export interface With extends AnySide {
  readonly name: "with";
  readonly leg: Leg;
  readonly timers: { readonly tell?: Time; readonly lost?: Time };
}

/** An update was accepted; the newcomer's media are not here yet, so the old leg goes on. */
export interface Switching extends AnySide {
  readonly name: "switching";
  readonly old: Leg;
  readonly leg: Leg;
  readonly since: Time;
  /** The epoch at which the session was offered back to the old device, which has not said that it heard. */
  readonly returning?: number;
  readonly timers: { readonly silent: Time; readonly tell?: Time };
}

export interface RemoteOver {
  readonly name: "over";
  readonly session: string;
  readonly timers: { readonly forget: Time };
}

/** The other party's side of a session: it decides who has it. */
export type RemoteState = With | Switching | RemoteOver | { readonly name: "forgotten" };

export type RemoteEvent =
  | {
      readonly type: "received";
      readonly at: Time;
      readonly from: SweepDevice;
      readonly message: SweepMessage;
      /** The key with which the ticket's signature was found right; undefined: it has none, or it was wrong. */
      readonly signedBy: string | undefined;
    }
  /** What `warm` asked for. */
  | {
      readonly type: "warmed";
      readonly at: Time;
      readonly newcomer: SweepDevice;
      readonly description: string;
    }
  /** What `attach` asked for. */
  | {
      readonly type: "attached";
      readonly at: Time;
      readonly epoch: number;
      readonly description: string;
    }
  | { readonly type: "cannot-attach"; readonly at: Time; readonly epoch: number }
  /** Media, or the first bytes, of this device are here. */
  | { readonly type: "flowing"; readonly at: Time; readonly device: DeviceId }
  | { readonly type: "leg-died"; readonly at: Time; readonly device: DeviceId }
  | { readonly type: "hung-up"; readonly at: Time };

export type RemoteEffect =
  | SendEffect
  /** Set up a transport without tracks. */
  | { readonly type: "warm"; readonly newcomer: SweepDevice; readonly description: string }
  /** Send to the newcomer as well, and answer. */
  | {
      readonly type: "attach";
      readonly newcomer: SweepDevice;
      readonly epoch: number;
      readonly description: string;
      readonly takes: readonly SessionPart[];
      readonly resumeAt: number;
    }
  /** Play what comes from there, and show a quiet note. */
  | { readonly type: "play"; readonly device: DeviceId }
  | { readonly type: "drop-leg"; readonly device: DeviceId }
  | { readonly type: "end"; readonly session: string; readonly why: "ended" | "lost" | "hung-up" }
  | { readonly type: "forget"; readonly session: string };
