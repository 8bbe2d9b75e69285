import { drive, type Alarm, type Clock, type Driver } from "@elsewhere/machine";
import { limits } from "@elsewhere/protocol/limits";
import type { ErrorValue } from "@elsewhere/protocol/frames";
import type { Answer, Args } from "@elsewhere/protocol/requests";
import { newCourse, type Timing, type TransportName } from "./course.ts";
import { connectionMachine } from "./machine.ts";
import type { ConnectionEffect, ConnectionEvent, ConnectionState } from "./states.ts";
import { joinFrames } from "./joining.ts";
import type { Dial, Transport } from "./transport.ts";

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly ladder: readonly TransportName[];
  readonly timing: Timing;
  /** A random 32-bit number. */
  readonly seed: number;
  readonly dial: Dial;
  /** What `hello` is to say now. */
  hello(): Args<"hello">;
  /** The server let us in; what was missed follows as frames. */
  welcomed(welcome: Answer<"hello">): void;
  /** Frames that came together, apart from those that are the connection's own business. */
  received(frames: readonly Frame[]): void;
  changed(state: ConnectionState, before: ConnectionState): void;
  /** A bug in here; the connection has stopped. */
  failed(error: unknown): void;
}

/** Anything the server sends: an answer has `re`, a notice has `on`. */
export interface Frame {
  readonly re?: string;
  readonly on?: string;
  readonly ok?: unknown;
  readonly error?: ErrorValue;
}

const helloId = "hello";
const probeId = "probe";
/** A transport that was asked to close is cut after this, in milliseconds. */
const closeWithin = 1_000;

/** Runs the connection machine on real transports. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #driver: Driver<ConnectionState, ConnectionEvent>;
  #transport: { readonly attempt: number; readonly transport: Transport } | undefined;
  #scout: Transport | undefined;
  /** Those that have not yet said that they are closed. */
  readonly #closing = new Map<Transport, Alarm>();
  #leaving: object[] = [];
  /** When the machine was last told that something was heard. */
  #heardAt = 0;
  #closed: (() => void) | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#driver = drive<ConnectionState, ConnectionEvent, ConnectionEffect>({
      machine: connectionMachine,
      initial: { name: "stopped", course: newCourse(options.ladder, options.timing, options.seed) },
      alarms: options.clock.alarms,
      perform: (effect) => this.#perform(effect),
      observe: ({ before, after }) => {
        if (before !== after) this.#changed(after, before);
      },
      failed: (error) => options.failed(error),
    });
  }

  get state(): ConnectionState {
    return this.#driver.state;
  }

  /** Requests may be sent: the server has let us in. */
  get open(): boolean {
    return this.state.name === "live" || this.state.name === "catching-up";
  }

  start(): void {
    this.#driver.send({ type: "start", at: this.#now() });
  }

  stop(): void {
    this.#driver.send({ type: "stop", at: this.#now() });
  }

  /** Something suggests that the connection may be dead, or can be had again. */
  rouse(): void {
    this.#driver.send({ type: "roused", at: this.#now() });
  }

  online(online: boolean): void {
    this.#driver.send({ type: "online", online, at: this.#now() });
  }

  /** Sends a frame together with others that leave in this turn. Dropped while the connection is not open. */
  send(frame: object): void {
    if (!this.open) return;
    if (this.#leaving.length === 0) queueMicrotask(() => this.#flush());
    this.#leaving.push(frame);
  }

  /** Stops; resolves when no transport is left. */
  async close(): Promise<void> {
    this.#flush();
    this.stop();
    this.#driver.stop();
    this.#scout?.cut();
    if (this.#closing.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#closed = resolve;
    });
  }

  #now(): number {
    return this.#options.clock.now();
  }

  #changed(after: ConnectionState, before: ConnectionState): void {
    if (!this.open) this.#leaving = [];
    this.#options.changed(after, before);
  }

  #perform(effect: ConnectionEffect): void {
    switch (effect.type) {
      case "dial":
        return this.#dial(effect.attempt, effect.transport);
      case "hang-up":
        return this.#hangUp(effect.attempt);
      case "say-hello":
        return this.#post([{ id: helloId, do: "hello", ...this.#options.hello() }]);
      case "probe":
        return this.#post([{ id: probeId, do: "ack", positions: {} }]);
      case "scout":
        return this.#look(effect.attempt, effect.transport);
    }
  }

  #dial(attempt: number, name: TransportName): void {
    const tell = (event: Unstamped) => this.#driver.send({ ...event, attempt, at: this.#now() });
    const transport: Transport = this.#options.dial(name, {
      opened: () => tell({ type: "opened" }),
      heard: () => this.#heard(attempt),
      received: (message) => this.#received(attempt, message),
      closed: (code) => {
        if (this.#transport?.attempt === attempt) this.#transport = undefined;
        tell({ type: "closed", code });
        this.#gone(transport);
      },
    });
    this.#transport = { attempt, transport };
  }

  #hangUp(attempt: number): void {
    if (this.#transport?.attempt !== attempt) return;
    const { transport } = this.#transport;
    this.#transport = undefined;
    const cut = () => transport.cut();
    this.#closing.set(transport, this.#options.clock.alarms.set(this.#now() + closeWithin, cut));
    transport.close();
  }

  #gone(transport: Transport): void {
    const alarm = this.#closing.get(transport);
    if (alarm === undefined) return;
    this.#options.clock.alarms.clear(alarm);
    this.#closing.delete(transport);
    if (this.#closing.size === 0) this.#closed?.();
  }

  /** Only whether it opens is of interest: the session stays where it is until then. */
  #look(attempt: number, name: TransportName): void {
    let told = false;
    const tell = (found: boolean) => {
      if (told) return;
      told = true;
      this.#options.clock.alarms.clear(patience);
      this.#scout = undefined;
      scout.cut();
      this.#driver.send({ type: "scouted", attempt, found, at: this.#now() });
    };
    const ignored = () => undefined;
    const deadline = this.#now() + this.#options.timing.connectWithin;
    const patience = this.#options.clock.alarms.set(deadline, () => tell(false));
    const scout = this.#options.dial(name, {
      opened: () => tell(true),
      closed: () => tell(false),
      heard: ignored,
      received: ignored,
    });
    this.#scout = scout;
  }

  #flush(): void {
    const leaving = this.#leaving;
    this.#leaving = [];
    if (leaving.length > 0) this.#post(leaving);
  }

  #post(frames: readonly object[]): void {
    for (const text of joinFrames(frames, limits)) this.#transport?.transport.send(text);
  }

  /** The machine need not hear of every frame: an answer to its probe, and otherwise a few in each heartbeat. */
  #heard(attempt: number): void {
    const { state } = this;
    const at = this.#now();
    const heartbeat = "heartbeat" in state ? state.heartbeat : 0;
    const probing = state.name === "live" && state.timers.probe !== undefined;
    if (!probing && at - this.#heardAt < heartbeat / 8) return;
    this.#heardAt = at;
    this.#driver.send({ type: "heard", attempt, at });
  }

  #received(attempt: number, message: string | readonly unknown[]): void {
    if (this.#transport?.attempt !== attempt) return;
    const frames = readFrames(message);
    this.#heard(attempt);
    const others = frames.filter((frame) => frame.re !== helloId && frame.re !== probeId);
    for (const frame of frames) if (frame.re === helloId) this.#answered(attempt, frame);
    if (others.length > 0) this.#options.received(others);
    for (const frame of others) this.#own(attempt, frame);
  }

  #answered(attempt: number, frame: Frame): void {
    const at = this.#now();
    if (frame.error !== undefined) {
      const { code, temporary, retryAfter } = frame.error;
      this.#driver.send({ type: "turned-away", attempt, error: code, temporary, retryAfter, at });
      return;
    }
    const welcome = frame.ok as Answer<"hello">;
    this.#options.welcomed(welcome);
    this.#driver.send({ type: "welcomed", attempt, heartbeat: welcome.heartbeat, at });
  }

  /** Notices that are about the connection itself. */
  #own(attempt: number, frame: Frame): void {
    if (frame.on === "caught-up") this.#driver.send({ type: "caught-up", attempt, at: this.#now() });
    if (frame.on !== "closing") return;
    const { code, comeBackAfter } = frame as { readonly code: number; readonly comeBackAfter?: number };
    this.#driver.send({ type: "parting", attempt, code, comeBackAfter, at: this.#now() });
  }
}

type Unstamped = { readonly type: "opened" } | { readonly type: "closed"; readonly code: number | undefined };

/** What cannot be read is left out: a client outlives a server's mistake, and offsets show what is missing. */
function readFrames(message: string | readonly unknown[]): readonly Frame[] {
  const value = typeof message === "string" ? parsed(message) : message;
  const frames: readonly unknown[] = Array.isArray(value) ? value : [value];
  return frames.filter((frame): frame is Frame => typeof frame === "object" && frame !== null);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
