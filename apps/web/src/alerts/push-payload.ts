import type { PushPayload } from "@elsewhere/core/ports/push";

export type { PushPayload };

/** Whether what came is a push of this server's kind. */
export function isPushPayload(value: unknown): value is PushPayload {
  if (typeof value !== "object" || value === null) return false;
  const { type, conversation, title, text } = value as Record<string, unknown>;
  if (typeof conversation !== "string") return false;
  return type === "clear" || (type === "message" && typeof title === "string" && typeof text === "string");
}
