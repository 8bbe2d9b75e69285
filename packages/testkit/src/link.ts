import { datagramDelays, type Weather } from "./weather.ts";

/** `closed`: by the other end. `cut`: broken on the way. `refused`: nobody listens there. */
export type Closing = "closed" | "cut" | "refused";

export interface Receiver<Value> {
  value(value: Value): void;
  closed(why: Closing): void;
}

/** One end of a link. */
export interface Channel<Value> {
  /** As far as this end knows: a half-open one still says so. */
  readonly open: boolean;
  /** What arrives at the other end is a copy. Once closed, nothing is sent. */
  send(value: Value): void;
  /** What was sent before still arrives; then the other end is told. This end hears nothing any more. */
  close(): void;
  /** Who gets what arrives; until it is set, arrivals are kept. */
  receive(receiver: Receiver<Value>): void;
}

export type LinkKind = "datagram" | "connection";

/** Two channels, tied together. */
export interface Link<Value> {
  readonly ends: readonly [Channel<Value>, Channel<Value>];
  /** Breaks it: what is on the way is lost. The first or the second end may be left untold. */
  cut(untold?: readonly (0 | 1)[]): void;
  /** From now on nothing gets through; a connection delivers it after `resume`. */
  stall(): void;
  resume(): void;
}

type Side = 0 | 1;
type Arrival<Value> =
  | { readonly type: "value"; readonly value: Value }
  | { readonly type: "closed"; readonly why: Closing };

/** Resending takes a connection at least this long, in milliseconds (RFC 6298 §2.4 rounds up to one second; kernels use 200 ms). */
const resendDelay = 200;
/** Then it is given up (RFC 1122 §4.2.3.5). */
const mostResends = 15;

/** A link of two ends, each of which has its own idea of whether it is open. */
export class LossyLink<Value> implements Link<Value> {
  readonly ends: readonly [LinkEnd<Value>, LinkEnd<Value>];
  readonly places: readonly [string, string];
  readonly #weather: Weather;
  readonly #kind: LinkKind;
  readonly #forget: () => void;
  /** When the last thing sent towards each end arrives: a connection is never overtaken. */
  readonly #lastArrival: [number, number] = [0, 0];
  #cut = false;
  #stalled = false;
  #held: (() => void)[] = [];

  constructor(weather: Weather, places: readonly [string, string], kind: LinkKind, forget: () => void) {
    this.#weather = weather;
    this.places = places;
    this.#kind = kind;
    this.#forget = forget;
    this.ends = [new LinkEnd(this, 0), new LinkEnd(this, 1)];
  }

  /** Knocks at the second end; if it says no, the first is refused. */
  open(accept: () => boolean): void {
    this.#inOrder(1, () => {
      if (accept()) return;
      this.ends[1].die();
      this.#inOrder(0, () => this.#close(0, "refused"));
    });
  }

  carry(from: Side, value: Value): void {
    if (this.#cut) return;
    const copy = structuredClone(value);
    const to = otherSide(from);
    const arrive = (): void => this.ends[to].arrive({ type: "value", value: copy });
    if (this.#kind === "datagram") return this.#scatter(arrive);
    if (this.#weather.strikes("cut"))
      return this.cut(([0, 1] as const).filter(() => this.#weather.strikes("halfOpen")));
    this.#inOrder(to, arrive);
  }

  /** One end closed: the other is told behind what was sent before. */
  finish(from: Side): void {
    if (this.#cut) return this.#forget();
    const to = otherSide(from);
    this.#inOrder(to, () => this.#close(to, "closed"));
  }

  cut(untold: readonly Side[] = []): void {
    if (this.#cut) return;
    this.#cut = true;
    this.#held = [];
    for (const side of [0, 1] as const) {
      if (untold.includes(side)) continue;
      this.#weather.after(this.#weather.delay(), () => this.#close(side, "cut"));
    }
  }

  crash(place: string): void {
    const untold = ([0, 1] as const).filter((side) => this.places[side] === place);
    if (untold.length === 0) return;
    for (const side of untold) this.ends[side].die();
    const survivorUntold = this.#weather.strikes("halfOpen");
    this.cut(survivorUntold ? [0, 1] : untold);
    this.#forget();
  }

  stall(): void {
    this.#stalled = true;
  }

  resume(): void {
    this.#stalled = false;
    for (const arrive of this.#held.splice(0)) arrive();
  }

  #close(side: Side, why: Closing): void {
    this.ends[side].arrive({ type: "closed", why });
    if (!this.ends[0].open && !this.ends[1].open) this.#forget();
  }

  #scatter(arrive: () => void): void {
    for (const delay of datagramDelays(this.#weather)) {
      this.#weather.after(delay, () => {
        if (!this.#cut && !this.#stalled) arrive();
      });
    }
  }

  #inOrder(to: Side, arrive: () => void): void {
    let delay = this.#weather.delay();
    for (let resent = 0; this.#weather.strikes("loss"); resent++) {
      if (resent === mostResends) return this.cut();
      delay += resendDelay + this.#weather.delay();
    }
    const now = this.#weather.clock.now();
    const at = Math.max(now + delay, this.#lastArrival[to]);
    this.#lastArrival[to] = at;
    this.#weather.clock.alarms.set(at, () => this.#through(arrive));
  }

  #through(arrive: () => void): void {
    if (this.#cut) return;
    if (this.#stalled) this.#held.push(arrive);
    else arrive();
  }
}

class LinkEnd<Value> implements Channel<Value> {
  readonly #link: LossyLink<Value>;
  readonly #side: Side;
  #receiver: Receiver<Value> | undefined;
  #early: Arrival<Value>[] = [];
  open = true;

  constructor(link: LossyLink<Value>, side: Side) {
    this.#link = link;
    this.#side = side;
  }

  send(value: Value): void {
    if (this.open) this.#link.carry(this.#side, value);
  }

  close(): void {
    if (!this.open) return;
    this.die();
    this.#link.finish(this.#side);
  }

  receive(receiver: Receiver<Value>): void {
    this.#receiver = receiver;
    for (const arrival of this.#early.splice(0)) {
      // The receiver may close the channel while it takes what came early.
      if (this.#receiver === receiver) this.#give(receiver, arrival);
    }
  }

  arrive(arrival: Arrival<Value>): void {
    if (!this.open) return;
    if (arrival.type === "closed") this.open = false;
    if (this.#receiver === undefined) this.#early.push(arrival);
    else this.#give(this.#receiver, arrival);
  }

  /** Hears nothing and says nothing any more. */
  die(): void {
    this.open = false;
    this.#receiver = undefined;
    this.#early = [];
  }

  #give(receiver: Receiver<Value>, arrival: Arrival<Value>): void {
    if (arrival.type === "value") receiver.value(arrival.value);
    else receiver.closed(arrival.why);
  }
}

function otherSide(side: Side): Side {
  return side === 0 ? 1 : 0;
}
