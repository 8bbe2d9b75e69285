import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodeName, Time } from "../names.ts";
import type { DeliveryRule, Settings } from "../people/settings.ts";
import { activities, capabilities, deviceKinds, type Point } from "../points/point.ts";
import { reachOf } from "../points/reach.ts";
import { alice, bob, context, deviceId, laptop, message, noon, withBob } from "../testing/points.ts";
import type { PlanContext } from "./context.ts";
import type { Content, Datum } from "./datum.ts";
import { explain } from "./explain.ts";
import { plan, type PlanEntry } from "./plan.ts";
import { table } from "./table.ts";

const device = fc.constantFrom("laptop", "desk", "phone", "tablet").map(deviceId);
const when: fc.Arbitrary<Time> = fc
  .oneof(fc.integer({ min: -120_000, max: 5_000 }), fc.integer({ min: -7_200_000, max: 0 }))
  .map((offset) => noon + offset);

const point: fc.Arbitrary<Point> = fc
  .record({
    device,
    kind: fc.constantFrom(...deviceKinds),
    node: fc.constantFrom(undefined, "one" as NodeName),
    capabilities: fc.subarray([...capabilities]),
    activity: fc.constantFrom(...activities),
    lastActiveAt: when,
    heardAt: when,
    open: fc.constantFrom(undefined, withBob),
    inCall: fc.boolean(),
    pushable: fc.boolean(),
  })
  .map((changes) => laptop(changes));
const points = fc.array(point, { maxLength: 6 });

const rule: fc.Arbitrary<DeliveryRule> = fc
  .record({
    data: fc.constantFrom("messages", "alerts", "rings"),
    how: fc.constantFrom("never", "silent", "always"),
    device: fc.option(device, { nil: undefined }),
  })
  .map(({ device: of, ...rest }) => ({ id: "r", ...rest, ...(of === undefined ? {} : { device: of }) }));

function contexts(rules: fc.Arbitrary<readonly DeliveryRule[]>): fc.Arbitrary<PlanContext> {
  return fc
    .record({
      rules,
      state: fc.constantFrom("auto", "busy", "do-not-disturb", "invisible"),
      quiet: fc.boolean(),
      alerts: fc.constantFrom("all", "mentions", "none"),
      replied: fc.option(fc.record({ device, at: when }), { nil: undefined }),
      readUpTo: fc.constantFrom(0, 7),
    })
    .map(({ rules: own, state, quiet, alerts, replied, readUpTo }) => {
      const quietHours = { from: 0, to: 0, days: [] };
      const settings: Settings = { ...context().settings, rules: own, ...(quiet ? { quietHours } : {}) };
      return context({ settings, status: { state }, kept: { alerts }, repliedFrom: replied, readUpTo });
    });
}
const anyContext = contexts(fc.array(rule, { maxLength: 3 }));
const ruleless = contexts(fc.constant([]));

const by = fc.constantFrom(alice, bob);
const content = fc.constantFrom<Content>("image", "audio", "video", "file");
const common = { conversation: fc.constant(withBob), by, device };
const parts = { rich: fc.boolean(), carries: fc.subarray<Content>(["image", "file"]) };
const type = <T extends Datum["type"]>(name: T): fc.Arbitrary<T> => fc.constant(name);
const messages = fc.record({
  ...common,
  ...parts,
  type: type("message"),
  offset: fc.constant(7),
  mentions: fc.subarray([alice]),
  deleted: fc.boolean(),
});
const others: { readonly [T in Datum["type"]]: fc.Arbitrary<Extract<Datum, { type: T }>> } = {
  message: messages,
  revision: fc.record({
    ...common,
    ...parts,
    type: type("revision"),
    of: fc.constant(3),
    change: fc.constantFrom("edited", "deleted", "reacted"),
  }),
  alert: fc.record({
    type: type("alert"),
    subject: fc.constant("missed-call" as const),
    conversation: fc.constantFrom(undefined, withBob),
    offset: fc.constant(7),
  }),
  receipt: fc.record({ ...common, type: type("receipt") }),
  typing: fc.record({ ...common, type: type("typing") }),
  "read-mark": fc.record({ ...common, type: type("read-mark") }),
  draft: fc.record({ ...common, type: type("draft") }),
  "own-presence": fc.record({ type: type("own-presence"), device }),
  "others-presence": fc.record({ type: type("others-presence"), of: by }),
  ring: fc.record({
    type: type("ring"),
    call: fc.constant("c1"),
    by,
    device,
    media: fc.constantFrom("audio", "video"),
    state: fc.oneof(
      fc.constant({ name: "ringing" } as const),
      device.map((of) => ({ name: "answered", device: of }) as const),
      fc.constant({ name: "over" } as const),
    ),
    silencedOn: fc.array(device, { maxLength: 1 }),
  }),
  "call-signal": fc.record({
    type: type("call-signal"),
    call: fc.constant("c1"),
    signal: fc.constantFrom("media", "dtmf"),
    device,
  }),
  "file-offer": fc.record({
    ...common,
    type: type("file-offer"),
    offset: fc.constant(7),
    content,
    size: fc.nat(),
    stored: fc.boolean(),
    claim: fc.oneof(
      fc.constant({ name: "open" } as const),
      device.map((of) => ({ name: "accepted", device: of }) as const),
    ),
  }),
  "file-bytes": fc.record({ type: type("file-bytes"), claimedBy: device }),
  "contact-change": fc.record({ type: type("contact-change"), contact: by }),
  "conversation-change": fc.record({ ...common, type: type("conversation-change") }),
  "account-change": fc.record({ type: type("account-change"), change: fc.constant("settings" as const) }),
  "session-control": fc.record({
    type: type("session-control"),
    control: fc.constantFrom("sign-out", "sweep"),
    device,
  }),
};
const datum: fc.Arbitrary<Datum> = fc.oneof(...Object.values(others));

const loud = (entry: PlanEntry): boolean => ["alert", "push", "ring"].includes(entry.how);
const ruled = (entry: PlanEntry): boolean => entry.reason.code === "rule";

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(deepFrozen);
    Object.freeze(value);
  }
  return value;
}

describe("for any points, settings and data", () => {
  it("[PLAN1] every point has exactly one entry, in order", () => {
    fc.assert(
      fc.property(datum, points, anyContext, (of, all, who) => {
        expect(plan(of, all, who, noon).map((entry) => entry.point)).toStrictEqual(
          all.map((one) => one.device),
        );
      }),
    );
  });

  it("[PLAN2] the same facts give the same plan and are left as they are", () => {
    fc.assert(
      fc.property(datum, points, anyContext, (of, all, who) => {
        const first = plan(deepFrozen(of), deepFrozen(all), deepFrozen(who), noon);
        expect(plan(of, all, who, noon)).toStrictEqual(first);
      }),
    );
  });

  it("[PLAN2] the order of the points does not matter when each is another device", () => {
    const distinct = fc.uniqueArray(point, { selector: (one) => one.device, maxLength: 4 });
    fc.assert(
      fc.property(datum, distinct, ruleless, (of, all, who) => {
        const reversed = plan(of, all.toReversed(), who, noon);
        expect(reversed.toReversed()).toStrictEqual(plan(of, all, who, noon));
      }),
    );
  });

  it("[PLAN3] the last row of every type holds for everything", () => {
    for (const rows of Object.values(table)) {
      const last = rows.at(-1);
      expect(last?.when({} as never)).toBe(true);
      expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
    }
  });

  it("[PLAN4] a plan survives JSON and every entry is explained", () => {
    fc.assert(
      fc.property(datum, points, anyContext, (of, all, who) => {
        for (const entry of plan(of, all, who, noon)) {
          expect(JSON.parse(JSON.stringify(entry))).toStrictEqual(entry);
          expect(explain(entry, new Map(), noon)).toMatch(/^[a-z ]+: [^:]+$/);
        }
      }),
    );
  });

  it("[PLAN7] at most one point makes a sound for a message, but for the person's rules", () => {
    const calling = fc.oneof(messages, others.alert, others["file-offer"]);
    fc.assert(
      fc.property(calling, points, anyContext, (of, all, who) => {
        const heard = plan(of, all, who, noon).filter((entry) => loud(entry) && !ruled(entry));
        expect(heard.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("[PLAN7] those who wait never try at the same moment", () => {
    fc.assert(
      fc.property(messages, points, ruleless, (of, all, who) => {
        const turns = plan(of, all, who, noon).flatMap((entry) => (entry.later ? [entry.later.after] : []));
        expect(new Set(turns).size).toBe(turns.length);
      }),
    );
  });

  it("[PLAN26] nothing is loud under do not disturb and in quiet hours, but by rule", () => {
    fc.assert(
      fc.property(datum, points, anyContext, (of, all, who) => {
        const disturbed = { ...who, status: { state: "do-not-disturb" } as const };
        const entries = plan(of, all, disturbed, noon).filter((entry) => loud(entry) || entry.later);
        expect(entries.every((entry) => ruled(entry) || entry.reason.code === "in-call-here")).toBe(true);
      }),
    );
  });

  it("[PLAN6] [PLAN30] a message is never withheld from every capable connected point", () => {
    fc.assert(
      fc.property(messages, points, anyContext, (of, all, who) => {
        const entries = plan(of, all, who, noon);
        const reachable = all.map(
          (one) => one.capabilities.includes("text") && reachOf(one, noon) !== "away",
        );
        const got = entries.some((entry, index) => reachable[index] && entry.how !== "withhold");
        expect(got).toBe(reachable.includes(true));
      }),
    );
  });

  it("[PLAN6] without rules a message is withheld from no capable connected point", () => {
    fc.assert(
      fc.property(messages, points, ruleless, (of, all, who) => {
        plan(of, all, who, noon).forEach((entry, index) => {
          const one = all[index] as Point;
          const reachable = one.capabilities.includes("text") && reachOf(one, noon) !== "away";
          if (reachable) expect(entry.how).not.toBe("withhold");
        });
      }),
    );
  });

  it("[PLAN16] what was read or deleted is silent everywhere", () => {
    fc.assert(
      fc.property(messages, points, anyContext, (of, all, who) => {
        const entries = plan({ ...of, deleted: true }, all, who, noon);
        expect(entries.some((entry) => loud(entry) || entry.later !== undefined)).toBe(false);
      }),
    );
  });

  it("[PLAN43] a settled ring is loud nowhere", () => {
    fc.assert(
      fc.property(others.ring, points, anyContext, (of, all, who) => {
        const entries = plan({ ...of, state: { name: "over" } }, all, who, noon);
        expect(entries.some(loud)).toBe(false);
      }),
    );
  });

  it("[PLAN13] somebody is told of a message that is not hushed, if anybody can be", () => {
    fc.assert(
      fc.property(fc.uniqueArray(point, { selector: (one) => one.device }), (all) => {
        const can = all.some(
          (one) =>
            one.capabilities.includes("text") &&
            one.kind !== "script" &&
            (one.pushable || reachOf(one, noon) === "live"),
        );
        const entries = plan(message(), all, context(), noon);
        const told = entries.some((entry) => loud(entry) || entry.how === "show");
        expect(told).toBe(can);
      }),
    );
  });
});
