import {
  isRejection,
  type Activity,
  type AnswerOf,
  type Asker,
  type AskName,
  type AskOf,
  type Attached,
  type Capability,
  type ConversationId,
  type Goodbye,
  type MessagePlace,
  type Rejection,
  type Sensed,
  type Sink,
  type Target,
  type Told,
} from "@elsewhere/core";
import type { Alarm } from "@elsewhere/machine";
import type { Gap, Knowledge } from "./notebook.ts";
import type { Town } from "./town.ts";

export interface Manner {
  /** The node it connects to; the first one unless told. */
  readonly node?: string;
  readonly activity?: Activity;
  readonly idleFor?: number;
  readonly open?: ConversationId;
  readonly capabilities?: readonly Capability[];
  /** False: it connects, and nothing is sent before `start` is called. */
  readonly start?: boolean;
}

const beatEvery = 25_000;

/** A person's device: it is told things as an edge would tell it, keeps them, heals gaps and acknowledges. */
export class Device<K extends Knowledge> implements Sink {
  readonly asker: Asker;
  token: string;
  /** Everything it was told, in order, over all its connections. */
  readonly told: Told[] = [];
  readonly knowledge: K;
  /** Why it was last sent away. */
  goodbye: Goodbye | undefined;
  /** False: it takes what comes and says nothing about it. */
  acknowledges = true;
  caughtUp = false;
  readonly #town: Town;
  #node = "";
  #attached: Attached | undefined;
  #epoch: string | undefined;
  #commands = 0;
  #beat: Alarm | undefined;
  #healing: Gap | undefined;
  readonly #behind: Told[] = [];
  #ackDue = false;
  #full: Promise<void> | undefined;

  constructor(town: Town, asker: Asker, token: string, knowledge: K) {
    this.#town = town;
    this.asker = asker;
    this.token = token;
    this.knowledge = knowledge;
  }

  get id(): string {
    return this.asker.device;
  }

  get connected(): boolean {
    return this.#attached !== undefined;
  }

  get node(): string {
    return this.#node;
  }

  /** Connects with what it has. Rejects with what the node refuses. */
  async connect(manner: Manner = {}): Promise<void> {
    this.#node = manner.node ?? this.#town.firstNode;
    this.goodbye = undefined;
    this.caughtUp = false;
    const { exchange } = this.#town.node(this.#node);
    const arrival = {
      epoch: this.#epoch,
      positions: new Map(this.knowledge.positions()),
      capabilities: manner.capabilities,
      activity: manner.activity ?? "active",
      idleFor: manner.idleFor ?? 0,
      open: manner.open,
    };
    const attached = await exchange.attach(this.asker, arrival, this);
    if (isRejection(attached)) throw new Error(`the node refuses: ${attached.rejected}`);
    this.knowledge.opened(attached.epoch);
    this.#epoch = attached.epoch;
    this.#attached = attached;
    this.#healing = undefined;
    this.#behind.length = 0;
    this.#beatLater();
    if (manner.start ?? true) await this.start();
  }

  /** As the edge does once `hello` was answered. */
  async start(): Promise<void> {
    this.#attached?.start();
    await this.#town.settle();
  }

  /** The connection ends, and its node is told. */
  async disconnect(): Promise<void> {
    this.#drop()?.detach();
    await this.#town.settle();
  }

  /** The connection is dead and nobody is told: what is sent to it is lost, nothing is heard of it. */
  vanish(): Attached | undefined {
    return this.#drop();
  }

  #drop(): Attached | undefined {
    const attached = this.#attached;
    this.#attached = undefined;
    if (this.#beat !== undefined) this.#town.clock.alarms.clear(this.#beat);
    this.#beat = undefined;
    return attached;
  }

  // The device's own doing.

  async ask<N extends AskName>(ask: AskOf<N>, command?: string): Promise<AnswerOf<N> | Rejection> {
    const { exchange } = this.#town.node(this.#node === "" ? this.#town.firstNode : this.#node);
    const answer = await exchange.ask(this.asker, ask, command ?? this.nextCommand());
    await this.#town.settle();
    return answer;
  }

  /** Asks what must not be refused. */
  async must<N extends AskName>(ask: AskOf<N>, command?: string): Promise<AnswerOf<N>> {
    const answer = await this.ask(ask, command);
    if (isRejection(answer)) throw new Error(`${ask.type}: ${answer.rejected} ${answer.detail ?? ""}`);
    return answer;
  }

  say(to: Target, text: string, command?: string): Promise<MessagePlace> {
    return this.must({ type: "send-message", to, text }, command);
  }

  nextCommand(): string {
    this.#commands += 1;
    return `${this.id}-c${this.#commands}`;
  }

  sense(sensed: Partial<Sensed>): Promise<void> {
    this.#attached?.sense({ activity: "active", idleFor: 0, ...sensed });
    return this.#town.settle();
  }

  typing(conversation: ConversationId): Promise<void> {
    this.#attached?.typing(conversation);
    return this.#town.settle();
  }

  /** Says what it has; also done by itself unless `acknowledges` is false. */
  ack(): void {
    this.#attached?.ack(new Map(this.knowledge.positions()));
  }

  /** Everything of one type it was told. */
  heard<T extends Told["type"]>(type: T): readonly Extract<Told, { type: T }>[] {
    return this.told.filter((told): told is Extract<Told, { type: T }> => told.type === type);
  }

  /** How messages came, by text. */
  hows(): Readonly<Record<string, string>> {
    const hows: Record<string, string> = {};
    for (const told of this.heard("entry"))
      if (told.entry.body.type === "message") hows[told.entry.body.text] = told.how ?? "";
    return hows;
  }

  /** From now on it has no room for more, until the returned function is called. */
  fill(): () => void {
    let empty = (): void => undefined;
    this.#full = new Promise((resolve) => {
      empty = resolve;
    });
    return () => {
      this.#full = undefined;
      empty();
    };
  }

  // Told by the exchange.

  tell(told: Told): void {
    if (this.#attached === undefined) return;
    this.told.push(told);
    if (told.type === "caught-up") this.caughtUp = true;
    if (this.#healing === undefined) this.#take(told);
    else this.#behind.push(told);
    this.#ackSoon();
  }

  close(reason: Goodbye): void {
    this.goodbye = reason;
    this.#drop()?.detach();
  }

  room(): Promise<void> | undefined {
    return this.#full;
  }

  #take(told: Told): void {
    const gap = this.knowledge.take(told, this.caughtUp);
    if (gap === undefined) return;
    this.#healing = gap;
    this.#behind.push(told);
    void this.#heal(gap);
  }

  /** Fetches what is missing, then takes what came meanwhile. */
  async #heal(gap: Gap): Promise<void> {
    for (let after = gap.after, more = true; more; ) {
      const { exchange } = this.#town.node(this.#node);
      const ask = { type: "resume", topic: gap.topic, after } as const;
      const answer = await exchange.ask(this.asker, ask, undefined);
      if (this.#healing !== gap) return;
      if (isRejection(answer)) {
        this.#forgetBehind(gap.topic);
        break;
      }
      this.knowledge.takeResumed(gap.topic, answer);
      more = "more" in answer && answer.more;
      after = this.knowledge.positions().get(gap.topic) ?? 0;
    }
    this.#healing = undefined;
    for (const told of this.#behind.splice(0))
      if (this.#healing === undefined) this.#take(told);
      else this.#behind.push(told);
    this.#ackSoon();
  }

  /** What it may not read it does not wait for. */
  #forgetBehind(topic: string): void {
    const kept = this.#behind.filter((told) => told.type !== "entry" || told.topic !== topic);
    this.#behind.splice(0, Number.POSITIVE_INFINITY, ...kept);
  }

  #ackSoon(): void {
    if (!this.acknowledges || this.#ackDue) return;
    this.#ackDue = true;
    queueMicrotask(() => {
      this.#ackDue = false;
      this.ack();
    });
  }

  #beatLater(): void {
    const { alarms } = this.#town.clock;
    if (this.#beat !== undefined) alarms.clear(this.#beat);
    this.#beat = alarms.set(this.#town.clock.now() + beatEvery, () => {
      this.#attached?.heard();
      this.#beatLater();
    });
  }
}
