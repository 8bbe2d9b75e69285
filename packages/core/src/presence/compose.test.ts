import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodeName, Time } from "../names.ts";
import { defaultSettings, type Settings, type Status } from "../people/settings.ts";
import { activities, capabilities, type Point } from "../points/point.ts";
import { alice, bob, deviceId, laptop, noon, phone } from "../testing/points.ts";
import { compose, mayWatch, nextChange, samePresence, watchRefusal } from "./compose.ts";
import type { Presence } from "./presence.ts";

const second = 1000;
const minute = 60 * second;
const auto: Status = { state: "auto" };

function at(points: readonly Point[], status: Status = auto, time: Time = noon): Presence {
  return compose(points, status, defaultSettings, time);
}

const desk = (changes: Partial<Point>): Point => laptop({ device: deviceId("desk"), ...changes });

describe("compose", () => {
  it("[PRES1] an idle point makes nobody idle who is active elsewhere", () => {
    expect(at([laptop(), desk({ activity: "idle" }), phone()]).state).toBe("available");
    expect(at([desk({ activity: "asleep" }), laptop()]).state).toBe("available");
  });

  it("[PRES2] without an active point somebody is away", () => {
    expect(at([laptop({ activity: "idle" })]).state).toBe("away");
    expect(at([laptop({ activity: "asleep" })]).state).toBe("away");
    expect(at([laptop({ lastActiveAt: noon - 5 * minute + 1 })]).state).toBe("available");
    expect(at([laptop({ lastActiveAt: noon - 5 * minute })]).state).toBe("away");
  });

  it("[PRES3] a dead connection leaves nobody online", () => {
    const dead = laptop({ heardAt: noon - 75 * second });
    expect(at([dead]).state).toBe("offline");
    expect(at([dead], { state: "available" }).state).toBe("offline");
    expect(at([laptop({ heardAt: noon - 74 * second, inCall: true })]).state).toBe("in-call");
    expect(at([laptop({ heardAt: noon - 75 * second, inCall: true })]).state).toBe("offline");
  });

  it("[PRES4] a reload is not seen", () => {
    const gone = (ago: number): Point =>
      laptop({ node: undefined, heardAt: noon - ago, lastActiveAt: noon - ago });
    expect(at([gone(9 * second)]).state).toBe("available");
    expect(at([gone(10 * second)]).state).toBe("offline");
    expect(at([phone()]).state).toBe("offline");
  });

  it("[PRES5] an explicit setting wins until its end", () => {
    const busy: Status = { state: "busy", note: "writing", until: noon + minute };
    expect(at([laptop()], busy)).toMatchObject({ state: "busy", note: "writing", until: noon + minute });
    expect(at([laptop()], busy, noon + minute)).toStrictEqual(at([laptop()], auto, noon + minute));
    expect(at([laptop({ activity: "idle" })], { state: "available" }).state).toBe("available");
    expect(at([laptop()], { state: "away" }).state).toBe("away");
  });

  it("[PRES6] the order of states", () => {
    const calling = [laptop({ inCall: true })];
    expect(at(calling, { state: "do-not-disturb" }).state).toBe("do-not-disturb");
    expect(at(calling, { state: "busy" }).state).toBe("in-call");
    expect(at(calling, { state: "available" }).state).toBe("in-call");
    expect(at(calling).state).toBe("in-call");
    expect(at([], { state: "do-not-disturb" }).state).toBe("offline");
  });

  it("[PRES7] the invisible show nothing", () => {
    const hidden: Status = { state: "invisible", note: "n", until: noon + minute };
    expect(at([laptop({ inCall: true }), phone()], hidden)).toStrictEqual({ state: "offline", can: [] });
  });

  it("[PRES8] abilities are the union over points that can be reached", () => {
    const audio = laptop({ capabilities: ["audio"] });
    expect(at([audio, desk({ capabilities: ["video", "text"] })]).can).toStrictEqual([
      "text",
      "audio",
      "video",
    ]);
    expect(at([phone({ capabilities: ["audio", "push"] })])).toMatchObject({
      state: "offline",
      can: ["audio"],
    });
    expect(at([laptop({ heardAt: noon - 80 * second })]).can).toStrictEqual([]);
  });

  it("[PRES9] last activity is told only when shown and when nobody is active", () => {
    const idle = [laptop({ activity: "idle", lastActiveAt: noon - 9 * minute }), phone()];
    expect(at(idle).lastActiveAt).toBe(noon - 9 * minute);
    expect(at([laptop(), phone()])).not.toHaveProperty("lastActiveAt");
    const discreet: Settings = { ...defaultSettings, lastActiveShown: false };
    expect(compose(idle, auto, discreet, noon)).not.toHaveProperty("lastActiveAt");
    expect(at([])).toStrictEqual({ state: "offline", can: [] });
  });

  it("[PRES15] a wrong clock leaves nobody active", () => {
    const ahead = laptop({ lastActiveAt: noon + 90 * minute, heardAt: noon - 60 * second });
    expect(at([ahead], auto, noon + 14 * second).state).toBe("available");
    expect(at([{ ...ahead, heardAt: noon - 6 * minute }]).state).toBe("offline");
  });

  it("[PRES13] only what watchers can see differently is a change", () => {
    const away: Presence = { state: "away", can: ["text"] };
    expect(samePresence(away, { ...away, lastActiveAt: 5 })).toBe(true);
    expect(samePresence(away, { ...away, state: "offline" })).toBe(false);
    expect(samePresence(away, { ...away, note: "n" })).toBe(false);
    expect(samePresence(away, { ...away, until: 5 })).toBe(false);
    expect(samePresence(away, { ...away, can: ["audio"] })).toBe(false);
    expect(samePresence(away, { ...away, can: [] })).toBe(false);
  });

  it("[PRES12] names the time of the next change", () => {
    expect(nextChange([laptop()], auto, noon)).toBe(noon - 1000 + 75 * second);
    const heard = laptop({ heardAt: noon + 5 * minute, lastActiveAt: noon });
    expect(nextChange([heard], auto, noon)).toBe(noon + 5 * minute);
    expect(nextChange([], { state: "busy", until: noon + 1 }, noon)).toBe(noon + 1);
    expect(nextChange([phone()], auto, noon)).toBeUndefined();
    expect(nextChange([laptop()], { state: "invisible" }, noon)).toBeUndefined();
  });
});

describe("watching", () => {
  const mutual = { state: "mutual", blocked: false } as const;

  it("[PRES14] is the person's choice", () => {
    expect(mayWatch(bob, defaultSettings, mutual)).toBe(true);
    expect(watchRefusal(bob, defaultSettings, { ...mutual, state: "asked" })).toBe("not-a-contact");
    expect(watchRefusal(bob, defaultSettings, undefined)).toBe("not-a-contact");
    expect(mayWatch(bob, { ...defaultSettings, watchers: "everyone" }, undefined)).toBe(true);
    expect(watchRefusal(bob, { ...defaultSettings, watchers: "nobody" }, mutual)).toBe("nobody-may");
    const open: Settings = { ...defaultSettings, watchers: "everyone", hiddenFrom: [bob] };
    expect(watchRefusal(bob, open, mutual)).toBe("hidden-from");
    const some: Settings = { ...defaultSettings, watchers: "chosen", shownTo: [bob] };
    expect(mayWatch(bob, some, undefined)).toBe(true);
    expect(watchRefusal(alice, some, mutual)).toBe("not-chosen");
    expect(watchRefusal(bob, { ...some, hiddenFrom: [bob] }, mutual)).toBe("hidden-from");
    expect(watchRefusal(bob, { ...some, shownTo: [] }, mutual)).toBe("not-chosen");
    expect(mayWatch(alice, open, { ...mutual, blocked: true })).toBe(false);
  });
});

const when = fc.integer({ min: -8 * minute, max: 0 }).map((offset) => noon + offset);
const point: fc.Arbitrary<Point> = fc
  .record({
    node: fc.constantFrom(undefined, "one" as NodeName),
    activity: fc.constantFrom(...activities),
    lastActiveAt: when,
    heardAt: when,
    capabilities: fc.subarray([...capabilities]),
    inCall: fc.boolean(),
    pushable: fc.boolean(),
  })
  .map((changes) => laptop(changes));
const points = fc.array(point, { maxLength: 4 });
const status: fc.Arbitrary<Status> = fc
  .record({
    state: fc.constantFrom<Status["state"]>(
      "auto",
      "available",
      "away",
      "busy",
      "do-not-disturb",
      "invisible",
    ),
    until: fc.option(fc.integer({ min: 1, max: 9 * minute }), { nil: undefined }),
  })
  .map(({ state, until }) => (until === undefined ? { state } : { state, until: noon + until }));

describe("for any points and settings", () => {
  it("[PRES10] order does not matter and reading twice gives the same", () => {
    fc.assert(
      fc.property(points, status, (all, own) => {
        expect(at(all.toReversed(), own)).toStrictEqual(at(all, own));
        expect(at(all, own)).toStrictEqual(at(all, own));
      }),
    );
  });

  it("[PRES1] one more active point never makes a person less available", () => {
    fc.assert(
      fc.property(points, (all) => {
        const state = at([...all, laptop()]).state;
        expect(state).toMatch(/^(?:available|in-call)$/);
      }),
    );
  });

  it("[PRES11] as time passes a person only goes", () => {
    const order = ["offline", "away", "available"];
    const later = fc.integer({ min: 0, max: 10 * minute });
    fc.assert(
      fc.property(points, later, (all, passed) => {
        const quiet = all.map((one) => ({ ...one, inCall: false }));
        const before = order.indexOf(at(quiet).state);
        const after = at(quiet, auto, noon + passed);
        expect(order.indexOf(after.state)).toBeLessThanOrEqual(before);
        expect(at(quiet).can).toEqual(expect.arrayContaining([...after.can]));
      }),
    );
  });

  it("[PRES12] the composite stays the same until the next change and differs then", () => {
    fc.assert(
      fc.property(
        points,
        status,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (all, own, part) => {
          const now = at(all, own);
          const next = nextChange(all, own, noon);
          const end = next ?? noon + 20 * minute;
          const between = noon + Math.floor((end - noon) * part);
          expect(samePresence(now, at(all, own, between))).toBe(true);
          if (next !== undefined) expect(samePresence(now, at(all, own, next))).toBe(false);
        },
      ),
    );
  });

  it("[PRES3] whoever is not offline was heard of within 75 s", () => {
    fc.assert(
      fc.property(points, status, (all, own) => {
        const heard = all.some((one) => noon - one.heardAt < 75 * second);
        expect(at(all, own).state === "offline" || heard).toBe(true);
      }),
    );
  });
});
