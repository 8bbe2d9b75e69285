import { createHash } from "node:crypto";
import type { Alarm } from "@elsewhere/machine";
import { mailbox, pace, usualRates, type Time } from "@elsewhere/core";
import type { CloseReason } from "@elsewhere/protocol";
import type { SessionHost } from "../session/host.ts";
import { Session } from "../session/session.ts";
import { Mailbox, type MailboxRules } from "./mailbox.ts";

/** All mailboxes of an edge. */
export interface PostOffice {
  /** Undefined: there are as many as there may be. */
  open(token: string | undefined): Mailbox | undefined;
  find(id: string): Mailbox | undefined;
  /** Ends the session and gives the memory back. */
  drop(box: Mailbox, reason: CloseReason): void;
  readonly boxes: Iterable<Mailbox>;
  readonly size: number;
  /** Characters kept in all of them. */
  characters(): number;
  close(): void;
}

/** A digest to compare tokens by, so that they need not be kept. */
export function digestOf(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}

const sweepEvery = 5_000;

export function createPostOffice(host: SessionHost, secret: () => string): PostOffice {
  const { clock, limits, meters } = host;
  const boxes = new Map<string, Mailbox>();
  const rules: MailboxRules = {
    rates: usualRates,
    pace: pace(usualRates),
    idle: mailbox(limits.mailboxIdle),
    idleAfter: limits.mailboxIdle,
    most: limits.mailboxBytes,
  };
  let alarm: Alarm | undefined;
  const drop = (box: Mailbox, reason: CloseReason | "gone"): void => {
    if (!boxes.delete(box.id)) return;
    if (reason !== "gone") box.session?.end(reason);
    box.session?.disconnected();
    box.end();
    meters.closed("mailbox", reason);
  };
  const sweep = (at: Time): void => {
    for (const box of boxes.values()) {
      if (box.isIdle(at) || at - box.fetchedAt >= limits.mailboxUnfetched) drop(box, "gone");
    }
    alarm = boxes.size === 0 ? undefined : clock.alarms.set(at + sweepEvery, sweep);
  };
  return {
    get boxes() {
      return boxes.values();
    },
    get size() {
      return boxes.size;
    },
    open(token) {
      if (boxes.size >= limits.mailboxes) return undefined;
      const box = new Mailbox(secret(), digestOf(token ?? ""), rules, () => clock.now());
      box.session = new Session(host, box, token);
      boxes.set(box.id, box);
      meters.opened("mailbox");
      alarm ??= clock.alarms.set(clock.now() + sweepEvery, sweep);
      return box;
    },
    find: (id) => boxes.get(id),
    drop,
    characters() {
      let sum = 0;
      for (const box of boxes.values()) sum += box.shelf.characters;
      return sum;
    },
    close() {
      if (alarm !== undefined) clock.alarms.clear(alarm);
      for (const box of boxes.values()) drop(box, "gone");
    },
  };
}
