import type { DurableNotice, Notice } from "@elsewhere/protocol/notices";
import type { Fact, ModelStore } from "./model-store.ts";

/** The server's end of a connection. */
export interface ModelChannel {
  send(text: string): void;
  close(): void;
}

interface Session {
  readonly channel: ModelChannel;
  account: string;
  device: string;
}

interface Asked {
  readonly id?: string;
  readonly do: string;
  readonly [field: string]: unknown;
}

type Refusal = {
  readonly code: string;
  readonly text: string;
  readonly temporary: boolean;
  readonly retryAfter?: number;
};

export interface ModelOptions {
  readonly store: ModelStore;
  readonly now: () => number;
  readonly heartbeat?: number;
  /** More missing than this is a snapshot. */
  readonly resumeEntries?: number;
  readonly snapshotMessages?: number;
  /** Says no to a request before it does anything. */
  readonly refuse?: (asked: Asked) => Refusal | undefined;
  /** Loses a live copy of a notice on its way to a device. */
  readonly loses?: (notice: DurableNotice, device: string) => boolean;
}

/** A server as simple as the protocol lets it be: tokens are `account:device`, everybody may do everything. */
export class ModelServer {
  readonly store: ModelStore;
  readonly sessions = new Set<Session>();
  /** Everything asked, in order. */
  readonly asked: Asked[] = [];
  readonly #options: ModelOptions;

  constructor(options: ModelOptions) {
    this.#options = options;
    this.store = options.store;
  }

  /** Takes a connection; gives back what takes its messages, and what to call at its end. */
  accept(channel: ModelChannel): { received(text: string): void; closed(): void } {
    const session: Session = { channel, account: "", device: "" };
    return {
      received: (text) => {
        const value = JSON.parse(text) as Asked | Asked[];
        for (const asked of Array.isArray(value) ? value : [value]) this.#take(session, asked);
      },
      closed: () => this.sessions.delete(session),
    };
  }

  /** Tells every device of the account. */
  tell(account: string, notice: Notice): void {
    for (const session of this.sessions) if (session.account === account) this.#send(session, notice);
  }

  /** Puts a fact into a topic and tells those it concerns. */
  commit(topic: string, fact: Fact): DurableNotice {
    const notice = this.store.append(topic, fact, this.#options.now());
    for (const session of this.sessions) {
      const isTheirs = topic.startsWith("a:")
        ? topic === `a:${session.account}`
        : this.#isMember(topic, session.account);
      if (isTheirs && this.#options.loses?.(notice, session.device) !== true) this.#send(session, notice);
    }
    return notice;
  }

  #isMember(conversation: string, account: string): boolean {
    return this.store.joined(account).includes(conversation);
  }

  #send(session: Session, frame: object): void {
    session.channel.send(JSON.stringify(frame));
  }

  #take(session: Session, asked: Asked): void {
    this.asked.push(asked);
    const refusal = this.#options.refuse?.(asked);
    if (refusal !== undefined) return this.#answer(session, asked, undefined, refusal);
    if (asked.do === "hello") return this.#hello(session, asked);
    const key = `${session.account}/${session.device}/${asked.id ?? ""}`;
    const known = this.store.answers.get(key);
    if (known !== undefined) return this.#answer(session, asked, known);
    const answer = this.#do(session, asked);
    if (asked.do === "send-message") this.store.answers.set(key, answer);
    this.#answer(session, asked, answer);
  }

  #answer(session: Session, asked: Asked, ok: unknown, error?: Refusal): void {
    if (asked.id === undefined) return;
    this.#send(session, error === undefined ? { re: asked.id, ok } : { re: asked.id, error });
  }

  #hello(session: Session, asked: Asked): void {
    const [account = "", device = ""] = String(asked["token"]).split(":");
    if (device === "") {
      const error = { code: "not-signed-in", text: "Sign in first.", temporary: false };
      return this.#answer(session, asked, undefined, error);
    }
    Object.assign(session, { account, device });
    this.#answer(session, asked, this.#welcome(account, device));
    const isSame = asked["epoch"] === this.store.epoch;
    const positions = isSame ? ((asked["positions"] ?? {}) as Record<string, number>) : {};
    for (const topic of [`a:${account}`, ...this.store.joined(account)])
      this.#catchUp(session, topic, positions[topic]);
    this.sessions.add(session);
    this.#send(session, { on: "caught-up" });
  }

  #welcome(account: string, device: string) {
    const { heartbeat = 30_000, now } = this.#options;
    const server = { domain: "example.org", node: "model", version: "0", admin: false };
    return {
      account,
      address: `${account}@example.org`,
      device,
      epoch: this.store.epoch,
      time: now(),
      heartbeat,
      ...server,
    };
  }

  #catchUp(session: Session, topic: string, position: number | undefined): void {
    const { resumeEntries = 1_000, snapshotMessages = 30 } = this.#options;
    const missing = this.store.after(topic, position ?? 0);
    if (position !== undefined && missing.length <= resumeEntries) {
      for (const notice of missing) this.#send(session, notice);
    } else this.#send(session, this.store.snapshot(topic, session.account, snapshotMessages));
  }

  #do(session: Session, asked: Asked): unknown {
    switch (asked.do) {
      case "send-message":
        return this.#sendMessage(session, asked);
      case "mark-read": {
        const { conversation, upTo } = asked as unknown as { conversation: string; upTo: number };
        this.commit(`a:${session.account}`, { on: "read", conversation, upTo });
        this.commit(conversation, { on: "receipt", account: session.account, delivered: upTo, read: upTo });
        return {};
      }
      case "set-draft": {
        const { conversation, text } = asked as unknown as { conversation: string; text: string };
        this.commit(`a:${session.account}`, { on: "draft", conversation, text, device: session.device });
        return {};
      }
      case "resume":
        return {
          notices: this.store.after(String(asked["topic"]), Number(asked["after"])).slice(0, 3),
          more: this.store.after(String(asked["topic"]), Number(asked["after"])).length > 3,
        };
      case "history": {
        const {
          conversation,
          before = Number.POSITIVE_INFINITY,
          limit = 50,
        } = asked as unknown as { conversation: string; before?: number; limit?: number };
        const older = this.store.messages(conversation).filter((one) => one.offset < before);
        return { messages: older.slice(-limit).toReversed(), more: older.length > limit };
      }
      default:
        return {};
    }
  }

  #sendMessage(session: Session, asked: Asked): unknown {
    const conversation = this.#conversation(session.account, String(asked["to"]));
    const message = {
      by: session.account,
      device: session.device,
      id: asked.id ?? "",
      text: String(asked["text"]),
      offset: 0,
      at: 0,
    };
    const { offset } = this.commit(conversation, { on: "message", message });
    return { message: `${conversation}.${offset}`, conversation, offset };
  }

  /** The direct conversation with the person, made if there is none. */
  #conversation(me: string, to: string): string {
    if (to.includes(":")) return to;
    const [one, other] = [me, to].toSorted() as [string, string];
    const conversation = `d:${one}:${other}`;
    if (this.store.heads.has(conversation)) return conversation;
    for (const account of new Set([one, other]))
      this.commit(`a:${account}`, { on: "joined", conversation, gone: false });
    this.commit(conversation, { on: "info", kind: "direct", createdBy: me, createdAt: this.#options.now() });
    for (const account of new Set([one, other]))
      this.commit(conversation, { on: "member", account, role: "member", by: me });
    return conversation;
  }
}
