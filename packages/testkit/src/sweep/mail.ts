import type { SweepMessage } from "@elsewhere/core/sweep/message";
import type { SendEffect } from "@elsewhere/core/sweep/newcomer-state";
import type { Path } from "@elsewhere/core/sweep/schedule";
import type { Site } from "../simulate.ts";
import type { Place } from "./cast.ts";

/** What travels: a message of the protocol, or some media. */
export type Parcel =
  | { readonly type: "message"; readonly from: Place; readonly message: SweepMessage }
  | { readonly type: "media"; readonly from: Place };

/** Which ways there are in one run. */
export interface Ways {
  /** Pairs without a direct way, as `one-other`. */
  readonly blocked: ReadonlySet<string>;
  readonly serverUp: boolean;
  /** Bob's device can take another leg, whatever chance says. */
  canAttach(): boolean;
  /** Whether a place is up now, to carry something for others. */
  isUp(place: string): boolean;
}

/** Sends a message the way it says; where there is none it is lost, as in life. */
export function post(site: Site<Parcel>, ways: Ways, effect: SendEffect, relay: string | undefined): void {
  const { to, via, message } = effect;
  const from = site.name as Place;
  const open: Readonly<Record<Path, () => boolean>> = {
    direct: () => isOpen(ways, from, to.device),
    server: () => ways.serverUp,
    any: () => ways.serverUp || isOpen(ways, from, to.device),
    incumbent: () => relay !== undefined && isCarried(ways, from, relay, to.device),
  };
  if (open[via]()) site.post(to.device, { type: "message", from, message });
}

function isCarried(ways: Ways, from: string, relay: string, to: string): boolean {
  return ways.isUp(relay) && isOpen(ways, from, relay) && isOpen(ways, relay, to);
}

/** Whether two places reach each other without help. */
export function isOpen({ blocked }: Ways, one: string, other: string): boolean {
  return !blocked.has(`${one}-${other}`) && !blocked.has(`${other}-${one}`);
}
