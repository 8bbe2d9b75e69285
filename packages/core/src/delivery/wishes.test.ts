import { describe, expect, it } from "vitest";
import { forGood, type ConversationId } from "../names.ts";
import { withinHours } from "../people/hours.ts";
import type { DeliveryRule, Settings } from "../people/settings.ts";
import type { Point } from "../points/point.ts";
import {
  alice,
  bob,
  bobsLaptop,
  context,
  deviceId,
  laptop,
  message,
  noon,
  phone,
  withBob,
} from "../testing/points.ts";
import type { PlanContext } from "./context.ts";
import type { Datum } from "./datum.ts";
import { plan, type PlanEntry } from "./plan.ts";

const minute = 60_000;
const points = [laptop(), phone()];
const ring: Datum = {
  type: "ring",
  call: "c1",
  by: bob,
  device: bobsLaptop,
  media: "audio",
  state: { name: "ringing" },
  silencedOn: [],
};

function hows(datum: Datum, changes: Partial<PlanContext>, of: readonly Point[] = points): string {
  return plan(datum, of, context(changes), noon)
    .map((entry) => `${entry.how}/${entry.reason.code}`)
    .join(" ");
}

function settings(changes: Partial<Settings>): Settings {
  return { ...context().settings, ...changes };
}

function ruled(...rules: Omit<DeliveryRule, "id">[]): Partial<PlanContext> {
  return { settings: settings({ rules: rules.map((rule, index) => ({ id: `r${index + 1}`, ...rule })) }) };
}

describe("settings", () => {
  it("[PLAN26] do not disturb silences everything until it ends", () => {
    const status = { state: "do-not-disturb", until: noon + minute } as const;
    expect(hows(message(), { status })).toBe("silent/do-not-disturb withhold/do-not-disturb");
    expect(hows(ring, { status })).toBe("silent/do-not-disturb withhold/do-not-disturb");
    const ended = { ...status, until: noon };
    expect(hows(message(), { status: ended })).toBe("alert/in-use withhold/active-elsewhere");
  });

  it("[PLAN26] quiet hours silence everything", () => {
    const quiet = settings({ quietHours: { from: 11 * 60, to: 13 * 60, days: [] } });
    expect(hows(message(), { settings: quiet })).toBe("silent/quiet-hours withhold/quiet-hours");
    expect(hows(ring, { settings: quiet })).toBe("silent/quiet-hours withhold/quiet-hours");
  });

  it("[PLAN27] a muted conversation is silent until the mute ends", () => {
    const kept = { alerts: "all", mutedUntil: noon + 1 } as const;
    expect(hows(message(), { kept })).toBe("silent/muted withhold/muted");
    expect(hows(message(), { kept: { ...kept, mutedUntil: noon } })).toMatch(/^alert/);
    const [entry] = plan(message(), [laptop()], context({ kept: { ...kept, mutedUntil: forGood } }), noon);
    expect(entry?.reason).toEqual({ code: "muted", row: "message/hushed" });
    expect(hows(ring, { kept })).toMatch(/^ring/);
  });

  it("[PLAN27] alerts for mentions only, or none", () => {
    const mentions = { alerts: "mentions" } as const;
    expect(hows(message(), { kept: mentions })).toBe("silent/mentions-only withhold/mentions-only");
    expect(hows(message({ mentions: [alice] }), { kept: mentions })).toMatch(/^alert/);
    const none = { alerts: "none" } as const;
    expect(hows(message({ mentions: [alice] }), { kept: none })).toBe(
      "silent/alerts-off withhold/alerts-off",
    );
  });
});

describe("the person's own rules", () => {
  it("[PLAN28] the first rule that fits decides, before any other setting", () => {
    const rules = ruled(
      { data: "alerts", device: deviceId("phone"), how: "always" },
      { data: "alerts", how: "never" },
    );
    const disturbed = { ...rules, status: { state: "do-not-disturb" } as const };
    expect(hows(message(), disturbed)).toBe("silent/rule push/rule");
    expect(plan(message(), points, context(disturbed), noon).map((entry) => entry.reason)).toStrictEqual([
      { code: "rule", rule: "r2", row: "message/hushed" },
      { code: "rule", rule: "r1", row: "message/always" },
    ]);
  });

  it("[PLAN5] a reason names the row and the person's rule", () => {
    const [entry] = plan(message(), points, context(ruled({ data: "alerts", how: "silent" })), noon);
    expect(entry?.reason).toStrictEqual({ code: "rule", rule: "r1", row: "message/hushed" });
    const [without] = plan(message(), points, context(), noon);
    expect(without?.reason.row).toBe("message/first");
  });

  it("[PLAN28] what a rule says of messages, alerts and rings", () => {
    const device = deviceId("laptop");
    expect(hows(message(), ruled({ data: "messages", device, how: "silent" }))).toBe(
      "silent/rule push/nobody-active",
    );
    const two = [laptop(), laptop({ device: deviceId("desk") })];
    const kept = ruled({ data: "messages", device, how: "never" });
    expect(hows(message(), kept, two)).toBe("withhold/rule alert/in-use");
    expect(hows(ring, ruled({ data: "rings", device, how: "never" }))).toBe("withhold/rule push/call-comes");
    expect(hows(ring, ruled({ data: "rings", device, how: "silent" }))).toBe("silent/rule push/call-comes");
    const busy = { status: { state: "do-not-disturb" } as const };
    expect(hows(ring, { ...ruled({ data: "rings", device, how: "always" }), ...busy })).toBe(
      "ring/rule withhold/do-not-disturb",
    );
    const missed: Datum = { type: "alert", subject: "missed-call", conversation: undefined, offset: 4 };
    expect(hows(missed, ruled({ data: "alerts", device, how: "never" }))).toBe(
      "withhold/rule push/nobody-active",
    );
    expect(hows(missed, ruled({ data: "messages", how: "never" }))).toMatch(/^alert/);
  });

  it("[PLAN29] a rule may be narrowed", () => {
    const never = { data: "alerts", how: "never" } as const;
    const other = "g:abcdefgh" as ConversationId;
    expect(hows(message(), ruled({ ...never, conversation: other }))).toMatch(/^alert/);
    expect(hows(message(), ruled({ ...never, conversation: withBob }))).toMatch(/^silent\/rule/);
    const night = { from: 22 * 60, to: 6 * 60, days: [] };
    expect(hows(message(), ruled({ ...never, hours: night }))).toMatch(/^alert/);
    const whileAtLaptop = ruled({ data: "rings", whileActiveOn: deviceId("laptop"), how: "never" });
    expect(hows(ring, whileAtLaptop)).toBe("ring/call-comes withhold/rule");
    const idle = [laptop({ lastActiveAt: noon - 2 * minute }), phone()];
    expect(hows(ring, whileAtLaptop, idle)).toBe("ring/call-comes push/call-comes");
  });

  it("[PLAN30] rules do not keep a message from all points", () => {
    const never = ruled({ data: "messages", how: "never" });
    const entries: readonly PlanEntry[] = plan(message(), points, context(never), noon);
    expect(entries.map((entry) => entry.how)).toStrictEqual(["silent", "withhold"]);
    expect(entries[0]?.reason).toMatchObject({ code: "rule-eased", rule: "r1" });
  });
});

describe("hours", () => {
  const at = (text: string): number => Date.parse(text);

  it("[PLAN31] hours within a day, from included, to excluded, in the person's time zone", () => {
    const hours = { from: 9 * 60, to: 17 * 60, days: [] };
    expect(withinHours(hours, at("2025-06-04T09:00Z"), 0)).toBe(true);
    expect(withinHours(hours, at("2025-06-04T16:59Z"), 0)).toBe(true);
    expect(withinHours(hours, at("2025-06-04T17:00Z"), 0)).toBe(false);
    expect(withinHours(hours, at("2025-06-04T07:30Z"), 120)).toBe(true);
    expect(withinHours(hours, at("2025-06-04T08:59Z"), 0)).toBe(false);
  });

  it("[PLAN31] hours over midnight belong to the day they begin on", () => {
    const friday = { from: 22 * 60, to: 6 * 60, days: [5] };
    expect(withinHours(friday, at("2025-06-06T23:00Z"), 0)).toBe(true);
    expect(withinHours(friday, at("2025-06-07T05:59Z"), 0)).toBe(true);
    expect(withinHours(friday, at("2025-06-07T06:00Z"), 0)).toBe(false);
    expect(withinHours(friday, at("2025-06-06T05:00Z"), 0)).toBe(false);
    expect(withinHours(friday, at("2025-06-07T23:00Z"), 0)).toBe(false);
  });

  it("[PLAN31] hours that end when they begin are the whole day", () => {
    const sunday = { from: 0, to: 0, days: [0] };
    expect(withinHours(sunday, at("2025-06-08T00:00Z"), 0)).toBe(true);
    expect(withinHours(sunday, at("2025-06-08T23:59Z"), 0)).toBe(true);
    expect(withinHours(sunday, at("2025-06-09T00:00Z"), 0)).toBe(false);
    expect(withinHours(sunday, at("1969-12-28T12:00Z"), 0)).toBe(true);
  });
});
