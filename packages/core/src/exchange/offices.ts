import type { AccountName } from "../names.ts";
import type { Rejection } from "../rejection.ts";
import type { AccountHere } from "./account-here.ts";
import type { Accounts } from "./accounts.ts";
import type { AnswerOf, Asker, AskName, AskOf } from "./ask.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Devices } from "./devices.ts";
import type { Gate } from "./exchange.ts";
import type { House } from "./house.ts";
import type { HouseSettings } from "./house-settings.ts";
import type { Proofs } from "./proofs.ts";
import type { Watching } from "./watching.ts";

/** The parts of an exchange that answer asks which are not decided on topics. */
export interface Offices {
  readonly house: House;
  readonly deliveries: Deliveries;
  readonly accounts: Accounts;
  readonly devices: Devices;
  readonly watching: Watching;
  /** The account with all its points, wherever they are connected. */
  readonly accountHere: (name: AccountName) => Promise<AccountHere>;
  readonly gate: Gate;
  readonly proofs: Proofs;
  readonly settings: HouseSettings;
  readonly stats: () => Readonly<Record<string, number>>;
}

/** Rejects with `Unavailable`. */
export type Query<N extends AskName> = (
  offices: Offices,
  asker: Asker,
  ask: AskOf<N>,
) => Promise<AnswerOf<N> | Rejection>;
