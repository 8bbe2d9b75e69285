import { go, machine, type Step } from "@elsewhere/machine";
import type { Duration, Time } from "../names.ts";
import type { Activity } from "./point.ts";

export const sensingTimes = {
  /** No input for this long: idle. */
  idleAfter: 5 * 60_000,
  /** While in use it is reported no more often than this. */
  refreshEvery: 25_000,
  /** Inputs closer than this are one. */
  sameTouch: 1_000,
  /** How often the device looks whether it slept. */
  watchEvery: 30_000,
  /** A look that comes this much late: it slept. Browsers delay timers of hidden pages by up to a minute. */
  sleptAfter: 90_000,
  /** The threshold to give to the browser's idle detection, its least. */
  systemIdleAfter: 60_000,
} as const satisfies Record<string, Duration>;

/** What a device senses of its person. Times are the device's own and never leave it. */
export type SensingState =
  | (Sensed & {
      readonly name: "active";
      readonly reportedAt: Time;
      readonly timers: { readonly idle: Time; readonly watch: Time; readonly refresh?: Time };
    })
  | (Sensed & { readonly name: "idle"; readonly timers: { readonly watch: Time } })
  | (Sensed & { readonly name: "asleep"; readonly timers: { readonly watch: Time } });

interface Sensed {
  /** It is put away when it is not looked at. */
  readonly handheld: boolean;
  readonly visible: boolean;
  /** The system says that the person uses it, in whatever window. */
  readonly systemActive: boolean;
  readonly inputAt: Time;
}

export type SensingEvent =
  /** A key, a click, a touch, a movement, or the window gained the focus. */
  | { readonly type: "input"; readonly at: Time }
  | { readonly type: "visibility"; readonly at: Time; readonly visible: boolean }
  /** From idle detection, where the person granted it. */
  | {
      readonly type: "system";
      readonly at: Time;
      readonly user: "active" | "idle";
      readonly screen: "locked" | "unlocked";
    }
  /** The system stops the page: the lid closes, the app is put aside. */
  | { readonly type: "frozen"; readonly at: Time };

export interface ActivityReport {
  readonly activity: Activity;
  /** Milliseconds since the last input; the server makes a time of it by its own clock. */
  readonly idleFor: Duration;
}

export type SensingEffect =
  | ({ readonly type: "report" } & ActivityReport)
  /** The device slept: what it believes of its connections may be wrong, and is to be checked at once. */
  | { readonly type: "woke"; readonly sleptFor: Duration };

type Stepped = Step<SensingState, SensingEffect>;
type Active = Extract<SensingState, { readonly name: "active" }>;

/** The person has just opened it. The first report goes with the connection: see `reportOf`. */
export function startSensing(at: Time, handheld: boolean): SensingState {
  const sensed = { handheld, visible: true, systemActive: false, inputAt: at };
  return activeState(sensed, at, at);
}

/** What to report when asked, for instance on connecting. */
export function reportOf(state: SensingState, at: Time): ActivityReport {
  return { activity: state.name, idleFor: Math.max(0, at - state.inputAt) };
}

export const sensing = machine<SensingState, SensingEvent, SensingEffect>({
  active(state, event) {
    if (slept(state, event.at)) return wake(state, event);
    const now = clamp(state, event.at);
    switch (event.type) {
      case "timer":
        return activeTimer(state, now, event.timer, event.at);
      case "input":
        return event.at - now.inputAt < sensingTimes.sameTouch && now.inputAt === state.inputAt
          ? go(state)
          : touch(state, now, event.at);
      case "visibility":
        return seen(now, event, (next) =>
          event.visible ? touch(state, next, event.at) : stay(state, next, event.at),
        );
      case "system":
        return systemSays(now, event, (next) =>
          next.systemActive ? touch(state, next, event.at) : stay(state, next, event.at),
        );
      case "frozen":
        return sleep(now, event.at);
    }
  },
  idle(state, event) {
    if (slept(state, event.at)) return wake(state, event);
    const now = clamp(state, event.at);
    switch (event.type) {
      case "timer":
        return go(idleState(now, event.at));
      case "input":
        return rise(now, event.at);
      case "visibility":
        return seen(now, event, (next) =>
          event.visible ? rise(next, event.at) : go(idleState(next, event.at)),
        );
      case "system":
        return systemSays(now, event, (next) =>
          next.systemActive ? rise(next, event.at) : go(idleState(next, event.at)),
        );
      case "frozen":
        return sleep(now, event.at);
    }
  },
  asleep(state, event) {
    if (slept(state, event.at)) return wake(state, event);
    const now = clamp(state, event.at);
    switch (event.type) {
      case "timer":
      case "frozen":
        return go(asleepState(now, event.at));
      case "input":
        return rise(now, event.at);
      case "visibility":
        return event.visible
          ? rise({ ...now, visible: true }, event.at)
          : go(asleepState({ ...now, visible: false }, event.at));
      case "system":
        return systemSays(now, event, (next) =>
          next.systemActive && next.visible ? rise(next, event.at) : go(asleepState(next, event.at)),
        );
    }
  },
});

function activeState(sensed: Sensed, reportedAt: Time, at: Time): Active {
  const { idleAfter, watchEvery, refreshEvery } = sensingTimes;
  const timers = { idle: sensed.inputAt + idleAfter, watch: at + watchEvery };
  const news = sensed.inputAt > reportedAt || sensed.systemActive;
  return {
    ...facts(sensed),
    name: "active",
    reportedAt,
    timers: news ? { ...timers, refresh: reportedAt + refreshEvery } : timers,
  };
}

function idleState(sensed: Sensed, at: Time): SensingState {
  return { ...facts(sensed), name: "idle", timers: { watch: at + sensingTimes.watchEvery } };
}

function asleepState(sensed: Sensed, at: Time): SensingState {
  return { ...facts(sensed), name: "asleep", timers: { watch: at + sensingTimes.watchEvery } };
}

function facts({ handheld, visible, systemActive, inputAt }: Sensed): Sensed {
  return { handheld, visible, systemActive, inputAt };
}

/** A clock that was set back leaves no input in the future. */
function clamp(state: SensingState, at: Time): Sensed {
  return { ...facts(state), inputAt: Math.min(state.inputAt, at) };
}

function report(state: SensingState, at: Time): Stepped {
  return go(state, { type: "report", ...reportOf(state, at) });
}

/** The person comes back to it. */
function rise(sensed: Sensed, at: Time): Stepped {
  return report(activeState({ ...sensed, inputAt: at }, at, at), at);
}

function sleep(sensed: Sensed, at: Time): Stepped {
  return report(asleepState({ ...sensed, systemActive: false }, at), at);
}

/** Input while in use: told at once if the last report is old, else when it will be. */
function touch(before: Active, sensed: Sensed, at: Time): Stepped {
  const touched = { ...sensed, inputAt: at };
  const reportedAt = Math.min(before.reportedAt, at);
  return at - reportedAt >= sensingTimes.refreshEvery
    ? report(activeState(touched, at, at), at)
    : go(activeState(touched, reportedAt, at));
}

function stay(before: Active, sensed: Sensed, at: Time): Stepped {
  return go(activeState(sensed, Math.min(before.reportedAt, at), at));
}

function activeTimer(before: Active, now: Sensed, timer: "idle" | "watch" | "refresh", at: Time): Stepped {
  const sensed = now.systemActive ? { ...now, inputAt: at } : now;
  if (timer === "refresh") return report(activeState(sensed, at, at), at);
  if (timer === "watch" || sensed.systemActive) return stay(before, sensed, at);
  return report(idleState(sensed, at), at);
}

/** A handheld device that is not looked at is put away; another may stand open beside what the person does. */
function seen(
  now: Sensed,
  event: Extract<SensingEvent, { type: "visibility" }>,
  otherwise: (next: Sensed) => Stepped,
): Stepped {
  const next = { ...now, visible: event.visible };
  return now.handheld && !event.visible ? sleep(next, event.at) : otherwise(next);
}

function systemSays(
  now: Sensed,
  event: Extract<SensingEvent, { type: "system" }>,
  otherwise: (next: Sensed) => Stepped,
): Stepped {
  if (event.screen === "locked") return sleep(now, event.at);
  if (event.user === "active") return otherwise({ ...now, systemActive: true });
  // The system says so once nobody has touched anything for `systemIdleAfter`.
  const inputAt = now.systemActive ? event.at - sensingTimes.systemIdleAfter : now.inputAt;
  return otherwise({ ...now, systemActive: false, inputAt });
}

/** Nothing ran for a while: the device itself slept. */
function slept(state: SensingState, at: Time): boolean {
  return at - state.timers.watch > sensingTimes.sleptAfter;
}

/** Awake again, and idle until somebody touches it. */
function wake(
  state: SensingState,
  event: SensingEvent | { readonly type: "timer"; readonly at: Time },
): Stepped {
  const { at } = event;
  const sleptFor = at - (state.timers.watch - sensingTimes.watchEvery);
  const awake = idleState({ ...facts(state), systemActive: false }, at);
  const after = event.type === "timer" ? report(awake, at) : sensing.step(awake, event);
  const effects = after.effects.length > 0 ? after.effects : report(after.state, at).effects;
  return { state: after.state, effects: [{ type: "woke", sleptFor }, ...effects] };
}
