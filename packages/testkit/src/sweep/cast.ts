import type { AccountName, DeviceId } from "@elsewhere/core/names";
import type { SessionInfo } from "@elsewhere/core/sweep/session";
import { ticketBytes, type SweepDevice, type Ticket, type TicketClaims } from "@elsewhere/core/sweep/ticket";

/** Alice's devices, bob who talks with her, and mallory who would like to. Keys are names: only their owners use them. */
export const own = ["laptop", "phone", "tablet"] as const;
export type OwnName = (typeof own)[number];
export type Place = OwnName | "bob" | "mallory";

const accounts: Readonly<Record<Place, string>> = {
  laptop: "alice",
  phone: "alice",
  tablet: "alice",
  bob: "bob",
  mallory: "mallory",
};

export function deviceAt(place: Place): SweepDevice {
  return {
    account: accounts[place] as AccountName,
    device: place as string as DeviceId,
    key: `key-of-${place}`,
    fingerprint: `certificate-of-${place}`,
  };
}

export const sessionId = "call1";

export const sessionInfo: SessionInfo = {
  kind: "call",
  startedAt: 1,
  parts: ["audio", "video"],
  dropped: [],
  muted: ["audio"],
  held: false,
  layout: "stage",
};

/** A signature that only shows who signed what: the machines never look into one. */
export function sign(key: string, claims: TicketClaims): Ticket {
  return { ...claims, signature: `${key}:${digest(claims)}` };
}

/** The key with which the ticket was signed; undefined if it says something else than what was signed. */
export function signerOf(ticket: Ticket): string | undefined {
  const [key = "", digested] = ticket.signature.split(":");
  return digested === digest(ticket) ? key : undefined;
}

function digest(claims: TicketClaims): string {
  const bytes = ticketBytes(claims) ?? new Uint8Array();
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36);
}
