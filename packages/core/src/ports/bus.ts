import type { AccountName, NodeName } from "../names.ts";
import type { Point } from "../points/point.ts";
import type { Parcel } from "../exchange/parcel.ts";

/**
 * Between nodes. One adapter serves both ports: which node holds which account (the directory) and
 * taking a parcel there (delivery). A node never receives its own parcels: what is local is done locally.
 */
export interface Bus extends Directory, Delivery {
  readonly node: NodeName;
  close(): Promise<void>;
}

export interface Directory {
  /** No other node has been there so far: everything that was committed has passed through this one. */
  readonly alone: boolean;
  /** From now on this node has points of the account (or wants what its points get). Idempotent. */
  hold(account: AccountName): void;
  release(account: AccountName): void;
  /** From now on this node has points that watch the account's presence. Idempotent. */
  watch(account: AccountName): void;
  unwatch(account: AccountName): void;
  /** The points other nodes have of each account, asked now. Nodes that do not answer in time are left out. */
  points(accounts: readonly AccountName[]): Promise<readonly Point[]>;
  /** Whether any other node holds the account, as far as is known here now. */
  held(account: AccountName): boolean;
  /** The other nodes that hold the account, sorted. */
  holders(account: AccountName): readonly NodeName[];
}

export interface Delivery {
  /** Takes the parcel once to every other node that holds one of the accounts. May be lost; order per sender is kept. */
  send(accounts: readonly AccountName[], parcel: Parcel): void;
  /** Takes the parcel to every other node that watches the account. */
  tellWatchers(account: AccountName, parcel: Parcel): void;
  /** The node's own side; set once, before the first `hold`. */
  serve(receiver: Receiver): void;
}

export interface Receiver {
  /** A parcel for those of the accounts that live here. */
  take(accounts: readonly AccountName[], parcel: Parcel): void;
  /** A parcel for the watchers of the account that live here. */
  takeAsWatcher(account: AccountName, parcel: Parcel): void;
  /** The points this node has of the accounts. */
  pointsHere(accounts: readonly AccountName[]): readonly Point[];
}
