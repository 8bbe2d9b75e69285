import type { DeviceId, Duration, Time } from "../names.ts";
import type { How } from "../exchange/told.ts";
import type { Adaptation, Because, Explained, Later, ReasonCode } from "./reason.ts";

/** What devices are called; what has no name is called by its id. */
export type Labels = ReadonlyMap<string, string>;

const done = {
  show: "shown",
  alert: "alerted",
  ring: "rang",
  push: "pushed",
  silent: "delivered silently",
  withhold: "withheld",
} as const satisfies Record<How, string>;

const adapted = {
  "plain-text": " as plain text",
  link: " as a link",
  "audio-only": " as an audio call",
} as const satisfies Record<Adaptation, string>;

/** One sentence for the person: "withheld: you were active on Laptop 4 s ago". `at`: the time of the plan. */
export function explain(entry: Explained, labels: Labels, at: Time): string {
  const as = entry.as === undefined || entry.how === "withhold" ? "" : adapted[entry.as];
  return `${done[entry.how]}${as}: ${because(entry.reason, labels, at)}${afterwards(entry.later)}`;
}

function afterwards(later: Later | undefined): string {
  if (later === undefined) return "";
  const until = later.unless === "read" ? "you read it" : "you answer it";
  return `; to be ${done[later.how]} after ${span(later.after)} unless ${until}`;
}

/** The reason alone: "you were active on Laptop 4 s ago". */
export function because(reason: Because, labels: Labels, at: Time): string {
  // The compiler cannot see that the words found by a code take that reason.
  const say = words[reason.code] as (reason: Because, name: Naming, at: Time) => string;
  return say(reason, (device) => labels.get(device) ?? device, at);
}

type Naming = (device: DeviceId) => string;
type Words = {
  readonly [Code in ReasonCode]: (
    reason: Extract<Because, { readonly code: Code }>,
    name: Naming,
    at: Time,
  ) => string;
};

const words: Words = {
  "made-here": () => "it was made on this device",
  own: (r, name) => `it is your own, from ${name(r.point)}`,
  incapable: (r) => `this device cannot do ${r.needs}`,
  "in-front": () => "the conversation is open here",
  "not-in-front": () => "the conversation is not open here",
  "in-use": (r, _, at) => `you were active here ${ago(r.at, at)}`,
  "replied-from": (r, _, at) => `you wrote in this conversation from here ${ago(r.at, at)}`,
  "used-last": (r, _, at) => `you are not active anywhere and were here last, ${ago(r.at, at)}`,
  "nobody-active": () => "you are not active anywhere",
  "nobody-reacted": () => "you did not react where you were told first",
  "active-elsewhere": (r, name, at) => `you were active on ${name(r.point)} ${ago(r.at, at)}`,
  "alerted-elsewhere": (r, name) => `you were alerted on ${name(r.point)}`,
  "pushed-elsewhere": (r, name) => `it was pushed to ${name(r.point)}`,
  "do-not-disturb": (r, _, at) =>
    `you do not want to be disturbed${r.until === undefined ? "" : ` for another ${span(r.until - at)}`}`,
  "quiet-hours": () => "these are your quiet hours",
  muted: (r, _, at) =>
    `you muted this conversation${r.until === undefined ? "" : ` for another ${span(r.until - at)}`}`,
  "alerts-off": () => "you turned alerts off for this conversation",
  "mentions-only": () => "you want alerts of this conversation only when you are mentioned",
  rule: (r) => `your rule ${r.rule} says so`,
  "rule-eased": (r) => `your rule ${r.rule} would keep it from all your devices`,
  "already-read": () => "you have read it already",
  deleted: () => "it was deleted",
  "not-connected": () => "this device is not connected and gets it when it is back",
  asleep: () => "this device is asleep and asks when it wakes",
  "half-open": (r, _, at) => `this device was last heard of ${ago(r.heardAt, at)}`,
  "same-device": () => "another window of this device has it",
  "no-person": () => "a program runs here, nobody looks",
  "kept-alike": () => "all your devices are kept alike",
  addressed: () => "it is for this device",
  "not-addressed": (r, name) => `it is for ${name(r.point)} only`,
  "in-call-here": () => "you are in a call here",
  "call-comes": () => "a call rings everywhere it can be taken",
  "answered-here": () => "you answered here",
  answered: (r, name) => `you answered on ${name(r.point)}`,
  declined: (r, name) => `you declined on ${name(r.point)}`,
  "call-over": () => "the call is over",
  "silenced-here": () => "you silenced it here",
  claimed: (r, name) => `it was taken on ${name(r.point)}`,
};

function ago(then: Time, at: Time): string {
  return then >= at ? "just now" : `${span(at - then)} ago`;
}

/** A length of time in the largest unit that is not zero: "4 s", "2 min", "3 h", "5 d". */
export function span(length: Duration): string {
  const seconds = Math.max(0, Math.round(length / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}
