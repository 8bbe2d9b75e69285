import { describe, expect, it } from "vitest";
import type { ConversationId, DeviceId, NodeName } from "../names.ts";
import type { Point } from "../points/point.ts";
import { alice, bob, context, deviceId, laptop, message, noon, phone, withBob } from "../testing/points.ts";
import type { PlanContext } from "./context.ts";
import { messageDatum, type Datum } from "./datum.ts";
import { plan, type PlanEntry } from "./plan.ts";

const second = 1000;
const minute = 60 * second;
const idle = (ago: number): Partial<Point> => ({ activity: "idle", lastActiveAt: noon - ago });
const tablet = (changes: Partial<Point> = {}): Point =>
  phone({ device: deviceId("tablet"), label: "Tablet", lastActiveAt: noon - 2 * 60 * minute, ...changes });

function planned(
  points: readonly Point[],
  datum: Datum = message(),
  changes: Partial<PlanContext> = {},
): readonly PlanEntry[] {
  return plan(datum, points, context(changes), noon);
}

/** `laptop alert, phone withhold` and so on. */
function summary(entries: readonly PlanEntry[]): string {
  return entries
    .map((entry) => `${entry.point} ${entry.how}${entry.later ? ` +${entry.later.after / 1000}` : ""}`)
    .join(", ");
}

const desk = (changes: Partial<Point> = {}): Point =>
  laptop({ device: deviceId("desk"), label: "Desk", ...changes });

describe("attention", () => {
  it("[PLAN6] a message reaches every connected point", () => {
    const entries = planned([
      laptop(),
      desk(idle(minute)),
      desk({ device: deviceId("old"), heardAt: noon - 90 * second }),
    ]);
    expect(summary(entries)).toBe("laptop alert, desk silent, old silent");
  });

  it("[PLAN8] the point in use that was touched last is alerted", () => {
    const entries = planned([desk({ lastActiveAt: noon - 20 * second }), laptop()]);
    expect(summary(entries)).toBe("desk silent, laptop alert");
    expect(entries[1]?.reason).toMatchObject({ code: "in-use", at: noon - 4 * second });
  });

  it("[PLAN9] the point replied from is alerted while it is in use, for five minutes", () => {
    const points = [laptop(), desk({ lastActiveAt: noon - 30 * second })];
    const reply = (ago: number): Partial<PlanContext> => ({
      repliedFrom: { device: deviceId("desk"), at: noon - ago },
    });
    expect(summary(planned(points, message(), reply(4 * minute)))).toBe("laptop silent, desk alert");
    expect(summary(planned(points, message(), reply(5 * minute)))).toBe("laptop alert, desk silent");
    const left = [laptop(), desk({ lastActiveAt: noon - minute })];
    expect(summary(planned(left, message(), reply(2 * minute)))).toBe("laptop alert, desk silent");
  });

  it("[PLAN10] going on in the conversation elsewhere ends the binding", () => {
    const points = [laptop({ open: withBob }), desk({ lastActiveAt: noon - 30 * second })];
    const repliedFrom = { device: deviceId("desk"), at: noon - 30 * second };
    expect(summary(planned(points, message(), { repliedFrom }))).toBe("laptop show, desk silent");
  });

  it("[PLAN11] where the conversation is in front of the person it is shown without a sound", () => {
    const [entry, sleeper] = planned([laptop({ open: withBob }), phone()]);
    expect(entry).toMatchObject({ how: "show", reason: { code: "in-front", row: "message/in-front" } });
    expect(sleeper).toMatchObject({ how: "withhold", later: { after: 15 * second, how: "push" } });
    const left = planned([laptop({ open: withBob, ...idle(2 * minute) })]);
    expect(summary(left)).toBe("laptop alert");
  });

  it("[PLAN12] a point left a moment ago is alerted and sleepers wait", () => {
    const entries = planned([laptop(idle(4 * minute)), desk(idle(10 * minute)), phone()]);
    expect(summary(entries)).toBe("laptop alert, desk silent, phone withhold +15");
    expect(entries[0]?.reason.code).toBe("used-last");
  });

  it("[PLAN13] with nobody near the sleeper touched last is pushed at once", () => {
    const entries = planned([tablet(), phone()]);
    expect(summary(entries)).toBe("tablet withhold +15, phone push");
    expect(entries[1]?.reason.code).toBe("nobody-active");
    expect(entries[0]?.reason).toMatchObject({ code: "pushed-elsewhere", point: "phone" });
  });

  it("[PLAN14] sleepers take turns, 15 s apart, unless the person reads", () => {
    const entries = planned([tablet(), laptop(), phone()]);
    expect(summary(entries)).toBe("tablet withhold +30, laptop alert, phone withhold +15");
    expect(entries[2]?.later).toStrictEqual({ after: 15 * second, how: "push", unless: "read" });
  });

  it("[PLAN14] a connected phone nobody holds has its turn after the sleepers", () => {
    const inHand = phone({ node: "one" as NodeName, heardAt: noon, ...idle(2 * minute) });
    const entries = planned([laptop(), inHand, tablet()]);
    expect(summary(entries)).toBe("laptop alert, phone silent +30, tablet withhold +15");
    expect(entries[1]?.later?.how).toBe("alert");
  });

  it("[PLAN15] own messages are shown on the other points and alert nobody", () => {
    const own = message({ by: alice, device: deviceId("laptop") });
    const entries = planned([laptop(), desk(idle(minute)), phone()], own);
    expect(summary(entries)).toBe("laptop show, desk show, phone withhold");
    expect(entries.map(({ reason }) => reason.code)).toStrictEqual(["made-here", "own", "own"]);
  });

  it("[PLAN16] what is read or deleted is never pushed, not even by a rule", () => {
    const always = { ...context().settings, rules: [{ id: "r1", data: "alerts", how: "always" } as const] };
    const read = planned([laptop(), phone()], message(), { readUpTo: 7, settings: always });
    expect(summary(read)).toBe("laptop silent, phone withhold");
    expect(read[1]?.reason.code).toBe("already-read");
    const deleted = planned([laptop(), phone()], message({ deleted: true }), { settings: always });
    expect(summary(deleted)).toBe("laptop silent, phone withhold");
    expect(deleted[0]?.reason.code).toBe("deleted");
  });

  it("[PLAN17] missed calls and file offers draw attention in the same way", () => {
    const missed: Datum = { type: "alert", subject: "missed-call", conversation: undefined, offset: 3 };
    expect(summary(planned([laptop(), phone()], missed))).toBe("laptop alert, phone withhold +15");
    const entries = planned([laptop(), phone()], offer());
    expect(summary(entries)).toBe("laptop alert, phone withhold +15");
    expect(entries[1]?.later?.unless).toBe("answered");
  });
});

function offer(changes: Partial<Extract<Datum, { type: "file-offer" }>> = {}): Datum {
  return {
    type: "file-offer",
    conversation: withBob,
    offset: 9,
    by: bob,
    device: deviceId("bobs-laptop"),
    content: "file",
    size: 1_000_000,
    stored: true,
    claim: { name: "open" },
    ...changes,
  };
}

describe("hard cases", () => {
  it("[PLAN18] the phone does not buzz while the person is active on the computer", () => {
    const [atComputer, inPocket] = planned([laptop(), phone()]);
    expect(atComputer?.how).toBe("alert");
    expect(inPocket).toMatchObject({
      how: "withhold",
      reason: { code: "active-elsewhere", point: "laptop", at: noon - 4 * second, row: "message/waiting" },
      later: { after: 15 * second, how: "push", unless: "read" },
    });
  });

  it("[PLAN18] a phone that sleeps with its connection open stays silent too", () => {
    const entries = planned([laptop(), phone({ node: "one" as NodeName, heardAt: noon })]);
    expect(summary(entries)).toBe("laptop alert, phone silent +15");
  });

  it("[PLAN19] an idle desktop does not eat the push", () => {
    const entries = planned([desk(idle(5 * minute)), phone()]);
    expect(summary(entries)).toBe("desk silent +15, phone push");
    expect(entries[0]?.later?.how).toBe("alert");
  });

  it("[PLAN20] a closed lid delays the push at most 15 s", () => {
    const closed = (ago: number): Point => laptop({ lastActiveAt: noon - ago - second, heardAt: noon - ago });
    expect(summary(planned([closed(10 * second), phone()]))).toBe("laptop alert, phone withhold +15");
    expect(summary(planned([closed(70 * second), phone()]))).toBe("laptop alert, phone withhold +15");
    expect(summary(planned([closed(75 * second), phone()]))).toBe("laptop silent, phone push");
  });

  it("[PLAN21] a half-open connection is not in use, and is pushed to if it can be", () => {
    const dead = { heardAt: noon - 80 * second, lastActiveAt: noon - second };
    const entries = planned([laptop(dead), desk(idle(minute))]);
    expect(summary(entries)).toBe("laptop silent, desk alert");
    expect(summary(planned([laptop({ ...dead, pushable: true })]))).toBe("laptop push");
    const alone = planned([laptop(dead)]);
    expect(alone[0]).toMatchObject({
      how: "silent",
      reason: { code: "half-open", heardAt: noon - 80 * second },
    });
  });

  it("[PLAN22] of several windows of one device one is alerted", () => {
    const entries = planned([
      laptop({ lastActiveAt: noon - 9 * second }),
      laptop(),
      laptop({ heardAt: noon - 90 * second }),
    ]);
    expect(summary(entries)).toBe("laptop silent, laptop alert, laptop silent");
    expect(entries[0]?.reason.code).toBe("same-device");
    const woken = planned([phone(), phone({ node: "one" as NodeName, heardAt: noon, ...idle(minute) })]);
    expect(summary(woken)).toBe("phone withhold, phone alert");
  });

  it("[PLAN23] a wrong clock gains nothing", () => {
    const ahead = desk({ lastActiveAt: noon + 60 * minute, heardAt: noon - 70 * second });
    expect(summary(planned([ahead, laptop()]))).toBe("desk silent, laptop alert");
    const late = planned([desk({ lastActiveAt: noon + 60 * minute, heardAt: noon + 60 * minute })]);
    expect(late[0]?.reason).toMatchObject({ code: "in-use", at: noon });
  });

  it("[PLAN24] a script is never alerted", () => {
    const script = laptop({ device: deviceId("script"), kind: "script" });
    expect(summary(planned([script, desk(idle(9 * minute))]))).toBe("script silent, desk alert");
    expect(planned([script])[0]).toMatchObject({ how: "silent", reason: { code: "no-person" } });
  });

  it("[PLAN25] a lone idle point is alerted rather than nobody", () => {
    expect(summary(planned([laptop(idle(60 * minute))]))).toBe("laptop alert");
    const asleep = laptop({ activity: "asleep", lastActiveAt: noon - 60 * minute });
    expect(summary(planned([asleep]))).toBe("laptop alert");
    expect(summary(planned([asleep, desk(idle(90 * minute))]))).toBe("laptop silent, desk alert");
  });
});

describe("capabilities", () => {
  const plain: Partial<Point> = { capabilities: ["text"] };

  it("[PLAN32] what cannot be shown comes as it can", () => {
    const as = (point: Point, datum: Datum): string | undefined => planned([point], datum)[0]?.as;
    expect(as(laptop(plain), message({ rich: true }))).toBe("plain-text");
    expect(as(laptop(plain), message({ rich: true, carries: ["image"] }))).toBe("link");
    expect(as(laptop({ capabilities: ["text", "image"] }), message({ carries: ["image"] }))).toBeUndefined();
    expect(as(laptop({ capabilities: ["text", "image"] }), message({ carries: ["image", "file"] }))).toBe(
      "link",
    );
    expect(as(laptop(), message({ rich: true, carries: ["image", "video"] }))).toBeUndefined();
    expect(as(laptop(plain), offer())).toBe("link");
    expect(as(laptop({ capabilities: ["audio"] }), ringing({ media: "video" }))).toBe("audio-only");
  });

  it("[PLAN32] the datum of a message knows what it carries", () => {
    const file = { file: "f" as never, name: "a", size: 1 };
    const datum = messageDatum(
      withBob,
      3,
      {
        type: "message",
        by: bob,
        device: deviceId("bobs-laptop"),
        command: "c",
        text: "t",
        files: [
          { ...file, type: "image/png" },
          { ...file, type: "image/gif" },
          { ...file, type: "application/pdf" },
        ],
        deletedAt: noon,
      },
      true,
    );
    expect(datum).toMatchObject({
      offset: 3,
      rich: true,
      carries: ["image", "file"],
      mentions: [],
      deleted: true,
    });
  });

  it("[PLAN33] without the capability it needs a point gets nothing, and learns which", () => {
    const [mute] = planned([laptop({ capabilities: ["audio"] })]);
    expect(mute).toMatchObject({ how: "withhold", reason: { code: "incapable", needs: "text" } });
    const [deaf] = planned([laptop(plain)], ringing());
    expect(deaf).toMatchObject({ how: "withhold", reason: { code: "incapable", needs: "audio" } });
    const [noFile] = planned([laptop(plain)], offer({ stored: false }));
    expect(noFile).toMatchObject({ how: "withhold", reason: { code: "incapable", needs: "file" } });
  });
});

function ringing(changes: Partial<Extract<Datum, { type: "ring" }>> = {}): Datum {
  return {
    type: "ring",
    call: "c1",
    by: bob,
    device: deviceId("bobs-laptop"),
    media: "audio",
    state: { name: "ringing" },
    silencedOn: [],
    ...changes,
  };
}

describe("other data", () => {
  const here: DeviceId = deviceId("laptop");
  const all = [laptop(), desk(idle(minute)), phone()];

  it.each<Datum>([
    { type: "receipt", conversation: withBob, by: bob },
    { type: "read-mark", conversation: withBob, device: here },
    {
      type: "revision",
      conversation: withBob,
      of: 3,
      by: bob,
      device: deviceId("x"),
      change: "edited",
      rich: false,
      carries: [],
    },
    { type: "contact-change", contact: bob },
    { type: "conversation-change", conversation: withBob },
    { type: "account-change", change: "devices" },
  ])("[PLAN34] $type goes to all connected points alike", (datum) => {
    expect(summary(planned(all, datum))).toBe("laptop silent, desk silent, phone withhold");
  });

  it("[PLAN35] a draft is not shown where it is written", () => {
    const draft: Datum = { type: "draft", conversation: withBob, device: here };
    expect(summary(planned([laptop({ open: withBob }), desk({ open: withBob }), phone()], draft))).toBe(
      "laptop silent, desk show, phone withhold",
    );
  });

  it("[PLAN36] typing goes where the conversation is in front", () => {
    const typing: Datum = { type: "typing", conversation: withBob, by: bob, device: deviceId("x") };
    const points = [laptop({ open: withBob }), desk({ open: "g:other123" as ConversationId })];
    expect(summary(planned(points, typing))).toBe("laptop show, desk withhold");
    const own = planned(points, { ...typing, by: alice, device: here });
    expect(summary(own)).toBe("laptop withhold, desk withhold");
  });

  it("[PLAN37] the other points learn of one that changed", () => {
    expect(summary(planned(all, { type: "own-presence", device: here }))).toBe(
      "laptop withhold, desk silent, phone withhold",
    );
  });

  it("[PLAN38] presence of others is for those awake", () => {
    const asleep = desk({ activity: "asleep" });
    const entries = planned([laptop(), asleep, phone()], { type: "others-presence", of: bob });
    expect(summary(entries)).toBe("laptop show, desk withhold, phone withhold");
    expect(entries[1]?.reason.code).toBe("asleep");
  });

  it.each(["media", "signalling", "dtmf", "mute", "hold"] as const)(
    "[PLAN39] %s goes only to the device in the call",
    (signal) => {
      const entries = planned(all, { type: "call-signal", call: "c1", signal, device: here });
      expect(summary(entries)).toBe("laptop show, desk withhold, phone withhold");
      expect(entries[1]?.reason).toMatchObject({ code: "not-addressed", point: "laptop" });
    },
  );

  it("[PLAN40] session control goes exactly to the addressed device", () => {
    const out: Datum = { type: "session-control", control: "sign-out", device: here };
    expect(summary(planned([laptop(), laptop(), desk()], out))).toBe(
      "laptop show, laptop show, desk withhold",
    );
    const sweep: Datum = { type: "session-control", control: "sweep", device: deviceId("desk") };
    expect(summary(planned([laptop(), desk()], sweep))).toBe("laptop withhold, desk show");
  });

  it("[PLAN41] bytes go to the device that accepted, the others are told", () => {
    expect(summary(planned(all, { type: "file-bytes", claimedBy: here }))).toBe(
      "laptop show, desk withhold, phone withhold",
    );
    const accepted = planned(all, offer({ claim: { name: "accepted", device: here } }));
    expect(summary(accepted)).toBe("laptop silent, desk silent, phone withhold");
    expect(accepted[1]?.reason).toMatchObject({ code: "claimed", point: "laptop" });
    const declined = planned(all, offer({ claim: { name: "declined", device: here } }));
    expect(summary(declined)).toBe("laptop withhold, desk withhold, phone withhold");
  });
});

describe("rings", () => {
  it("[PLAN42] a call rings all that can take it and wakes sleepers", () => {
    expect(summary(planned([laptop(), desk(idle(minute)), phone()], ringing()))).toBe(
      "laptop ring, desk ring, phone push",
    );
    const own = planned([laptop(), desk()], ringing({ by: alice, device: deviceId("laptop") }));
    expect(summary(own)).toBe("laptop show, desk show");
    const dead = planned([laptop({ heardAt: noon - 80 * second })], ringing());
    expect(dead[0]).toMatchObject({ how: "ring", reason: { code: "half-open" } });
  });

  it("[PLAN43] a call that is settled wakes nobody, whatever the rules say", () => {
    const settings = { ...context().settings, rules: [{ id: "r1", data: "rings", how: "always" } as const] };
    const after = (state: Extract<Datum, { type: "ring" }>["state"]): readonly PlanEntry[] =>
      planned([laptop(), phone()], ringing({ state }), { settings });
    expect(summary(after({ name: "answered", device: deviceId("laptop") }))).toBe(
      "laptop show, phone withhold",
    );
    expect(after({ name: "answered", device: deviceId("laptop") })[1]?.reason).toMatchObject({
      code: "answered",
      point: "laptop",
    });
    expect(summary(after({ name: "declined", device: deviceId("phone") }))).toBe(
      "laptop withhold, phone withhold",
    );
    expect(after({ name: "over" })[0]?.reason.code).toBe("call-over");
  });

  it("[PLAN44] the late point rings while the call does", () => {
    expect(summary(planned([desk(idle(minute))], ringing()))).toBe("desk ring");
    expect(summary(planned([desk()], ringing({ state: { name: "over" } })))).toBe("desk withhold");
  });

  it("[PLAN45] silenced here, it rings on elsewhere", () => {
    const entries = planned([laptop(), desk()], ringing({ silencedOn: [deviceId("desk")] }));
    expect(summary(entries)).toBe("laptop ring, desk silent");
  });

  it("[PLAN46] a point in a call is alerted of a second one", () => {
    const entries = planned([laptop({ inCall: true }), desk()], ringing());
    expect(summary(entries)).toBe("laptop alert, desk ring");
    expect(entries[0]?.reason.code).toBe("in-call-here");
  });
});
