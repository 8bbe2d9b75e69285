import type { AccountName, DeviceId, Time } from "../names.ts";
import { sweepTimes } from "./schedule.ts";

/** A device as the channel, or the signature of its messages, has proved it. */
export interface SweepDevice {
  readonly account: AccountName;
  readonly device: DeviceId;
  /** Its public key (Ed25519), base64url. */
  readonly key: string;
  /** Fingerprint of the certificate of its media transport. */
  readonly fingerprint: string;
}

/** What the incumbent vouches for: this device may take this session at this epoch. */
export interface TicketClaims {
  /** Id of the session; a call's id for a call. */
  readonly session: string;
  readonly epoch: number;
  /** The device that vouches. */
  readonly by: DeviceId;
  readonly newcomer: Pick<SweepDevice, "device" | "key" | "fingerprint">;
  readonly expires: Time;
}

/** The claims, signed with the incumbent's key. */
export interface Ticket extends TicketClaims {
  /** Over `ticketBytes`, base64url. */
  readonly signature: string;
}

/** Signing and verifying, which the surroundings do: the machines hear what came of it as events. */
export interface Signatures {
  sign(bytes: Uint8Array): Promise<string>;
  /** Whether the signature over the bytes was made with the private part of the key. */
  verify(key: string, bytes: Uint8Array, signature: string): Promise<boolean>;
}

/** Why a ticket does not count. */
export type TicketRefusal = "forged" | "wrong-call" | "wrong-key" | "expired" | "stale";

const fieldPattern = /^[\x21-\x7e]{1,128}$/;

/**
 * The bytes to sign: a line for each claim, in this order, ASCII. Undefined if a claim holds anything but
 * visible ASCII, is empty or longer than 128 characters: then two different claims could look alike.
 */
export function ticketBytes(claims: TicketClaims): Uint8Array | undefined {
  const { session, epoch, by, newcomer, expires } = claims;
  const fields = [session, by, newcomer.device, newcomer.key, newcomer.fingerprint];
  const numbers = [epoch, expires];
  if (!fields.every((field) => fieldPattern.test(field))) return undefined;
  if (!numbers.every((number) => Number.isSafeInteger(number) && number > 0)) return undefined;
  const lines = ["elsewhere sweep ticket 1", ...fields, ...numbers.map(String), ""];
  return Uint8Array.from(lines.join("\n"), (character) => character.charCodeAt(0));
}

/** What the one who checks a ticket knows. */
export interface TicketContext {
  readonly session: string;
  /** Who has the session now, and since which epoch. */
  readonly incumbent: SweepDevice;
  readonly epoch: number;
  /** Who presents it. */
  readonly from: SweepDevice;
  /** The key with which the signature was found right; undefined: it was not. */
  readonly signedBy: string | undefined;
  readonly at: Time;
}

/** Whether the ticket lets the device take the session; undefined: it does. */
export function refuseTicket(ticket: Ticket, context: TicketContext): TicketRefusal | undefined {
  const { session, incumbent, epoch, from, signedBy, at } = context;
  if (ticket.session !== session) return "wrong-call";
  // Stale before forged: the key of an earlier incumbent is no longer at hand.
  if (ticket.epoch <= epoch) return "stale";
  if (signedBy === undefined || signedBy !== incumbent.key || ticket.by !== incumbent.device) return "forged";
  if (!isFor(ticket, from) || from.account !== incumbent.account) return "wrong-key";
  // Nobody takes a session from themselves: the leg to drop would be the new one.
  if (isSameDevice(from, incumbent)) return "wrong-key";
  return at > ticket.expires + sweepTimes.clockSkew ? "expired" : undefined;
}

/** Whether the ticket names this device, its key and its transport. */
export function isFor({ newcomer }: TicketClaims, device: SweepDevice): boolean {
  return (
    newcomer.device === device.device &&
    newcomer.key === device.key &&
    newcomer.fingerprint === device.fingerprint
  );
}

export function isSameDevice(one: SweepDevice, other: SweepDevice): boolean {
  return one.device === other.device && one.key === other.key;
}
