import type { Clock } from "@elsewhere/machine";
import type { Exchange, Gate } from "@elsewhere/core";
import type { Validators } from "@elsewhere/protocol/validate";
import type { Encoder } from "../map/encode.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import type { Place } from "../map/translation.ts";
import type { EdgeConfig, EdgeLimits, Log, Meters } from "../options.ts";
import type { Heart } from "./heart.ts";
import type { SessionMachine } from "./machine.ts";

/** What all sessions of an edge share. */
export interface SessionHost {
  readonly exchange: Exchange;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly random: () => number;
  readonly config: EdgeConfig;
  readonly limits: EdgeLimits;
  readonly validators: Validators;
  readonly encoder: Encoder;
  readonly place: Place;
  readonly heart: Heart;
  readonly machine: SessionMachine;
  readonly log: Log;
  readonly meters: Meters;
  /** How often an account may try links that it may have guessed. */
  readonly guesses: RateLimit;
}
