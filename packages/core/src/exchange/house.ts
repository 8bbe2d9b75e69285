import type { Clock } from "@elsewhere/machine";
import type { Adapting } from "../conversation/adapt.ts";
import type { AccountName, Duration, NodeName } from "../names.ts";
import type { Bus } from "../ports/bus.ts";
import type { Pages } from "../ports/pages.ts";
import type { Push } from "../ports/push.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { Store } from "../ports/store.ts";
import type { Adjusting } from "../ports/adjusting.ts";
import type { Passkeys } from "../ports/passkeys.ts";
import type { Premises } from "../ports/premises.ts";
import type { AccountHere } from "./account-here.ts";
import type { Audit } from "./audit.ts";
import type { People } from "./people.ts";
import type { Topics } from "./topics.ts";

/** What the parts of an exchange share. */
export interface House {
  readonly node: NodeName;
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly push: Push;
  readonly pages: Pages;
  readonly limits: ExchangeLimits;
  readonly topics: Topics;
  readonly people: People;
  readonly accounts: Map<AccountName, AccountHere>;
  readonly observe: Observe;
  readonly adapting: Adapting;
  readonly adjusting: Adjusting;
  readonly passkeys: Passkeys;
  readonly premises: Premises;
  readonly audit: Audit;
}

export interface ExchangeLimits {
  /** Topics kept in memory. */
  readonly cachedTopics: number;
  readonly devicesPerAccount: number;
  /** At the limit a new sign-in is refused, or the device unused for longest is signed out. */
  readonly atDeviceLimit: "refuse" | "drop-oldest";
  /** A token older than this is exchanged. */
  readonly rotateAfter: Duration;
  /** Entries of one topic sent on resuming; beyond it a snapshot. */
  readonly resumeEntries: number;
  readonly snapshotMessages: number;
  /** How long an account stays in memory after its last point has gone; longer than its presence takes to settle. */
  readonly vacateAfter: Duration;
  /** How long the device of a public terminal outlives its connection: long enough to load the page anew. */
  readonly passingFor: Duration;
  /** How long receipts are gathered before they are written. */
  readonly receiptsWithin: Duration;
  /** The same while many accounts receive. */
  readonly receiptsUnderLoad: Duration;
}

export const defaultLimits: ExchangeLimits = {
  cachedTopics: 50_000,
  devicesPerAccount: 20,
  atDeviceLimit: "drop-oldest",
  rotateAfter: 24 * 3_600_000,
  resumeEntries: 1_000,
  snapshotMessages: 30,
  vacateAfter: 15_000,
  passingFor: 60_000,
  receiptsWithin: 300,
  receiptsUnderLoad: 2_000,
};

/** What is worth counting or logging. Called on the hot path: keep it cheap. */
export interface Observe {
  /** One datum for one point. */
  delivered(datum: string, how: string, reason: string): void;
  pushed(outcome: "sent" | "gone" | "failed"): void;
  /** A life-cycle change: constant words and fields. */
  event(name: string, fields: Readonly<Record<string, unknown>>): void;
  /** Something that must not be: logged with its cause, the node goes on. */
  failed(what: string, cause: unknown): void;
}
