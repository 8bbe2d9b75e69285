import type { ConnectionStatus } from "@elsewhere/client";
import { closeReason } from "@elsewhere/protocol/codes";
import type { Words } from "../language/words.ts";

/** What the person should know of the connection; undefined while there is nothing to say. */
export function connectionWords(
  status: ConnectionStatus,
  online: boolean,
  waiting: number,
  now: number,
  { connection }: Words,
): string | undefined {
  const queued = waiting === 0 ? "" : ` ${connection.waiting(waiting)}`;
  switch (status.name) {
    case "live":
      return undefined;
    case "waiting": {
      if (!online) return `${connection.noNetwork}${queued}`;
      const seconds = Math.max(1, Math.ceil((status.until - now) / 1000));
      return `${connection.tryingIn(seconds)}${queued}`;
    }
    case "connecting":
    case "opening":
      return online ? `${connection.connecting}${queued}` : `${connection.noNetwork}${queued}`;
    case "catching-up":
      return `${connection.catchingUp}${queued}`;
    case "stopped":
    case "refused":
      return `${connection.none}${queued}`;
  }
}

/** Why this device is no longer let in. */
export function refusalWords(
  status: Extract<ConnectionStatus, { readonly name: "refused" }>,
  { connection }: Words,
): string {
  const { refusal } = status;
  const reason = refusal.by === "close" ? closeReason(refusal.code) : refusal.error;
  switch (reason) {
    case "signed-out":
      return connection.signedOut;
    case "disabled":
    case "account-disabled":
      return connection.disabled;
    case "token-reused":
      return connection.tokenReused;
    case "not-signed-in":
      return connection.notSignedIn;
    case "wrong-origin":
      return connection.wrongOrigin;
    default:
      return connection.refused(reason ?? connection.noReason);
  }
}

/** Whether signing in anew is of any use, and what is kept here belongs to nobody any more. */
export function isSignedOut(status: ConnectionStatus): boolean {
  if (status.name !== "refused") return false;
  const reason = status.refusal.by === "close" ? closeReason(status.refusal.code) : status.refusal.error;
  return ["signed-out", "disabled", "account-disabled", "token-reused", "not-signed-in"].includes(
    reason ?? "",
  );
}
