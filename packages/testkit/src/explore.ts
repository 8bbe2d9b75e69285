import type { EventShape, Machine, StateShape } from "@elsewhere/machine";

export interface ExploreOptions<State, Event> {
  readonly initial: State | readonly State[];
  /** What may happen in a state; an event's `at` is counted from when the state was reached. Timers come by themselves. */
  readonly events: readonly Event[] | ((state: State) => readonly Event[]);
  /** States with the same key are one. Unless told, everything counts but when timers are due. */
  readonly key?: (state: State) => string;
  /** The most states there may be. */
  readonly limit: number;
  /** Throws if a transition breaks a promise of the machine. */
  readonly check?: (transition: Transition<State>) => void;
}

export interface Transition<State = StateShape, Effect = unknown> {
  readonly from: State;
  /** The event's type, or `after <timer>`. */
  readonly event: string;
  readonly to: State;
  readonly effects: readonly Effect[];
  /** Neither another state (by its key) nor an effect came of it. */
  readonly ignored: boolean;
}

export interface Exploration<State, Effect> {
  readonly states: readonly State[];
  /** Names of the states reached, sorted. */
  readonly names: readonly string[];
  readonly transitions: readonly Transition<State, Effect>[];
}

/**
 * Tries every event in every state that can be reached. Throws, with the way there, if a step throws, changes
 * its input, answers differently when asked again, sets a timer to no time, or leaves a timer that fired.
 */
export function explore<State extends StateShape, Event extends EventShape, Effect>(
  machine: Machine<State, Event, Effect>,
  options: ExploreOptions<State, Event>,
): Exploration<State, Effect> {
  return new Explorer(machine, options).run();
}

interface Place<State> {
  readonly state: State;
  readonly key: string;
  readonly reachedAt: number;
  readonly way: readonly string[];
}

class Explorer<State extends StateShape, Event extends EventShape, Effect> {
  readonly #machine: Machine<State, Event, Effect>;
  readonly #options: ExploreOptions<State, Event>;
  readonly #places = new Map<string, Place<State>>();
  readonly #transitions: Transition<State, Effect>[] = [];

  constructor(machine: Machine<State, Event, Effect>, options: ExploreOptions<State, Event>) {
    this.#machine = machine;
    this.#options = options;
  }

  run(): Exploration<State, Effect> {
    const { initial } = this.#options;
    const states = Array.isArray(initial) ? (initial as readonly State[]) : [initial as State];
    for (const state of states) this.#reach(state, 0, []);
    // A Map goes on to what is added while it is walked: breadth first, so ways are the shortest.
    for (const place of this.#places.values()) this.#visit(place);
    const reached = [...this.#places.values()].map(({ state }) => state);
    const names = [...new Set(reached.map(({ name }) => name))].sort();
    return { states: reached, names, transitions: this.#transitions };
  }

  #visit(place: Place<State>): void {
    const { events } = this.#options;
    const possible = typeof events === "function" ? events(place.state) : events;
    for (const event of possible) this.#try(place, { ...event, at: place.reachedAt + event.at });
    for (const [timer, due] of Object.entries(place.state.timers ?? {})) {
      const at = Math.max(place.reachedAt, due);
      // The machine's own timers are events of the machine.
      this.#try(place, { type: "timer", timer, at } as unknown as Event);
    }
  }

  #try(place: Place<State>, event: Event): void {
    const label = labelOf(event);
    const way = [...place.way, label];
    try {
      const { state: to, effects } = this.#step(place.state, event);
      const ignored = effects.length === 0 && this.#keyOf(to) === place.key;
      const transition = { from: place.state, event: label, to, effects, ignored };
      this.#options.check?.(transition);
      this.#transitions.push(transition);
      this.#reach(to, event.at, way);
    } catch (cause) {
      throw new Error(`after ${way.join(", ")}: ${messageOf(cause)}`, { cause });
    }
  }

  #step(before: State, event: Event) {
    freeze(before);
    freeze(event);
    const step = this.#machine.step(before, event);
    const again = this.#machine.step(before, event);
    if (JSON.stringify(step) !== JSON.stringify(again)) throw new Error("the same step has two answers");
    refuseBadTimers(step.state);
    refuseStuckTimer(before, event, step.state);
    return step;
  }

  #reach(state: State, reachedAt: number, way: readonly string[]): void {
    const key = this.#keyOf(state);
    if (this.#places.has(key)) return;
    const { limit } = this.#options;
    if (this.#places.size === limit) throw new Error(`more than ${limit} states; the next is ${key}`);
    this.#places.set(key, { state, key, reachedAt, way });
  }

  #keyOf(state: State): string {
    return this.#options.key === undefined ? keyWithoutTimes(state) : this.#options.key(state);
  }
}

function keyWithoutTimes(state: StateShape): string {
  return JSON.stringify({ ...state, timers: Object.keys(state.timers ?? {}).sort() });
}

function labelOf(event: EventShape): string {
  return event.type === "timer" && "timer" in event ? `after ${String(event.timer)}` : event.type;
}

function refuseBadTimers(state: StateShape): void {
  for (const [timer, at] of Object.entries(state.timers ?? {})) {
    if (!Number.isFinite(at)) throw new Error(`timer "${timer}" of state "${state.name}" is set to ${at}`);
  }
}

function refuseStuckTimer(before: StateShape, event: EventShape, after: StateShape): void {
  if (!("timer" in event) || event.type !== "timer") return;
  const timer = String(event.timer);
  const due = after.timers?.[timer];
  if (due === undefined || due !== before.timers?.[timer]) return;
  throw new Error(`timer "${timer}" of state "${before.name}" is unchanged after it fired`);
}

/** Freezes a value and all in it, so that a step that changes its input throws. Bytes cannot be frozen. */
function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value))
    return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
