import type { Time } from "../names.ts";
import type { Status } from "./settings.ts";

const sensed: Status = { state: "auto" };

/** What the person's own setting is at a time: once it has ended, nothing of it is left. */
export function statusAt(status: Status, at: Time): Status {
  return status.until !== undefined && at >= status.until ? sensed : status;
}
