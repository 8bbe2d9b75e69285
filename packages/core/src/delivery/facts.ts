import type { Time } from "../names.ts";
import type { Point } from "../points/point.ts";
import { isActive, lastTouched, reachOf, showsConversation } from "../points/reach.ts";
import { abilityFor, type Ability } from "./ability.ts";
import { candidate, elsewhere, turns, type Candidate, type Turn } from "./attention.ts";
import type { PlanContext } from "./context.ts";
import type { Datum } from "./datum.ts";
import type { Because } from "./reason.ts";
import { conversationOf, isCalling, noWish, wishesFor, type Wish } from "./wishes.ts";

/** What the table asks about one point and one datum. */
export interface Facts<D extends Datum = Datum> extends Candidate, Wish {
  readonly datum: D;
  readonly ability: Ability;
  /** The datum was made by the same person. */
  readonly own: boolean;
  /** The person is here now. */
  readonly active: boolean;
  /** Its conversation is open here. */
  readonly inFront: boolean;
  /** Another connection of the same device is the one to use. */
  readonly duplicate: boolean;
  /** When it is this point's turn to draw attention; undefined: never. */
  readonly turn: Turn | undefined;
  /** Why the attention is drawn elsewhere; undefined: it is drawn nowhere else. */
  readonly elsewhere: Because | undefined;
}

/** The facts of every point, in the order of the points. */
export function factsFor(
  datum: Datum,
  points: readonly Point[],
  context: PlanContext,
  at: Time,
): readonly Facts[] {
  const own = "by" in datum && datum.by === context.account;
  const wishes = wishesFor(datum, points, context, at);
  const drafts = points.map((point, index) =>
    draftOf(datum, point, points, own, wishes[index] ?? noWish, at),
  );
  const calls = isCalling(datum) && datum.type !== "ring" && !own;
  const order = calls ? turns(drafts.filter(mayCall), datum, context, at) : noTurns;
  const drawn = drawnTo(drafts, order);
  for (const draft of drafts) {
    draft.turn = order.get(draft.point);
    draft.elsewhere = drawn?.point === draft.point ? undefined : drawn?.because;
  }
  return drafts;
}

/** Field by field, as spreading is ten times slower and this is done for every point of every message. */
function draftOf(
  datum: Datum,
  point: Point,
  points: readonly Point[],
  own: boolean,
  wish: Wish,
  at: Time,
): Draft {
  return {
    point,
    reach: reachOf(point, at),
    touchedAt: lastTouched(point, at),
    rule: wish.rule,
    hush: wish.hush,
    datum,
    own,
    ability: abilityFor(datum, point),
    active: isActive(point, at),
    inFront: showsConversation(point, conversationOf(datum), at),
    duplicate: isDuplicate(point, points, at),
    turn: undefined,
    elsewhere: undefined,
  };
}

const noTurns: ReadonlyMap<Point, Turn> = new Map();

type Draft = Omit<Facts, "turn" | "elsewhere"> & { turn: Turn | undefined; elsewhere: Because | undefined };

/** Points with a rule that says "always" do not wait for a turn. */
function mayCall(draft: Draft): boolean {
  return (
    draft.ability.able &&
    !draft.duplicate &&
    draft.hush === undefined &&
    draft.rule === undefined &&
    draft.point.kind !== "script"
  );
}

/** Where the attention is drawn to, for those where it is not. */
function drawnTo(
  drafts: readonly Draft[],
  order: ReadonlyMap<Point, Turn>,
): { readonly point: Point; readonly because: Because } | undefined {
  for (const [point, turn] of order) return { point, because: elsewhere(point, turn) };
  const always = drafts.find((draft) => draft.rule?.how === "always" && draft.ability.able);
  return (
    always && { point: always.point, because: { code: "alerted-elsewhere", point: always.point.device } }
  );
}

/** Several windows or a dead and a new connection of one device are one device: the best of them counts. */
function isDuplicate(point: Point, points: readonly Point[], at: Time): boolean {
  return points.some(
    (one) => one !== point && one.device === point.device && isBetter(one, point, points, at),
  );
}

function isBetter(one: Point, other: Point, points: readonly Point[], at: Time): boolean {
  const a = rank(candidate(one, at));
  const b = rank(candidate(other, at));
  const differs = a.findIndex((value, index) => value !== b[index]);
  return differs < 0
    ? points.indexOf(one) < points.indexOf(other)
    : (a[differs] as number) > (b[differs] as number);
}

/** Live, then connected, then in a call, then touched last, then heard last. */
function rank({ point, reach, touchedAt }: Candidate): readonly number[] {
  return [Number(reach === "live"), Number(reach !== "away"), Number(point.inCall), touchedAt, point.heardAt];
}
