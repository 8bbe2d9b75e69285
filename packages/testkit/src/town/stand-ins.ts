import type { Push, PushPayload, PushSubscription, Secrets, Time } from "@elsewhere/core";

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
