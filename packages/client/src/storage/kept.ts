import type { AccountState } from "@elsewhere/protocol/apply";
import type { Unmarked } from "../outbox/marks.ts";
import type { Sending } from "../outbox/outbox.ts";
import type { Keeper } from "./keeper.ts";

/** What earlier runs on this device kept. */
export interface Kept {
  readonly state: AccountState | undefined;
  readonly token: string | undefined;
  readonly outbox: readonly Sending[];
  readonly marks: Unmarked | undefined;
}

/** Reads all that was kept; rejects when the storage does. */
export async function readKept(keeper: Keeper): Promise<Kept> {
  return {
    state: await keeper.load(),
    token: (await keeper.read("token")) as string | undefined,
    outbox: ((await keeper.read("outbox")) as readonly Sending[] | undefined) ?? [],
    marks: (await keeper.read("marks")) as Unmarked | undefined,
  };
}
