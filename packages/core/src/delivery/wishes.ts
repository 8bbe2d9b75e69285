import { forGood, type ConversationId, type Time } from "../names.ts";
import type { Point } from "../points/point.ts";
import type { DeliveryRule, Status } from "../people/settings.ts";
import { isActive } from "../points/reach.ts";
import { withinHours } from "../people/hours.ts";
import { statusAt } from "../people/status.ts";
import type { PlanContext } from "./context.ts";
import type { AlertDatum, Datum, FileOfferDatum, MessageDatum, RingDatum } from "./datum.ts";
import type { Because } from "./reason.ts";

/** Data a person may want to be told of loudly. */
export type Calling = MessageDatum | AlertDatum | FileOfferDatum | RingDatum;

/** What the person wants for a datum at a point: their own rule if one fits, and why it shall be quiet, if it shall. */
export interface Wish {
  readonly rule: DeliveryRule | undefined;
  readonly hush: Because | undefined;
}

export const noWish: Wish = { rule: undefined, hush: undefined };

export function isCalling(datum: Datum): datum is Calling {
  return (
    datum.type === "message" || datum.type === "alert" || datum.type === "file-offer" || datum.type === "ring"
  );
}

/** The person's wishes for each point, in the order of the points. */
export function wishesFor(
  datum: Datum,
  points: readonly Point[],
  context: PlanContext,
  at: Time,
): readonly Wish[] {
  if (!isCalling(datum)) return points.map(() => noWish);
  const past = pastHush(datum, context);
  if (past !== undefined) return points.map(() => ({ rule: undefined, hush: past }));
  const general = generalHush(datum, context, at);
  return points.map((point) => {
    const rule = context.settings.rules.find((one) => fits(one, datum, point, points, context, at));
    return { rule, hush: rule === undefined ? general : ruleHush(rule) };
  });
}

/** What no rule can make loud again. */
function pastHush(datum: Calling, context: PlanContext): Because | undefined {
  if (datum.type === "ring") return undefined;
  if (datum.type === "message" && datum.deleted) return { code: "deleted" };
  return datum.offset <= context.readUpTo ? { code: "already-read" } : undefined;
}

function ruleHush(rule: DeliveryRule): Because | undefined {
  return rule.how === "always" ? undefined : { code: "rule", rule: rule.id };
}

function generalHush(datum: Calling, context: PlanContext, at: Time): Because | undefined {
  const { settings } = context;
  const disturbed = undisturbed(statusAt(context.status, at));
  if (disturbed !== undefined) return disturbed;
  if (settings.quietHours !== undefined && withinHours(settings.quietHours, at, settings.utcOffsetMinutes)) {
    return { code: "quiet-hours" };
  }
  return datum.type === "ring" ? undefined : conversationHush(datum, context, at);
}

function undisturbed(status: Status): Because | undefined {
  if (status.state !== "do-not-disturb") return undefined;
  return status.until === undefined
    ? { code: "do-not-disturb" }
    : { code: "do-not-disturb", until: status.until };
}

function conversationHush(
  datum: Exclude<Calling, RingDatum>,
  { kept, account }: PlanContext,
  at: Time,
): Because | undefined {
  if (kept === undefined) return undefined;
  const { mutedUntil = 0 } = kept;
  if (mutedUntil >= forGood) return { code: "muted" };
  if (at < mutedUntil) return { code: "muted", until: mutedUntil };
  if (kept.alerts === "none") return { code: "alerts-off" };
  const mentioned = datum.type !== "message" || datum.mentions.includes(account);
  return kept.alerts === "mentions" && !mentioned ? { code: "mentions-only" } : undefined;
}

const ruled = {
  message: ["messages", "alerts"],
  "file-offer": ["messages", "alerts"],
  alert: ["alerts"],
  ring: ["rings"],
} as const satisfies Record<Calling["type"], readonly DeliveryRule["data"][]>;

function fits(
  rule: DeliveryRule,
  datum: Calling,
  point: Point,
  points: readonly Point[],
  context: PlanContext,
  at: Time,
): boolean {
  const data: readonly DeliveryRule["data"][] = ruled[datum.type];
  const { hours, whileActiveOn } = rule;
  return (
    data.includes(rule.data) &&
    (rule.device === undefined || rule.device === point.device) &&
    (rule.conversation === undefined || rule.conversation === conversationOf(datum)) &&
    (hours === undefined || withinHours(hours, at, context.settings.utcOffsetMinutes)) &&
    (whileActiveOn === undefined || activeOnOther(whileActiveOn, point, points, at))
  );
}

function activeOnOther(other: Point["device"], point: Point, points: readonly Point[], at: Time): boolean {
  return other !== point.device && points.some((one) => one.device === other && isActive(one, at));
}

/** The conversation a datum belongs to, if it belongs to one. */
export function conversationOf(datum: Datum): ConversationId | undefined {
  return "conversation" in datum ? datum.conversation : undefined;
}
