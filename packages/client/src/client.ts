import type { Clock, RunningClock } from "@elsewhere/machine";
import { emptyState, positionOf, unread, unreadMentions, type AccountState } from "@elsewhere/protocol/apply";
import type { Notice } from "@elsewhere/protocol/notices";
import type { Answer, Args, RequestName } from "@elsewhere/protocol/requests";
import { idMaker, systemClock } from "./clock.ts";
import { Connection, type Frame } from "./connection/connection.ts";
import { transports, usualTiming, type TransportName } from "./connection/course.ts";
import { createDial } from "./connection/dial.ts";
import { ConnectionClosed } from "./errors.ts";
import type { ConnectionState } from "./connection/states.ts";
import { Emitter, type Listener } from "./emitter.ts";
import { statusOf, untilLive, wordOf, type ClientEvents, type ConnectionStatus } from "./events.ts";
import { createFiles, type Files } from "./files.ts";
import { helloArgs, sinceState } from "./state/beginning.ts";
import { storedMessages, usualKeepMessages, type ClientOptions } from "./options.ts";
import type { Handed, Unsent } from "./outbox/handed.ts";
import { Marks } from "./outbox/marks.ts";
import { Outbox, type SendArgs, type Sending, type Sent } from "./outbox/outbox.ts";
import { conversationOf, notYetIn } from "./outbox/order.ts";
import { Typing } from "./outbox/typing.ts";
import { Requests, type AskOptions } from "./requests.ts";
import { attend } from "./sensing/attend.ts";
import { noSensor, type Sensor } from "./sensing/sensor.ts";
import { Token } from "./token.ts";
import { Acks } from "./state/acks.ts";
import { Receiver } from "./state/receiver.ts";
import { Keeper } from "./storage/keeper.ts";
import { readKept } from "./storage/kept.ts";

/** A point of presence: one device of one account, connected as well as can be. */
export class Client {
  readonly files: Files;
  readonly #options: ClientOptions;
  readonly #clock: Clock;
  /** Set if the clock is the client's own. */
  readonly #ownClock: RunningClock | undefined;
  readonly #events = new Emitter<ClientEvents>();
  readonly #ladder: readonly TransportName[];
  readonly #connection: Connection;
  readonly #requests: Requests;
  readonly #receiver: Receiver;
  readonly #acks: Acks;
  readonly #outbox: Outbox;
  readonly #marks: Marks;
  readonly #keeper: Keeper;
  #sensor: Sensor = noSensor;
  #end: (() => void) | undefined;
  readonly #loaded: Promise<void>;
  readonly #token: Token;
  readonly #typing = new Typing();
  readonly #placeOf = (to: string) => conversationOf(to, this.state.account, this.#welcome?.domain ?? "");
  readonly #newId: () => string;
  #open: string | undefined;
  #welcome: Answer<"hello"> | undefined;
  #closed = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    const random = options.random ?? Math.random;
    this.#newId = idMaker(random, () => this.#clock.now());
    this.#ownClock = options.clock === undefined ? systemClock() : undefined;
    const clock = options.clock ?? this.#ownClock ?? systemClock();
    this.#clock = clock;
    this.#token = new Token(options.token, {
      ...options,
      changed: (token) => this.#keepToken(token),
      failed: (error) => this.#events.emit("trouble", error),
    });
    this.#ladder = options.transports ?? transports;
    this.#requests = new Requests({
      clock,
      newId: this.#newId,
      isOpen: () => this.#connection.open,
      send: (frame) => this.#connection.send(frame),
    });
    const ask: Requests["ask"] = (name, args, how) => this.#requests.ask(name, args, how);
    this.#receiver = new Receiver({
      clock,
      ask,
      told: (notice) => this.#told(notice),
      filled: () => this.#stateChanged(),
      complete: options.complete ?? false,
      keepMessages: options.keepMessages ?? usualKeepMessages,
    });
    this.#acks = new Acks({ clock, send: (positions) => this.#connection.send({ do: "ack", positions }) });
    this.#outbox = new Outbox({
      clock,
      ask,
      conversationOf: this.#placeOf,
      changed: () => this.#outboxChanged(),
      sent: (sent) => this.#sent(sent),
    });
    this.#marks = new Marks({ clock, ask, changed: () => this.#keeper.write("marks", this.#marks.unmarked) });
    this.#keeper = new Keeper({
      clock,
      storage: options.storage,
      keepMessages: storedMessages,
      failed: (error) => this.#events.emit("trouble", error),
    });
    this.#connection = new Connection({
      clock,
      ladder: this.#ladder,
      timing: { ...usualTiming, ...options.timing },
      seed: Math.floor(random() * 2 ** 32) | 0,
      dial: createDial({ ...options, clock, token: () => this.#token.value }),
      hello: () => this.#hello(),
      welcomed: (welcome) => this.#welcomed(welcome),
      received: (frames) => this.#received(frames),
      changed: (state, before) => this.#connectionChanged(state, before),
      failed: (error) => this.#broke(error),
    });
    this.files = createFiles({
      ...options,
      clock,
      token: () => this.#token.value,
      back: (call) => this.on("connection", ({ name }) => name === "live" && call()),
    });
    this.#loaded = this.#load();
  }

  /** What this device knows. */
  get state(): AccountState {
    return this.#receiver.state;
  }

  /** What the server said at the last `hello`, or undefined before the first. */
  get welcome(): Answer<"hello"> | undefined {
    return this.#welcome;
  }

  /** `close` was called. */
  get closed(): boolean {
    return this.#closed;
  }

  get connection(): ConnectionStatus {
    return statusOf(this.#connection.state, this.#ladder);
  }

  /** Messages on their way out, in order. */
  get outbox(): readonly Sending[] {
    return this.#outbox.entries;
  }

  /** Calls the listener at each event from now on; the function that is given back takes it off. */
  on<Name extends keyof ClientEvents>(name: Name, listener: Listener<ClientEvents[Name]>): () => void {
    return this.#events.on(name, listener);
  }

  /** Connects, or connects again after a refusal, with another token if one is given. */
  connect(token?: string): void {
    if (token !== undefined) this.#token.use(token);
    void this.#loaded.then(() => {
      if (this.#closed) return;
      this.#requests.reopen();
      this.#connection.start();
    });
  }

  /** Resolves once everything missed has come; rejects with `ConnectionClosed` if that will not happen by itself. */
  live(): Promise<void> {
    return untilLive(this);
  }

  /** Asks the server; rejects with `RequestError` or `ConnectionClosed`. */
  request<N extends RequestName>(name: N, args: Args<N>, options?: AskOptions): Promise<Answer<N>> {
    return this.#requests.ask(name, args, options);
  }

  /** Sends a message to a person or a conversation, now or as soon as there is a connection. */
  send(to: string, text: string, more: Omit<SendArgs, "to" | "text"> = {}): Handed {
    const id = this.#newId();
    this.#typing.sent(this.#placeOf(to));
    const done = this.#outbox.add(id, { ...more, to, text });
    return { id, done };
  }

  /** Sends a failed message again. */
  retry(id: string): void {
    this.#outbox.retry(id);
  }

  /** Takes a failed message out of the outbox. */
  discard(id: string): void {
    this.#outbox.discard(id);
  }

  /** Takes what another run on this device left unsent, and sends it; resolves once it is kept here. */
  async takeOver({ outbox, marks }: Unsent): Promise<void> {
    await this.#loaded;
    if (this.#closed) throw new ConnectionClosed("closed");
    this.#outbox.restore(notYetIn(this.state, outbox));
    this.#marks.restore(marks);
    if (this.#connection.open) this.#pump();
    await this.#keeper.flush();
  }

  /** Everything up to the offset has been read by the person; shown so here at once. */
  markRead(conversation: string, upTo: number): void {
    if (upTo <= (this.state.own.reads.get(conversation) ?? 0)) return;
    this.#marks.read(conversation, upTo);
    this.#events.emit("state", this.state);
  }

  /** Unread messages of a conversation, read marks that are still on their way included. */
  unread(conversation: string): number {
    return unread(this.state, conversation, this.#marks.readUpTo(conversation));
  }

  /** Those of them that are here and mention the person. */
  unreadMentions(conversation: string): number {
    return unreadMentions(this.state, conversation, this.#marks.readUpTo(conversation));
  }

  /** Keeps what is being written for the person's other devices; empty: nothing is. */
  setDraft(conversation: string, text: string): void {
    this.#marks.draft(conversation, text);
  }

  /** The person is writing: call it at each key, it is told a few times a minute. */
  typing(conversation: string): void {
    if (!this.#connection.open || !this.#typing.isDue(conversation, this.#clock.now())) return;
    this.#connection.send({ do: "typing", conversation });
  }

  /** The conversation in front of the person, or undefined. */
  show(conversation: string | undefined): void {
    if (conversation === this.#open) return;
    this.#open = conversation;
    this.#receiver.open = conversation;
    this.#sense();
  }

  /** Fetches older messages of a conversation into the state; tells whether there are more. */
  async history(conversation: string, limit = 50): Promise<boolean> {
    const before = this.state.conversations.get(conversation)?.messages[0]?.offset;
    const args = before === undefined ? { conversation, limit } : { conversation, limit, before };
    const page = await this.request("history", args);
    this.#receiver.takeHistory(conversation, page);
    this.#stateChanged();
    return page.more;
  }

  /** Leaves nothing behind: no timer, no socket, no listener. What waits stays in the storage. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#end?.();
    this.#acks.flush();
    await this.#connection.close();
    this.#marks.close();
    this.#receiver.lost();
    this.#outbox.close("closed");
    this.#requests.close("closed");
    this.#acks.clear();
    await this.#loaded;
    await this.#keeper.flush();
    this.#events.clear();
    this.#ownClock?.stop();
  }

  async #load(): Promise<void> {
    try {
      const { state, token, outbox, marks } = await readKept(this.#keeper);
      this.#receiver.state = sinceState(this.#options.since) ?? state ?? emptyState("", "");
      this.#token.value = token ?? this.#token.value;
      this.#outbox.restore(notYetIn(this.state, outbox));
      if (marks !== undefined) this.#marks.restore(marks);
      // What was kept can be shown before there is a connection.
      if (state !== undefined) this.#events.emit("state", this.state);
    } catch (error) {
      this.#events.emit("trouble", error);
    }
    this.#keeper.loaded();
    if (!this.#closed) this.#attend();
  }

  #attend(): void {
    const { sensor, end } = attend(this.#options, {
      clock: this.#clock,
      report: () => this.#sense(),
      rouse: () => this.#connection.rouse(),
      online: (online) => this.#connection.online(online),
      failed: (error) => this.#events.emit("trouble", error),
    });
    this.#sensor = sensor;
    this.#end = end;
  }

  #hello(): Args<"hello"> {
    const { state } = this;
    const given = { token: this.#token.value, capabilities: this.#options.capabilities, open: this.#open };
    return helloArgs(state, { ...given, sensed: this.#sensor.now() });
  }

  #welcomed(welcome: Answer<"hello">): void {
    const { account } = this.state;
    if (account !== "" && account !== welcome.account) this.#outbox.clear();
    this.#welcome = welcome;
    this.#receiver.welcomed(welcome.account, welcome.epoch);
    this.#acks.clear();
    this.#events.emit("state", this.state);
  }

  #received(frames: readonly Frame[]): void {
    const before = this.state;
    for (const frame of frames) {
      if (frame.re !== undefined) this.#requests.answered(frame);
      else if (frame.on !== undefined) this.#receiver.take(frame as Notice);
    }
    if (this.state !== before) this.#stateChanged();
  }

  #stateChanged(): void {
    this.#keeper.keep(this.state);
    this.#events.emit("state", this.state);
  }

  #told(notice: Notice): void {
    if ("topic" in notice) this.#acks.received(notice.topic, notice.offset);
    if (notice.on === "message" && notice.message.by === this.state.account) {
      this.#outbox.arrived(notice.message.id);
    }
    if (notice.on === "snapshot") this.#outbox.arrivedUpTo(notice.topic, notice.offset);
    if (notice.on === "rotate") void this.#token.rotate();
    this.#events.emit("notice", notice);
    this.#events.emit(notice.on, notice);
  }

  #connectionChanged(state: ConnectionState, before: ConnectionState): void {
    const wasOpen = before.name === "live" || before.name === "catching-up";
    if (wasOpen && !this.#connection.open) this.#lost();
    if (!wasOpen && this.#connection.open) this.#opened();
    if (state.name === "refused") this.#requests.close(wordOf(state.refusal));
    if (state.name !== before.name) this.#events.emit("connection", this.connection);
  }

  #opened(): void {
    this.#requests.opened();
    this.#pump();
  }

  #pump(): void {
    this.#outbox.pump();
    this.#marks.pump();
  }

  #lost(): void {
    this.#acks.clear();
    this.#requests.lost();
    this.#receiver.lost();
  }

  #sense(): void {
    this.#connection.send({ do: "sense", ...this.#sensor.now(), open: this.#open ?? null });
  }

  #outboxChanged(): void {
    this.#keeper.write("outbox", this.#outbox.entries);
    this.#events.emit("outbox", this.#outbox.entries);
  }

  /** What an earlier run sent may have come before this answer; its notice does not come again. */
  #sent({ conversation, offset }: Sent): void {
    if (positionOf(this.state, conversation) >= offset) this.#outbox.arrivedUpTo(conversation, offset);
    else this.#receiver.expect(conversation, offset);
  }

  #keepToken(token: string): void {
    this.#keeper.write("token", token);
    this.#events.emit("token", token);
  }

  #broke(error: unknown): void {
    this.#lost();
    this.#requests.close("broken");
    this.#events.emit("trouble", error);
  }
}
