/** How a connection is carried, best first (the ladder). */
export const transports = ["ws", "sse", "long-poll", "poll"] as const;
export type TransportName = (typeof transports)[number];

/** Times of the connection machine, in milliseconds. */
export interface Timing {
  /** From dialling to an open transport. */
  readonly connectWithin: number;
  /** From `hello` to its answer, and from there to the last thing missed being heard of. */
  readonly helloWithin: number;
  /** From a probe to anything heard. */
  readonly probeWithin: number;
  /** How often a live connection looks whether time jumped (the machine slept). */
  readonly pulse: number;
  /** A pulse this late is a jump. */
  readonly jump: number;
  /** The first wait is random up to this, and twice as much after each further failure … */
  readonly waitBase: number;
  /** … up to this. */
  readonly waitMost: number;
  /** A connection on a lower rung looks after this for a better one, then after twice as long … */
  readonly climbAfter: number;
  /** … up to this. */
  readonly climbMost: number;
}

export const usualTiming: Timing = {
  connectWithin: 10_000,
  helloWithin: 10_000,
  probeWithin: 5_000,
  pulse: 10_000,
  jump: 5_000,
  waitBase: 1_000,
  waitMost: 30_000,
  climbAfter: 15_000,
  climbMost: 600_000,
};

/** Failures before a rung is left: one that has worked gets more patience, since then the server is likelier down. */
const patience = { untried: 2, proven: 6 } as const;

/** What a connection carries through its states. */
export interface Course {
  readonly timing: Timing;
  readonly ladder: readonly TransportName[];
  /** Where on the ladder. */
  readonly rung: number;
  /** The best rung on which something was heard while live. */
  readonly proven: number | undefined;
  /** Failures on this rung since it was last proven. */
  readonly rungFailures: number;
  /** Failures since it was last live, for the length of the wait. */
  readonly failures: number;
  /** How often a better rung was looked for in vain. */
  readonly climbs: number;
  /** Tells attempts apart: what an earlier transport still says is ignored. */
  readonly attempt: number;
  /** The runtime says that there is a network. */
  readonly online: boolean;
  /** State of the random numbers (mulberry32). */
  readonly seed: number;
}

/** A beginning. The ladder must not be empty; `seed` is random, so that devices do not come back in step. */
export function newCourse(ladder: readonly TransportName[], timing: Timing, seed: number): Course {
  return {
    timing,
    ladder,
    rung: 0,
    proven: undefined,
    rungFailures: 0,
    failures: 0,
    climbs: 0,
    attempt: 0,
    online: true,
    seed,
  };
}

export function transportOf(course: Course): TransportName {
  return course.ladder[course.rung] ?? "ws";
}

/** The course after a connection that failed by itself. Without a network nothing is learnt about the rung. */
export function failed(course: Course): Course {
  const counted = { ...course, failures: course.failures + 1 };
  if (!course.online) return counted;
  const rungFailures = course.rungFailures + 1;
  const bearable = course.proven === course.rung ? patience.proven : patience.untried;
  if (rungFailures < bearable) return { ...counted, rungFailures };
  return { ...counted, rungFailures: 0, rung: (course.rung + 1) % course.ladder.length };
}

/** The course once everything missed has come. */
export function succeeded(course: Course): Course {
  return { ...course, failures: 0 };
}

/** The course once something was heard while live: only then is it known that frames get through at once. */
export function proved(course: Course): Course {
  const proven = Math.min(course.proven ?? course.rung, course.rung);
  if (course.proven === proven && course.rungFailures === 0) return course;
  return { ...course, proven, rungFailures: 0 };
}

/** How long until a better rung is looked for, or undefined on the best. */
export function climbDelay(course: Course): number | undefined {
  if (course.rung === 0) return undefined;
  return Math.min(course.timing.climbMost, course.timing.climbAfter * 2 ** Math.min(course.climbs, 20));
}

/** A wait drawn between nothing and the present bound (full jitter), and the course after the draw. */
export function drawWait(course: Course): readonly [wait: number, course: Course] {
  const { waitBase, waitMost } = course.timing;
  const bound = course.online ? Math.min(waitMost, waitBase * 2 ** Math.min(course.failures, 20)) : waitMost;
  const [chance, seed] = draw(course.seed);
  return [Math.round(chance * bound), { ...course, seed }];
}

/** The next number in [0, 1) and the next seed (mulberry32). */
export function draw(seed: number): readonly [number, number] {
  const next = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return [((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32, next];
}
