import type { AccountName, ConversationId, DeviceId, NodeName, Time } from "../names.ts";
import type { Point } from "../points/point.ts";
import { defaultSettings } from "../people/settings.ts";
import type { PlanContext } from "../delivery/context.ts";
import type { MessageDatum } from "../delivery/datum.ts";

/** Builders for tests: alice, her devices, and what bob writes to her at noon of a Wednesday. */
export const noon: Time = Date.UTC(2025, 5, 4, 12, 0, 0);
export const alice = "alice" as AccountName;
export const bob = "bob" as AccountName;
export const withBob = "d:alice:bob" as ConversationId;
export const bobsLaptop = "bobs-laptop" as DeviceId;

export function deviceId(name: string): DeviceId {
  return name as DeviceId;
}

/** A browser in use right now, with every capability and no push. */
export function laptop(changes: Partial<Point> = {}, at: Time = noon): Point {
  return {
    device: deviceId("laptop"),
    account: alice,
    node: "one" as NodeName,
    label: "Laptop",
    kind: "browser",
    capabilities: ["text", "rich-text", "image", "file", "audio", "video", "screen", "data-channel"],
    activity: "active",
    lastActiveAt: at - 4_000,
    heardAt: at - 1_000,
    open: undefined,
    inCall: false,
    pushable: false,
    ...changes,
  };
}

/** A phone in the pocket: not connected, reachable by push. */
export function phone(changes: Partial<Point> = {}, at: Time = noon): Point {
  return laptop(
    {
      device: deviceId("phone"),
      label: "Phone",
      kind: "phone",
      node: undefined,
      activity: "asleep",
      lastActiveAt: at - 3_600_000,
      heardAt: at - 3_500_000,
      pushable: true,
      ...changes,
    },
    at,
  );
}

/** Alice with nothing set. */
export function context(changes: Partial<PlanContext> = {}): PlanContext {
  return {
    account: alice,
    settings: defaultSettings,
    status: { state: "auto" },
    kept: undefined,
    repliedFrom: undefined,
    readUpTo: 0,
    ...changes,
  };
}

/** A plain message of bob's. */
export function message(changes: Partial<MessageDatum> = {}): MessageDatum {
  return {
    type: "message",
    conversation: withBob,
    offset: 7,
    by: bob,
    device: bobsLaptop,
    rich: false,
    carries: [],
    mentions: [],
    deleted: false,
    ...changes,
  };
}
