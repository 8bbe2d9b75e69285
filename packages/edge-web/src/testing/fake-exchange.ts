import {
  accountName,
  isRejection,
  rejection,
  Unavailable,
  type Admission,
  type Arrival,
  type Ask,
  type Asker,
  type Attached,
  type ConversationId,
  type DeviceId,
  type Exchange,
  type ExportPart,
  type Gate,
  type NodeName,
  type Offset,
  type Rejection,
  type Sensed,
  type Sink,
  type Time,
  type TopicId,
} from "@elsewhere/core";

/** A connection as the exchange would hold it, with everything the edge told of it. */
export interface FakeAttached extends Attached {
  readonly arrival: Arrival;
  readonly sink: Sink;
  readonly sensed: Sensed[];
  readonly acked: ReadonlyMap<TopicId, Offset>[];
  readonly typed: ConversationId[];
  started: boolean;
  detached: boolean;
  heardTimes: number;
}

export interface Asked {
  readonly asker: Asker;
  readonly ask: Ask;
  readonly command: string | undefined;
}

/** An exchange and a gate that say what a test wants and keep what they were asked. */
export interface FakeExchange {
  readonly exchange: Exchange;
  readonly gate: Gate;
  readonly attached: FakeAttached[];
  readonly asked: Asked[];
  /** Answers every ask; `{}` unless a test says otherwise. Throwing is allowed. */
  answer: (asked: Asked) => object | Promise<object>;
  /** Stands between `hello` and its answer. */
  gateDelay: Promise<void>;
  rotates: boolean;
  /** The parts of an export. */
  exported: () => AsyncIterable<ExportPart>;
}

/**
 * Tokens are `<account>-<device>`: `alice-laptop`. `root` is an administrator, `dave` is disabled, and for `broken`
 * the store cannot be reached. The password is `right`.
 */
export function createFakeExchange(now: () => Time): FakeExchange {
  const fake: FakeExchange = {
    attached: [],
    asked: [],
    answer: () => ({}),
    gateDelay: Promise.resolve(),
    rotates: false,
    exported: noParts,
    exchange: {
      async attach(asker, arrival, sink) {
        const attached = createAttached(asker, arrival, sink, now());
        fake.attached.push(attached);
        return attached;
      },
      async ask(asker, ask, command) {
        const asked = { asker, ask: ask as Ask, command };
        fake.asked.push(asked);
        return fake.answer(asked);
      },
      counts: () => ({ points: 0, accounts: 0, cachedTopics: 0, openAlerts: 0, watched: 0 }),
      drain: () => undefined,
      recover: () => Promise.resolve(0),
      tidy: () => Promise.resolve(0),
      readSettings: () => Promise.resolve(),
      exportAccount: async (asker, account) =>
        account === asker.account || asker.admin ? fake.exported() : rejection("not-allowed"),
      close: async () => undefined,
    },
    gate: createGate(() => fake),
  };
  return fake;
}

async function* noParts(): AsyncGenerator<ExportPart> {}

function createAttached(asker: Asker, arrival: Arrival, sink: Sink, time: Time): FakeAttached {
  const attached: FakeAttached = {
    asker,
    arrival,
    sink,
    epoch: "e1",
    node: "n1" as NodeName,
    time,
    sensed: [],
    acked: [],
    typed: [],
    started: false,
    detached: false,
    heardTimes: 0,
    start() {
      attached.started = true;
      sink.tell({ type: "caught-up" });
    },
    heard: () => void attached.heardTimes++,
    sense: (sensed) => void attached.sensed.push(sensed),
    ack: (positions) => void attached.acked.push(positions),
    typing: (conversation) => void attached.typed.push(conversation),
    detach: () => void (attached.detached = true),
  };
  return attached;
}

function askerOf(token: string): Asker | Rejection {
  const [name = "", device] = token.split("-");
  const account = accountName(name);
  if (account === undefined || device === undefined) return rejection("not-signed-in");
  if (name === "dave") return rejection("account-disabled");
  if (name === "broken") throw new Unavailable("store", new Error("gone"));
  return { account, device: token as DeviceId, admin: name === "root" };
}

function createGate(fake: () => FakeExchange): Gate {
  const admission = (token: string): Admission | Rejection => {
    const asker = askerOf(token);
    return isRejection(asker) ? asker : { asker, token };
  };
  return {
    async signIn(account, password) {
      return password === "right" ? admission(`${account}-new`) : rejection("wrong-credentials");
    },
    async signUp(pass, person) {
      return pass === "pass1" ? admission(`${person.account}-new`) : rejection("used-up");
    },
    offerPasskey: async () => ({ attempt: "a1", options: { challenge: "c1" } }),
    async signInWithPasskey(attempt) {
      return attempt === "a1" ? admission("alice-new") : rejection("expired");
    },
    async setPassword(pass) {
      return pass === "pass1" ? admission("alice-new") : rejection("expired");
    },
    async authenticate(token) {
      await fake().gateDelay;
      const asker = askerOf(token);
      return isRejection(asker) ? asker : { ...asker, rotate: fake().rotates };
    },
    rotate: async (asker) => `${asker.account}-rotated`,
    inspectPass: async (pass) =>
      pass === "pass1"
        ? { kind: "sign-up", note: "hello", from: "Alice", account: undefined, expiresAt: 5 }
        : rejection("expired"),
    setupPass: async () => undefined,
    createToken: async (account) => ({ device: "d1" as DeviceId, token: `${account}-token` }),
  };
}
