import type { DeviceId, Duration, Time } from "../names.ts";
import type { Capability } from "../points/point.ts";
import type { How } from "../exchange/told.ts";

/** Why a point gets a thing the way it does: a word, and the facts that make it readable. Survives JSON. */
export type Because =
  /** This device made it. */
  | { readonly code: "made-here" }
  /** Another device of the same person made it. */
  | { readonly code: "own"; readonly point: DeviceId }
  /** It lacks a capability without which there is nothing to show. */
  | { readonly code: "incapable"; readonly needs: Capability }
  | { readonly code: "in-front" }
  | { readonly code: "not-in-front" }
  /** The person is at this point. */
  | { readonly code: "in-use"; readonly at: Time }
  /** The person wrote in this conversation from here, and is still here. */
  | { readonly code: "replied-from"; readonly at: Time }
  /** Nobody is active; here somebody was last. */
  | { readonly code: "used-last"; readonly at: Time }
  | { readonly code: "nobody-active" }
  /** Whoever was told first did not react in time. */
  | { readonly code: "nobody-reacted" }
  | { readonly code: "active-elsewhere"; readonly point: DeviceId; readonly at: Time }
  /** Another point was chosen although nobody is active there. */
  | { readonly code: "alerted-elsewhere"; readonly point: DeviceId }
  | { readonly code: "pushed-elsewhere"; readonly point: DeviceId }
  | { readonly code: "do-not-disturb"; readonly until?: Time }
  | { readonly code: "quiet-hours" }
  /** Without an end it is for good. */
  | { readonly code: "muted"; readonly until?: Time }
  | { readonly code: "alerts-off" }
  | { readonly code: "mentions-only" }
  /** The person's own rule. */
  | { readonly code: "rule"; readonly rule: string }
  /** The person's own rule would have kept it from every point. */
  | { readonly code: "rule-eased"; readonly rule: string }
  | { readonly code: "already-read" }
  | { readonly code: "deleted" }
  | { readonly code: "not-connected" }
  | { readonly code: "asleep" }
  | { readonly code: "half-open"; readonly heardAt: Time }
  /** Another connection of the same device has it. */
  | { readonly code: "same-device" }
  /** Nobody looks at a script. */
  | { readonly code: "no-person" }
  /** It goes to every point, so that all are the same. */
  | { readonly code: "kept-alike" }
  | { readonly code: "addressed" }
  | { readonly code: "not-addressed"; readonly point: DeviceId }
  | { readonly code: "in-call-here" }
  | { readonly code: "call-comes" }
  | { readonly code: "answered-here" }
  | { readonly code: "answered"; readonly point: DeviceId }
  | { readonly code: "declined"; readonly point: DeviceId }
  | { readonly code: "call-over" }
  | { readonly code: "silenced-here" }
  | { readonly code: "claimed"; readonly point: DeviceId };

/** `row` is the row of the table that decided, `<list>/<row>`. */
export type Reason = Because & { readonly row: string };
export type ReasonCode = Because["code"];

/** How a thing is changed for a point that cannot show it as it is; `link` also means plain text where formatting is missing. */
export type Adaptation = "plain-text" | "link" | "audio-only";

/** What happens if the person does not react. */
export interface Later {
  /** Milliseconds after the plan. */
  readonly after: Duration;
  readonly how: "push" | "alert";
  readonly unless: "read" | "answered";
}

/** The part of a plan's entry that is explained. */
export interface Explained {
  readonly how: How;
  readonly reason: Reason;
  readonly as?: Adaptation;
  readonly later?: Later;
}
