import type {
  Adjusting,
  Passkeys,
  Policy,
  Premises,
  Push,
  PushPayload,
  PushSubscription,
  Secrets,
  Time,
} from "@elsewhere/core";

/** Secrets that can be told beforehand. Nothing about them is secret. */
export function plainSecrets(): Secrets {
  let count = 0;
  const next = (): string => String((count += 1)).padStart(8, "0");
  return {
    hashPassword: (password) => Promise.resolve(`hashed ${password}`),
    verifyPassword: (hash, password) => Promise.resolve(hash === `hashed ${password}`),
    hashToken: (token) => `hash of ${token}`,
    token: () => `token${next()}`,
    id: () => `id${next()}`,
  };
}

/** What a plain authenticator answers: everything it would have signed. */
export interface PlainResponse {
  readonly credential: string;
  readonly challenge: string;
  readonly handle?: string;
  readonly key: string;
  readonly counter: number;
}

/** Passkeys without cryptography: the private key is the public one. */
export function plainPasskeys(): Passkeys {
  const read = (response: unknown) => {
    const { credential, challenge, handle } = response as PlainResponse;
    return credential === undefined ? undefined : { credential, challenge, handle };
  };
  return {
    creation: (person, has, challenge) =>
      Promise.resolve({ ...person, has: has.map(({ id }) => id), challenge }),
    request: (challenge, of) => Promise.resolve({ challenge, of: of.map(({ id }) => id) }),
    read,
    created(response, challenge) {
      const { credential, key, counter, ...claim } = response as PlainResponse;
      const made = { id: credential, publicKey: key, counter, transports: ["internal"] };
      return Promise.resolve(claim.challenge === challenge ? made : undefined);
    },
    verify(response, challenge, { publicKey, counter: before }) {
      const { key, counter, ...claim } = response as PlainResponse;
      const grew = counter > before || (counter === 0 && before === 0);
      return Promise.resolve(
        claim.challenge === challenge && key === publicKey && grew ? counter : undefined,
      );
    },
  };
}

/** A machine with half its disk free and one backup. */
export const plainPremises: Premises = {
  space: () => Promise.resolve({ free: 50, total: 100 }),
  backUp: () => Promise.resolve({ path: "/backups/one.tar", bytes: 7 }),
};

/** Settings of one node that may change: sign-up and the number of devices. */
export class PlainSettings implements Adjusting {
  values: ReadonlyMap<string, string> = new Map();

  list() {
    const setting = (name: string, usual: string) => ({
      name,
      about: name,
      env: name.toUpperCase(),
      value: this.values.get(name) ?? usual,
      usual,
      fixed: false,
      changed: this.values.has(name),
      form: "text" as const,
      choices: [],
    });
    return [setting("signUp", "invitation"), setting("deviceLimit", "20")];
  }

  refuses(name: string, value: string | null) {
    if (!this.list().some((one) => one.name === name)) return `no ${name}`;
    return name === "deviceLimit" && value !== null && !/^\d+$/.test(value) ? "a number" : undefined;
  }

  apply(values: ReadonlyMap<string, string>) {
    this.values = values;
  }

  policy(): Policy {
    return {
      signUp: this.values.get("signUp") === "closed" ? "closed" : "invitation",
      devicesPerAccount: Number(this.values.get("deviceLimit") ?? 20),
      atDeviceLimit: "refuse",
      auditAddresses: "network",
    };
  }
}

export interface Pushed {
  readonly at: Time;
  readonly endpoint: string;
  readonly payload: PushPayload;
  readonly urgency: "high" | "normal";
}

/** A push service that writes down what it was given. */
export class PushRecord implements Push {
  readonly pushed: Pushed[] = [];
  /** Endpoints that no longer exist, or cannot be reached. */
  readonly outcomes = new Map<string, "gone" | "failed">();
  readonly #now: () => Time;

  constructor(now: () => Time) {
    this.#now = now;
  }

  wake(subscription: PushSubscription, payload: PushPayload, urgency: "high" | "normal") {
    const { endpoint } = subscription;
    this.pushed.push({ at: this.#now(), endpoint, payload, urgency });
    return Promise.resolve(this.outcomes.get(endpoint) ?? ("sent" as const));
  }

  /** What an endpoint was given, each as `<type> <newest message or place>`. */
  to(endpoint: string): readonly string[] {
    return this.pushed
      .filter((one) => one.endpoint === endpoint)
      .map(({ payload }) => `${payload.type} ${payload.type === "message" ? payload.text : payload.upTo}`);
  }
}
