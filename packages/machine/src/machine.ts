/**
 * A state is a variant of a union, told apart by `name`; it holds only what is true in it, its timers included.
 * Each variant has exactly one name. States are plain values that survive being stored as JSON.
 */
export interface StateShape {
  readonly name: string;
  /** Timer name to the absolute time it is due, in milliseconds since 1970. */
  readonly timers?: Readonly<Record<string, number>>;
}

/** What happened, told apart by `type`, and when, in milliseconds since 1970. */
export interface EventShape {
  readonly type: string;
  readonly at: number;
}

/** A timer of the state is due. `at` is when it was noticed: never before the timer's own time. */
export type TimerEvent<Timer extends string> = Timer extends string
  ? { readonly type: "timer"; readonly timer: Timer; readonly at: number }
  : never;

type KeysOf<Timers> = Timers extends object ? keyof Timers & string : never;
type TimerNames<State> = State extends { readonly timers?: infer Timers } ? KeysOf<Timers> : never;

/** The timer events that the timers of the states bring about; `never` for states without timers. */
export type TimersOf<State extends StateShape> = TimerEvent<TimerNames<State>>;

/** Where an event led, and the orders to carry out because of it. */
export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** Total and pure: never throws, never waits, and the same input gives the same output. */
export interface Machine<State extends StateShape, Event extends EventShape, Effect> {
  step(state: State, event: Event | TimersOf<State>): Step<State, Effect>;
}

/**
 * One function per state. Each has to answer every event and the timers of its own state, and no others;
 * written as a switch without default, a forgotten event or timer does not compile.
 */
export type StateFunctions<State extends StateShape, Event extends EventShape, Effect> = {
  readonly [Name in State["name"]]: (
    state: Extract<State, { readonly name: Name }>,
    event: Event | TimersOf<Extract<State, { readonly name: Name }>>,
  ) => Step<State, Effect>;
};

/** Makes a machine of one function per state. A timer that the state does not hold, or that is not due, changes nothing. */
export function machine<State extends StateShape, Event extends EventShape, Effect>(
  functions: StateFunctions<State, Event, Effect>,
): Machine<State, Event, Effect> {
  return {
    step(state, event) {
      if (isStale(state, event)) return { state, effects: [] };
      // The compiler cannot see that the function found by a state's name takes that state.
      const answer = functions[state.name as State["name"]] as (
        state: State,
        event: Event | TimersOf<State>,
      ) => Step<State, Effect>;
      return answer(state, event);
    },
  };
}

/** A step to a state with the effects, in order. `go(state)` with the present state is to stay and do nothing. */
export function go<State, Effect>(state: State, ...effects: readonly Effect[]): Step<State, Effect> {
  return { state, effects };
}

/** The timer that is due first (by name among equals), or undefined if the state has none. */
export function earliestTimer(
  state: StateShape,
): { readonly timer: string; readonly at: number } | undefined {
  let first: { timer: string; at: number } | undefined;
  for (const timer in state.timers) {
    const at = state.timers[timer];
    if (at === undefined) continue;
    if (first === undefined || at < first.at || (at === first.at && timer < first.timer))
      first = { timer, at };
  }
  return first;
}

/** When the timer of a timer event was due, or undefined for other events and for timers the state does not hold. */
export function dueTime(state: StateShape, event: EventShape): number | undefined {
  if (event.type !== "timer" || !("timer" in event)) return undefined;
  return state.timers?.[event.timer as string];
}

function isStale(state: StateShape, event: EventShape): boolean {
  if (event.type !== "timer") return false;
  const due = dueTime(state, event);
  return due === undefined || due > event.at;
}
