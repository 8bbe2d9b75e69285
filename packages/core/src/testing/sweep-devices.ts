import type { AccountName, ConversationId, DeviceId, Time } from "../names.ts";
import type { CallSession, FileSession, TextSession } from "../sweep/session.ts";
import type { SweepMessage } from "../sweep/message.ts";
import type { Goal } from "../sweep/newcomer-state.ts";
import type { SweepDevice, Ticket } from "../sweep/ticket.ts";

/** Builders for tests of sweeps: alice's laptop, phone and tablet, bob's browser, and mallory. */
export function sweepDevice(account: string, device: string): SweepDevice {
  return {
    account: account as AccountName,
    device: device as DeviceId,
    key: `key-of-${device}`,
    fingerprint: `sha-256 ${device}`.replace(" ", ":"),
  };
}

export const laptop = sweepDevice("alice", "laptop");
export const phone = sweepDevice("alice", "phone");
export const tablet = sweepDevice("alice", "tablet");
export const bobs = sweepDevice("bob", "bobs-browser");
export const mallory = sweepDevice("mallory", "mallorys-browser");

export const session = "call1";
export const start: Time = 1_000_000;

export const callInfo: CallSession = {
  kind: "call",
  startedAt: start,
  parts: ["audio", "video"],
  dropped: [],
  muted: ["audio"],
  held: false,
  layout: "stage",
};

export const textInfo: TextSession = {
  kind: "text",
  startedAt: start,
  conversation: "d:alice:bob" as ConversationId,
  draft: "I was about to say",
  place: 17,
  uploads: [{ upload: "u1", name: "photo.jpg", offset: 1_024 }],
};

export const fileInfo: FileSession = {
  kind: "file",
  startedAt: start,
  name: "film.mkv",
  size: 1_000_000,
  hash: "0123456789abcdef".repeat(4),
  offset: 4_096,
  direction: "receiving",
};

/** A ticket that the laptop gave the phone at the first epoch, with changes. Its signature is looked at by nobody here. */
export function ticketFor(newcomer: SweepDevice, changes: Partial<Ticket> = {}): Ticket {
  const { device, key, fingerprint } = newcomer;
  return {
    session,
    epoch: 2,
    by: laptop.device,
    newcomer: { device, key, fingerprint },
    expires: start + 60_000,
    signature: "signed",
    ...changes,
  };
}

/** The phone fetches the call from the laptop. */
export function goalOf(changes: Partial<Goal> = {}): Goal {
  return { session, sweep: "s1", incumbent: laptop, remote: bobs, sessions: 1, ...changes };
}

/** Session information in as many chunks as told, the ticket with the first. */
export function chunksOf(text: string, of: number, ticket: Ticket, revision = 1): readonly SweepMessage[] {
  const length = Math.ceil(text.length / of);
  return Array.from({ length: of }, (_, index): SweepMessage => {
    const piece = text.slice(index * length, (index + 1) * length);
    const chunk = {
      type: "info",
      session,
      sweep: "s1",
      revision,
      index,
      of,
      bytes: text.length,
      piece,
    } as const;
    return index === 0 ? { ...chunk, ticket } : chunk;
  });
}
