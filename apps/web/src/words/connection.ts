import type { ConnectionStatus } from "@elsewhere/client";
import { closeReason } from "@elsewhere/protocol/codes";

/** What the person should know of the connection; undefined while there is nothing to say. */
export function connectionWords(
  status: ConnectionStatus,
  online: boolean,
  waiting: number,
  now: number,
): string | undefined {
  const queued = waitingWords(waiting);
  switch (status.name) {
    case "live":
      return undefined;
    case "waiting": {
      if (!online) return `No network. You can read on and write.${queued}`;
      const seconds = Math.max(1, Math.ceil((status.until - now) / 1000));
      return `Not connected. Trying again in ${seconds} s.${queued}`;
    }
    case "connecting":
    case "opening":
      return online ? `Connecting …${queued}` : `No network. You can read on and write.${queued}`;
    case "catching-up":
      return `Fetching what came meanwhile …${queued}`;
    case "stopped":
    case "refused":
      return `Not connected.${queued}`;
  }
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return "";
  return waiting === 1
    ? " One message waits and will be sent."
    : ` ${waiting} messages wait and will be sent.`;
}

/** Why this device is no longer let in. */
export function refusalWords(status: Extract<ConnectionStatus, { readonly name: "refused" }>): string {
  const { refusal } = status;
  const reason = refusal.by === "close" ? closeReason(refusal.code) : refusal.error;
  switch (reason) {
    case "signed-out":
      return "You were signed out here from another place. Sign in again to go on.";
    case "disabled":
    case "account-disabled":
      return "This account is disabled. Ask your administrator.";
    case "token-reused":
      return "Somebody else used this place's key, so it was signed out. Please sign in again.";
    case "not-signed-in":
      return "You were signed out here while the page was not connected. Please sign in again.";
    case "wrong-origin":
      return "The server does not expect people at this address. Ask your administrator.";
    default:
      return `The server does not let this page in (${reason ?? "no reason given"}).`;
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
