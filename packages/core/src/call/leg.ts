import type { PlanEntry } from "../delivery/plan.ts";
import type { Adaptation } from "../delivery/reason.ts";
import type { AccountName, DeviceId, Time } from "../names.ts";

/** A point of an account, as who does something in a call. */
export interface Party {
  readonly account: AccountName;
  readonly point: DeviceId;
}

/** The caller's side or the callee's. */
export type Side = "caller" | "callee";

/** One point of the callee while it rings. */
export interface RingLeg {
  readonly point: DeviceId;
  /**
   * `ring`: with sound. `alert`: as a note to somebody who is in another call. `push`: woken, and has not come yet.
   * `silent`: knows of the call and makes no sound, silenced here or by the person's wishes.
   */
  readonly how: "ring" | "alert" | "push" | "silent";
  /** The form, for a point that cannot take the call as it is. */
  readonly as?: Adaptation;
}

/** The device with which one side talks. */
export type TalkLeg =
  /** Accepted or placed the call; no media yet. */
  | { readonly name: "joining"; readonly point: DeviceId }
  | { readonly name: "here"; readonly point: DeviceId }
  /** Its connection to the server is gone; its media may well go on. */
  | { readonly name: "lost"; readonly point: DeviceId; readonly since: Time };

export type TalkLegs = Readonly<Record<Side, TalkLeg>>;

/** The leg that an entry of the ring plan asks for; undefined: the point takes no part. */
export function ringLeg({ point, how, as, reason }: PlanEntry): RingLeg | undefined {
  // Another connection of the same device rings.
  if (how === "show" || how === "withhold" || reason.code === "same-device") return undefined;
  return as === undefined ? { point, how } : { point, how, as };
}

/** The legs of a plan: one for each point, the loudest where a device has several connections. */
export function ringLegs(entries: readonly PlanEntry[]): readonly RingLeg[] {
  return entries.reduce<readonly RingLeg[]>((legs, entry) => {
    const leg = ringLeg(entry);
    return leg === undefined ? legs : withLeg(legs, leg);
  }, []);
}

/** The legs with this one added, or put in the place of a quieter one of the same point. */
export function withLeg(legs: readonly RingLeg[], leg: RingLeg): readonly RingLeg[] {
  const before = legs.find(({ point }) => point === leg.point);
  if (before === undefined) return [...legs, leg];
  return loudness[leg.how] > loudness[before.how] ? legs.map((one) => (one === before ? leg : one)) : legs;
}

export function withoutLeg(legs: readonly RingLeg[], point: DeviceId): readonly RingLeg[] {
  return legs.filter((leg) => leg.point !== point);
}

/** What the caller may hear of it. */
export type Progress = "searching" | "ringing" | "in-another-call";

export function progressOf(legs: readonly RingLeg[]): Progress {
  if (legs.some(({ how }) => how === "ring")) return "ringing";
  return legs.some(({ how }) => how === "alert") ? "in-another-call" : "searching";
}

/** The person wishes not to be disturbed, and no rule of theirs lets any point ring. */
export function isUndisturbed(entries: readonly PlanEntry[]): boolean {
  const called = entries.some(({ how }) => how === "ring" || how === "alert" || how === "push");
  return !called && entries.some(({ reason }) => hushed.has(reason.code));
}

const loudness = { silent: 0, push: 1, alert: 2, ring: 3 } as const satisfies Record<RingLeg["how"], number>;
const hushed: ReadonlySet<string> = new Set(["do-not-disturb", "quiet-hours"]);

export function otherSide(side: Side): Side {
  return side === "caller" ? "callee" : "caller";
}
