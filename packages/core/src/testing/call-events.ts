import type { CallEvent, CallFacts, CallState } from "../call/state.ts";
import type { PlanEntry } from "../delivery/plan.ts";
import type { AccountName, DeviceId, Time } from "../names.ts";
import { alice, bob, bobsLaptop, deviceId, noon, withBob } from "./points.ts";

/** Builders for tests of calls, and all that may happen to one: bob calls alice, who has a laptop, a phone and a tablet. */
export const callFacts: CallFacts = {
  call: "call1",
  conversation: withBob,
  caller: { account: bob, point: bobsLaptop },
  callee: alice,
  media: "audio",
  placedAt: noon,
};

export const bobsPhone: DeviceId = deviceId("bobs-phone");
export const caller = callFacts.caller;
export const laptop = deviceId("laptop");
export const phone = deviceId("phone");
export const tablet = deviceId("tablet");

export function callee(point: DeviceId): { readonly account: AccountName; readonly point: DeviceId } {
  return { account: alice, point };
}

/** An entry of a ring plan. */
export function ringEntry(point: DeviceId, how: PlanEntry["how"] = "ring"): PlanEntry {
  return { point, how, reason: { code: "call-comes", row: "ring/ring" } };
}

export const hushedEntry = (point: DeviceId): PlanEntry => ({
  point,
  how: "silent",
  reason: { code: "do-not-disturb", row: "ring/hushed" },
});

export function placed(
  entries: readonly PlanEntry[],
  at: Time = noon,
): Extract<CallEvent, { type: "placed" }> {
  return { type: "placed", at, facts: callFacts, offer: "offer", entries };
}

/** All that may happen in a state; an event's `at` is counted from when the state was reached. */
export function possibleCallEvents(state: CallState): readonly CallEvent[] {
  const at = 1_000;
  if (state.name === "idle")
    return [
      placed([ringEntry(laptop), ringEntry(phone, "push")], at),
      placed([hushedEntry(laptop)], at),
      placed([], at),
    ];
  const parties = [caller, callee(laptop), callee(phone), { account: bob, point: bobsPhone }];
  const kinds = ["declined", "silenced", "hung-up", "media-flows", "held", "resumed"] as const;
  const epoch = state.name === "connected" || state.name === "held" ? Math.min(state.epoch + 1, 3) : 2;
  return [
    placed([ringEntry(tablet)], at),
    { type: "restarted", at },
    { type: "point-came", at, entry: ringEntry(phone) },
    { type: "point-came", at, entry: ringEntry(phone, "withhold") },
    { type: "moved", at, from: callee(laptop), to: phone, epoch },
    { type: "moved", at, from: callee(phone), to: laptop, epoch },
    { type: "moved", at, from: caller, to: bobsPhone, epoch: 1 },
    { type: "voice-message-left", at, by: caller, offset: 9 },
    ...parties.flatMap((by): readonly CallEvent[] => [
      ...kinds.map((type) => ({ type, at, by })),
      { type: "accepted", at, by, answer: "answer" },
      { type: "described", at, by, description: "candidate" },
      { type: "leg-lost", at, by },
      { type: "leg-back", at, by },
    ]),
  ];
}

const times = new Set(["timers", "since", "answeredAt", "ringUntil", "placedAt", "lasted"]);

/** States that differ only in times are one; which timers there are counts. */
export function callKeyOf(state: CallState): string {
  const timers = "timers" in state ? Object.keys(state.timers).sort() : [];
  return JSON.stringify([
    timers,
    JSON.stringify(state, (key, value: unknown) => (times.has(key) ? undefined : value)),
  ]);
}
