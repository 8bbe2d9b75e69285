import { go, machine, type Machine, type Step } from "@elsewhere/machine";
import type { Duration, Time } from "../names.ts";

/** How often a polling client fetches. Milliseconds between fetches; each slower than the one before. */
export interface Rates {
  readonly fast: Duration;
  readonly interim: readonly [Duration, ...Duration[]];
  readonly slow: Duration;
  /** Empty fetches at one rate before the next slower one. */
  readonly emptyPerStep: number;
}

export const usualRates: Rates = {
  fast: 1_000,
  interim: [2_000, 4_000, 8_000],
  slow: 15_000,
  emptyPerStep: 3,
};

/** `hidden`: nobody sees the page. */
export type PaceState =
  | { readonly name: "fast"; readonly empty: number; readonly hidden: boolean }
  /** `step`: which of the interim rates, from 0. */
  | { readonly name: "interim"; readonly step: number; readonly empty: number; readonly hidden: boolean }
  | { readonly name: "slow"; readonly hidden: boolean };

export type PaceEvent =
  /** The user sent a message. */
  | { readonly type: "sent"; readonly at: Time }
  /** A fetch brought something. */
  | { readonly type: "received"; readonly at: Time }
  /** A fetch brought nothing. */
  | { readonly type: "empty"; readonly at: Time }
  | { readonly type: "hidden"; readonly at: Time }
  | { readonly type: "shown"; readonly at: Time };

/** Fetch after so many milliseconds; an earlier order is void. */
export interface FetchIn {
  readonly type: "fetch-in";
  readonly delay: Duration;
}

export const startPace: PaceState = { name: "slow", hidden: false };

/** Polling at a variable frequency: traffic makes it fast, empty fetches slow it down step by step. */
export function pace(rates: Rates): Machine<PaceState, PaceEvent, FetchIn> {
  type Stepped = Step<PaceState, FetchIn>;
  const next = (state: PaceState): Stepped => go(state, { type: "fetch-in", delay: delayOf(state, rates) });
  const answer = (state: PaceState, event: PaceEvent): Stepped => {
    switch (event.type) {
      case "sent":
      case "received":
        return next({ name: "fast", empty: 0, hidden: state.hidden });
      case "empty":
        return next(slower(state, rates));
      case "hidden":
        return next({ ...state, hidden: true });
      case "shown":
        return go({ ...state, hidden: false }, { type: "fetch-in", delay: 0 });
    }
  };
  return machine<PaceState, PaceEvent, FetchIn>({ fast: answer, interim: answer, slow: answer });
}

function slower(state: PaceState, { interim, emptyPerStep }: Rates): PaceState {
  const { hidden } = state;
  if (state.name === "slow") return state;
  const empty = state.empty + 1;
  if (empty < emptyPerStep) return { ...state, empty };
  const step = state.name === "fast" ? 0 : state.step + 1;
  return step < interim.length ? { name: "interim", step, empty: 0, hidden } : { name: "slow", hidden };
}

/** Milliseconds until the next fetch; a page nobody sees fetches no faster than slowly. */
export function delayOf(state: PaceState, rates: Rates): Duration {
  return state.hidden ? rates.slow : rateOf(state, rates);
}

function rateOf(state: PaceState, rates: Rates): Duration {
  switch (state.name) {
    case "fast":
      return rates.fast;
    case "interim":
      return rates.interim[state.step] ?? rates.slow;
    case "slow":
      return rates.slow;
  }
}

/** The delay moved by at most a tenth, so that clients do not fetch in step. `random`: from 0 to below 1. */
export function spread(delay: Duration, random: number): Duration {
  return Math.round(delay * (0.9 + random * 0.2));
}

/** How long a client that fetched at `before` must still wait at `at`, in milliseconds: nobody may fetch twice as fast as fast. */
export function waitBeforeFetch(before: Time | undefined, at: Time, rates: Rates): Duration {
  return before === undefined || at < before ? 0 : Math.max(0, before + rates.fast / 2 - at);
}
