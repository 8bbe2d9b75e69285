import { describe, expect, it } from "vitest";
import { emptyConversation } from "@elsewhere/protocol/state/conversation";
import type { PlanValue, PointValue, PresenceValue } from "@elsewhere/protocol/values";
import { englishWords } from "../language/load.ts";
import { connectionWords, isSignedOut, refusalWords } from "./connection.ts";
import { orderedPlaces, placeWords } from "./places.ts";
import { planHeading, planSentence } from "./plans.ts";
import { dotOf, presenceWords } from "./presence.ts";
import { receiptWords } from "./receipts.ts";
import { clockTime, dayWords, shortWhen, sizeWords, span, untilWords } from "./times.ts";

const words = englishWords(["en-GB"]);
const now = new Date(2026, 4, 14, 15, 30).getTime();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("times", () => {
  it.each([
    [now - hour, "14:30"],
    [now - 2 * day, "Tue"],
    [now - 30 * day, "14 Apr"],
  ])("[SAY1] the shortest that is clear, of %i", (at, said) => {
    expect(shortWhen(at, now, words)).toBe(said);
  });

  it.each([
    [now, "Today"],
    [now - day, "Yesterday"],
    [now - 3 * day, "Monday"],
    [now - 30 * day, "14 April"],
    [now - 365 * day, "14 May 2025"],
  ])("[SAY1] the day of %i", (at, said) => {
    expect(dayWords(at, now, words)).toBe(said);
  });

  it("[SAY1] the end of something, a length and a size", () => {
    expect(clockTime(new Date(2026, 4, 14, 0, 5).getTime(), words)).toBe("00:05");
    expect(untilWords(now + hour, now, words)).toBe("16:30");
    expect(untilWords(now + day, now, words)).toBe("tomorrow 15:30");
    expect([1_000, 12 * minute, 3 * hour, day, 2 * day].map((one) => span(one, words))).toEqual([
      "1 min",
      "12 min",
      "3 h",
      "1 day",
      "2 days",
    ]);
    expect([812, 48_211, 3_100_000].map((one) => sizeWords(one, words))).toEqual([
      "812 B",
      "48 KB",
      "3.1 MB",
    ]);
  });
});

describe("presence", () => {
  const presence = (more: Partial<PresenceValue>): PresenceValue => ({
    account: "alice",
    state: "available",
    can: ["text"],
    ...more,
  });

  it.each([
    [presence({}), "Available"],
    [
      presence({ state: "do-not-disturb", until: now + hour, note: "at the lathe" }),
      "Do not disturb until 16:30 · at the lathe",
    ],
    [presence({ state: "away", lastActiveAt: now - 12 * minute }), "Away, last here 12 min ago"],
    [presence({ state: "offline", lastActiveAt: now - 2 * day }), "Offline, last here Tue"],
    [presence({ can: ["text", "audio"] }), "Available · can talk, no video"],
    [presence({ can: ["audio", "video"] }), "Available · can talk and be seen"],
    [undefined, ""],
  ])("[SAY2] %j", (value, said) => {
    expect(presenceWords(value, now, words)).toBe(said);
  });

  it("[SAY2] what one may not know has no dot", () => {
    expect(dotOf(undefined)).toBe("unknown");
    expect(dotOf(presence({ state: "in-call" }))).toBe("busy");
  });
});

describe("places", () => {
  const point = (device: string, more: Partial<PointValue> = {}): PointValue => ({
    device,
    label: device,
    kind: "browser",
    capabilities: ["text"],
    connected: true,
    pushable: false,
    activity: "active",
    lastActiveAt: now,
    inCall: false,
    ...more,
  });

  it.each([
    [point("laptop"), "here, active"],
    [point("laptop", { activity: "idle", lastActiveAt: now - 5 * minute }), "here, idle 5 min"],
    [point("desk", { activity: "idle", lastActiveAt: now - 12 * minute }), "idle 12 min"],
    [point("desk", { activity: "idle" }), "idle"],
    [point("phone", { activity: "asleep" }), "asleep"],
    [point("phone", { connected: false, pushable: true }), "asleep, can be woken"],
    [point("phone", { connected: false }), "not connected"],
    [point("desk", { inCall: true }), "in a call"],
  ])("[SAY3] %j", (value, said) => {
    expect(placeWords(value, "laptop", now, words)).toBe(said);
  });

  it("[SAY3] several windows of a device are one place, the liveliest of them", () => {
    const points = [
      point("desk", { activity: "idle" }),
      point("desk"),
      point("laptop", { connected: false }),
      point("laptop"),
    ];
    expect(orderedPlaces(points, "laptop")).toEqual([points[3], points[1]]);
  });

  it("[SAY3] this place, then the liveliest, then by name", () => {
    const points = [
      point("tablet"),
      point("phone", { connected: false }),
      point("laptop", { activity: "idle" }),
      point("desk"),
    ];
    expect(orderedPlaces(points, "laptop").map((one) => one.device)).toEqual([
      "laptop",
      "desk",
      "tablet",
      "phone",
    ]);
  });
});

describe("the connection", () => {
  it.each([
    [{ name: "live", transport: "ws" } as const, true, 0, undefined],
    [{ name: "waiting", until: now + 3_200 } as const, true, 0, "Not connected. Trying again in 4 s."],
    [
      { name: "waiting", until: now + 3_200 } as const,
      false,
      2,
      "No network. You can read on and write. 2 messages wait and will be sent.",
    ],
    [
      { name: "connecting", transport: "ws" } as const,
      true,
      1,
      "Connecting … One message waits and will be sent.",
    ],
    [{ name: "catching-up", transport: "ws" } as const, true, 0, "Fetching what came meanwhile …"],
    [{ name: "stopped" } as const, true, 0, "Not connected."],
  ])("[SAY4] %j, network %s, %i waiting", (status, online, waiting, said) => {
    expect(connectionWords(status, online, waiting, now, words)).toBe(said);
  });

  it.each([
    [{ by: "close", code: 4503 } as const, true, /another place/],
    [{ by: "close", code: 4504 } as const, true, /disabled/],
    [{ by: "close", code: 4505 } as const, true, /key/],
    [{ by: "hello", error: "not-signed-in" } as const, true, /sign in again/],
    [{ by: "close", code: 4506 } as const, false, /address/],
    [{ by: "close", code: 4501 } as const, false, /too-large/],
  ])("[SAY5] %j", (refusal, isOut, said) => {
    expect(refusalWords({ name: "refused", refusal }, words)).toMatch(said);
    expect(isSignedOut({ name: "refused", refusal })).toBe(isOut);
  });
});

describe("receipts", () => {
  const withMembers = (...accounts: string[]) => ({
    ...emptyConversation("g:12345678"),
    members: new Map(accounts.map((account) => [account, "member"] as const)),
  });

  it("[SAY6] of one other", () => {
    const known = withMembers("alice", "bob");
    const at = (delivered: number, read: number) =>
      receiptWords({ ...known, receipts: new Map([["bob", { delivered, read }]]) }, 5, "alice", words);
    expect([at(4, 4), at(5, 4), at(5, 5)]).toEqual(["Sent", "Delivered", "Read"]);
    expect(receiptWords(withMembers("alice"), 5, "alice", words)).toBe("Sent");
  });

  it("[SAY6] of several", () => {
    const receipts = new Map([["bob", { delivered: 6, read: 5 }]]);
    expect(receiptWords({ ...withMembers("alice", "bob", "carol"), receipts }, 5, "alice", words)).toBe(
      "Read by 1 of 2",
    );
    expect(receiptWords({ ...withMembers("alice", "bob", "carol"), receipts }, 6, "alice", words)).toBe(
      "Delivered to 1 of 2",
    );
  });
});

describe("explanations", () => {
  const entry = {
    device: "laptop",
    label: "Laptop",
    how: "silent",
    reason: "x",
    rule: "y",
    facts: {},
    text: "delivered silently: z",
  } as const;
  const plan: PlanValue = { datum: "d:alice:bob.1", account: "alice", at: now, node: "n", entries: [entry] };
  const name = (account: string) => account.toUpperCase();

  it("[SAY8] about this place, else about the person", () => {
    expect(planHeading(plan, "laptop", "alice", name, words)).toBe("Why this place stayed silent");
    expect(planHeading(plan, "phone", "alice", name, words)).toBe("Where it went");
    expect(planHeading(plan, "laptop", "bob", name, words)).toBe("Where it went for ALICE");
    expect(planSentence(entry, now, [], { place: name, conversation: name }, words)).toBe(
      "Delivered silently: z.",
    );
  });
});
