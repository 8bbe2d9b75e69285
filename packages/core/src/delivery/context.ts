import type { AccountName, DeviceId, Offset, Time } from "../names.ts";
import type { Settings, Status } from "../people/settings.ts";
import type { KeptBody } from "../topic/entry.ts";

/** What the plan knows of the person whose points they are. */
export interface PlanContext {
  readonly account: AccountName;
  readonly settings: Settings;
  readonly status: Status;
  /** How the person keeps the conversation; undefined: they never said, or there is none. */
  readonly kept: Pick<KeptBody, "alerts" | "mutedUntil"> | undefined;
  /** Where the person last wrote in this conversation. */
  readonly repliedFrom: { readonly device: DeviceId; readonly at: Time } | undefined;
  /** What the person has read of this topic; 0: nothing. */
  readonly readUpTo: Offset;
}
