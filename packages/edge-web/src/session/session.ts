import {
  isRejection,
  rejection,
  type Asker,
  type Attached,
  type Goodbye,
  type Rejection,
  type Sink,
  type Time,
  type Told,
} from "@elsewhere/core";
import { closeCodes, type Args, type CloseReason, type RequestName } from "@elsewhere/protocol";
import { isRequestName } from "@elsewhere/protocol/validate";
import { errorValue } from "../map/rejections.ts";
import { Bucket } from "./bucket.ts";
import type { Beating, Unopened } from "./heart.ts";
import { closeFor, readArrival, welcome } from "./hello.ts";
import type { SessionHost } from "./host.ts";
import { awaitingHello, type SessionEffect, type SessionEvent, type SessionState } from "./machine.ts";
import { performOwn, type OwnRequest } from "./own-requests.ts";
import { answerRequest, failure } from "./request.ts";
import type { Wire } from "./wire.ts";

type Frame = Readonly<Record<string, unknown>>;

/** A request that came before the hello was answered. */
interface Held {
  readonly frame: Frame;
  readonly name: RequestName;
  readonly id: string | undefined;
}

/**
 * One point's connection, whatever carries it. Ten thousands of them sleep most of the time: what a session does not
 * need while it sleeps, it does not hold.
 */
export class Session implements Sink, Beating, Unopened {
  readonly #host: SessionHost;
  readonly #wire: Wire;
  #state: SessionState;
  #attached: Attached | undefined;
  /** The hello being answered. */
  #hello: Held | undefined;
  #held: Held[] | undefined;
  /** A token that came with the connection itself. */
  #credential: string | undefined;
  readonly #bucket: Bucket;
  #heardAt: Time;
  #slot = -1;
  #outstanding = 0;
  #refusals = 0;
  #comeBackAfter: number | undefined;

  constructor(host: SessionHost, wire: Wire, credential: string | undefined) {
    const now = host.clock.now();
    this.#host = host;
    this.#wire = wire;
    this.#credential = credential;
    this.#heardAt = now;
    this.#bucket = new Bucket(host.limits.requestBurst, now);
    this.#state = awaitingHello(now + host.limits.helloWithin);
    host.heart.expect(this);
  }

  get isLive(): boolean {
    return this.#state.name === "live";
  }

  get isOver(): boolean {
    return this.#state.name === "closing" || this.#state.name === "gone";
  }

  /** Who it is, once admitted. */
  get asker(): Asker | undefined {
    return this.#attached?.asker;
  }

  get deadline(): Time {
    return this.#state.name === "awaiting-hello" ? this.#state.timers.hello : 0;
  }

  // Told by the exchange.

  tell(told: Told): void {
    if (this.#state.name === "live") this.#wire.write(this.#host.encoder.encode(told));
  }

  close(reason: Goodbye): void {
    this.end(reason);
  }

  room(): Promise<void> | undefined {
    return this.#wire.room();
  }

  // Told by the heart.

  beat(at: Time): void {
    this.#step({ type: "beat", at, heardAt: this.#heardAt });
  }

  expire(at: Time): void {
    if (this.#state.name === "awaiting-hello") this.#step({ type: "timer", timer: "hello", at });
  }

  // Told by the carrier.

  /** A sign of life. */
  heard(): void {
    this.#heardAt = this.#host.clock.now();
    this.#attached?.heard();
  }

  /** Frames of one message. */
  take(frames: readonly unknown[]): void {
    this.heard();
    try {
      for (const frame of frames) {
        if (this.isOver) return;
        this.#takeFrame(frame);
      }
    } catch (error) {
      this.#host.log.error({ err: error }, "a connection failed because of a mistake in the server");
      this.end("internal-error");
    }
  }

  end(reason: CloseReason, comeBackAfter?: number): void {
    this.#comeBackAfter = comeBackAfter;
    this.#step({ type: "ended", reason, at: this.#host.clock.now() });
  }

  disconnected(): void {
    this.#step({ type: "disconnected", at: this.#host.clock.now() });
  }

  #takeFrame(frame: unknown): void {
    if (!isFrame(frame)) return this.end("bad-frame");
    const { id, do: name } = frame;
    if (typeof name !== "string" || !isId(id)) return this.end("bad-frame");
    const wait = this.#bucket.take(
      this.#heardAt,
      this.#host.limits.requestsPerSecond,
      this.#host.limits.requestBurst,
    );
    if (wait > 0) return this.#refuseFast(id, wait);
    if (!isRequestName(name)) return this.#refuse(id, rejection("unknown-request", name.slice(0, 40)));
    if (this.#state.name === "live") return this.#serve(name, frame, id);
    this.#takeUnopened({ frame, name, id });
  }

  #takeUnopened(held: Held): void {
    if (held.name === "hello" && this.#hello === undefined) {
      this.#hello = held;
      this.#step({ type: "hello", at: this.#heardAt });
    } else if (held.name !== "hello" && this.#state.name !== "greeting") {
      this.#refuse(held.id, rejection("not-signed-in", "hello comes first"));
    } else if ((this.#held?.length ?? 0) < this.#host.limits.outstanding) {
      (this.#held ??= []).push(held);
    } else {
      this.#refuse(held.id, rejection("too-many", "requests before the answer to hello"));
    }
  }

  /** A request on a live session. */
  #serve(name: RequestName, frame: Frame, id: string | undefined): void {
    switch (name) {
      case "hello":
        return this.#refuse(id, rejection("already-exists", "hello was said before"));
      case "ack":
      case "sense":
      case "typing":
        return this.#serveOwn(name, frame, id);
      default:
        if (this.#outstanding >= this.#host.limits.outstanding) {
          return this.#refuse(id, rejection("too-many", "requests without an answer"));
        }
        void this.#ask(name, frame, id);
    }
  }

  async #ask(name: RequestName, frame: Frame, id: string | undefined): Promise<void> {
    const asker = this.#attached?.asker;
    if (asker === undefined) return;
    this.#outstanding++;
    const answer = await answerRequest(this.#host, asker, name, frame, id);
    this.#outstanding--;
    if (isRejection(answer)) this.#refuse(id, answer);
    else this.#answer(id, answer);
  }

  /** Requests that concern the connection alone. */
  #serveOwn(name: OwnRequest, frame: Frame, id: string | undefined): void {
    const wrong = this.#host.validators.wrongArgs(name, frame);
    if (wrong !== undefined) return this.#refuse(id, rejection("invalid-request", wrong));
    const no = this.#attached === undefined ? undefined : performOwn(this.#attached, name, frame);
    if (no === undefined) this.#answer(id, {});
    else this.#refuse(id, no);
  }

  #refuseFast(id: string | undefined, wait: number): void {
    if (++this.#refusals > this.#host.limits.refusals) return this.end("too-fast");
    this.#write(id, { error: errorValue(rejection("too-fast"), wait) });
  }

  #refuse(id: string | undefined, no: Rejection): void {
    this.#write(id, { error: errorValue(no) });
  }

  #answer(id: string | undefined, ok: object): void {
    this.#write(id, { ok });
  }

  /** A request without id gets no answer. */
  #write(re: string | undefined, answer: object): void {
    if (re !== undefined && this.#state.name !== "gone") {
      this.#wire.write(JSON.stringify({ re, ...answer }));
    }
  }

  async #greet(): Promise<void> {
    const hello = this.#hello;
    if (hello === undefined) return;
    const admitted = await this.#admit(hello.frame);
    this.#credential = undefined;
    if (isRejection(admitted)) {
      this.#refuse(hello.id, admitted);
      return this.end(closeFor(admitted));
    }
    this.#attached = admitted.attached;
    this.#step({ type: "admitted", at: this.#host.clock.now() });
    if (admitted.rotate) this.tell({ type: "rotate" });
  }

  /** Never rejects. */
  async #admit(frame: Frame): Promise<{ attached: Attached; rotate: boolean } | Rejection> {
    const wrong = this.#host.validators.wrongArgs("hello", frame);
    if (wrong !== undefined) return rejection("invalid-request", wrong);
    const args = frame as Args<"hello">;
    const token = args.token ?? this.#credential;
    if (token === undefined) return rejection("not-signed-in");
    try {
      const who = await this.#host.gate.authenticate(token);
      if (isRejection(who)) return who;
      const arrival = readArrival(args);
      if (isRejection(arrival)) return arrival;
      const { rotate, ...asker } = who;
      const attached = await this.#host.exchange.attach(asker, arrival, this);
      return isRejection(attached) ? attached : { attached, rotate };
    } catch (error) {
      return failure(this.#host, error, "hello");
    }
  }

  /** Answers the hello, sends what was missed, and serves what came meanwhile. */
  #start(): void {
    const { config, limits, heart } = this.#host;
    if (this.#attached === undefined) return;
    this.#answer(this.#hello?.id, welcome(this.#attached, config, limits));
    this.#hello = undefined;
    this.#slot = heart.join(this);
    this.#attached.start();
    const held = this.#held;
    this.#held = undefined;
    for (const { name, frame, id } of held ?? []) if (this.isLive) this.#serve(name, frame, id);
  }

  #sayClosing(reason: CloseReason): void {
    const { code, text } = closeCodes[reason];
    const wait = this.#comeBackAfter === undefined ? {} : { comeBackAfter: this.#comeBackAfter };
    this.#wire.write(JSON.stringify({ on: "closing", reason, code, text, ...wait }));
  }

  #step(event: SessionEvent | { type: "timer"; timer: "hello"; at: Time }): void {
    const before = this.#state;
    const { state, effects } = this.#host.machine.step(before, event);
    this.#state = state;
    if (before.name === "awaiting-hello" && state !== before) this.#host.heart.opened(this);
    if (before.name === "live" && state !== before) this.#host.heart.leave(this, this.#slot);
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: SessionEffect): void {
    switch (effect.type) {
      case "greet":
        void this.#greet();
        break;
      case "start":
        this.#start();
        break;
      case "ping":
        this.#wire.ping();
        break;
      case "end":
        this.#sayClosing(effect.reason);
        this.#wire.end(effect.reason);
        break;
      case "detach":
        this.#attached?.detach();
        this.#attached = undefined;
    }
  }
}

function isFrame(frame: unknown): frame is Frame {
  return typeof frame === "object" && frame !== null && !Array.isArray(frame);
}

function isId(id: unknown): id is string | undefined {
  return id === undefined || (typeof id === "string" && id.length > 0 && id.length <= 64);
}
