import type { PushSubscription } from "./store.ts";

/** Wakes a device that is not connected (RFC 8030). Never rejects. */
export interface Push {
  /** `gone`: the subscription no longer exists. `failed`: the push service could not be reached or refused. */
  wake(
    subscription: PushSubscription,
    payload: PushPayload,
    urgency: "high" | "normal",
  ): Promise<"sent" | "gone" | "failed">;
}

/** What the device gets; small, and without the text of messages unless the person allows it. */
export type PushPayload =
  | {
      readonly type: "message";
      readonly conversation: string;
      readonly message: string;
      readonly from: string;
      readonly title: string;
      readonly text: string;
      readonly unread: number;
    }
  | { readonly type: "clear"; readonly conversation: string; readonly upTo: number };
