import type { DeviceId } from "../names.ts";
import { stopRinging } from "./end.ts";
import type { TalkLegs } from "./leg.ts";
import type { CallEffect } from "./state.ts";

/** A point that comes or accepts once somebody has answered is told where. */
export function alreadyAnswered(
  { talk }: { readonly talk: TalkLegs },
  point: DeviceId,
): readonly CallEffect[] {
  return stopRinging([{ point, how: "silent" }], { name: "answered", on: talk.callee.point });
}
