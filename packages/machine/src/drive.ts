import type { Alarm, Alarms } from "./clock.ts";
import {
  dueTime,
  earliestTimer,
  type EventShape,
  type Machine,
  type StateShape,
  type TimersOf,
} from "./machine.ts";

/** One event, run through a machine. */
export interface Observed<State extends StateShape, Event extends EventShape, Effect> {
  readonly before: State;
  readonly event: Event | TimersOf<State>;
  readonly after: State;
  readonly effects: readonly Effect[];
}

export interface DriveOptions<State extends StateShape, Event extends EventShape, Effect> {
  readonly machine: Machine<State, Event, Effect>;
  /** Where it begins: a first state, or one that was stored; its timers are armed, overdue ones too. */
  readonly initial: State;
  readonly alarms: Alarms;
  /** Carries out one effect. Its outcome comes back through `send`, at once or later. */
  perform(effect: Effect, send: (event: Event) => void): void;
  /** Sees every event once, after its step and before its effects: for logs, traces and storing. */
  observe?(observed: Observed<State, Event, Effect>): void;
  /** A bug: the step, an effect or the observer threw. The driver has stopped; end what it drives, keep the process. */
  failed(error: unknown): void;
}

export interface Driver<State, Event> {
  readonly state: State;
  readonly stopped: boolean;
  /** Runs the event to completion, or queues it if one is running. Ignored once stopped. */
  send(event: Event): void;
  /** Drops the alarm and what is queued. Effects not yet performed are not performed. */
  stop(): void;
}

/** Sets a machine going: events in, effects out, one at a time. Bugs go to `failed`, not to whoever sends. */
export function drive<State extends StateShape, Event extends EventShape, Effect>(
  options: DriveOptions<State, Event, Effect>,
): Driver<State, Event> {
  const driver = new MachineDriver(options);
  driver.arm();
  return driver;
}

class MachineDriver<State extends StateShape, Event extends EventShape, Effect>
  implements Driver<State, Event>
{
  state: State;
  stopped = false;
  readonly #options: DriveOptions<State, Event, Effect>;
  readonly #queue: (Event | TimersOf<State>)[] = [];
  #running = false;
  #alarm: Alarm | undefined;

  constructor(options: DriveOptions<State, Event, Effect>) {
    this.#options = options;
    this.state = options.initial;
  }

  readonly send = (event: Event): void => this.#take(event);

  stop(): void {
    this.stopped = true;
    this.#queue.length = 0;
    this.#disarm();
  }

  /** One alarm for the earliest timer; left alone while that stays the same. */
  arm(): void {
    const earliest = earliestTimer(this.state);
    if (this.stopped || earliest?.at === this.#alarm?.at) return;
    this.#disarm();
    if (earliest !== undefined) this.#alarm = this.#options.alarms.set(earliest.at, this.#wake);
  }

  #disarm(): void {
    if (this.#alarm !== undefined) this.#options.alarms.clear(this.#alarm);
    this.#alarm = undefined;
  }

  /** One timer for each wake: a machine that sets a timer for now again and again cannot block the others. */
  readonly #wake = (now: number): void => {
    this.#alarm = undefined;
    const earliest = earliestTimer(this.state);
    if (earliest === undefined || earliest.at > now) return this.arm();
    this.#take({ type: "timer", timer: earliest.timer, at: now } as TimersOf<State>);
  };

  #take(event: Event | TimersOf<State>): void {
    if (this.stopped) return;
    this.#queue.push(event);
    if (this.#running) return;
    this.#running = true;
    try {
      this.#drain();
      this.arm();
    } catch (error) {
      this.stop();
      this.#options.failed(error);
    } finally {
      this.#running = false;
    }
  }

  #drain(): void {
    for (let event = this.#queue.shift(); event !== undefined; event = this.#queue.shift()) this.#run(event);
  }

  #run(event: Event | TimersOf<State>): void {
    const before = this.state;
    const { state: after, effects } = this.#options.machine.step(before, event);
    refuseStuckTimer(before, event, after);
    this.state = after;
    this.#options.observe?.({ before, event, after, effects });
    for (const effect of effects) {
      if (this.stopped) return;
      this.#options.perform(effect, this.send);
    }
  }
}

/** A timer that fired has to be dropped or moved by the step, or it would fire for ever. */
function refuseStuckTimer(before: StateShape, event: EventShape, after: StateShape): void {
  const due = dueTime(before, event);
  if (due === undefined || due > event.at || dueTime(after, event) !== due) return;
  throw new Error(`a timer of state "${before.name}" is unchanged after it fired: ${JSON.stringify(event)}`);
}
