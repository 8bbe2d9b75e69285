/**
 * Why a connection was closed. 4000-4499: come back (after the given wait, with the positions);
 * 4500-4999: do not come back by yourself.
 */
export const closeCodes = {
  draining: { code: 4000, text: "This node is closing down; another takes over." },
  "too-slow": { code: 4001, text: "The connection did not keep up with what was sent to it." },
  "not-heard": { code: 4002, text: "Nothing was heard from the connection for too long." },
  "hello-missing": { code: 4003, text: "No hello came in time." },
  "internal-error": { code: 4004, text: "The server made a mistake; it has been logged." },
  unavailable: { code: 4005, text: "A part of the server cannot be reached." },
  "too-fast": { code: 4006, text: "Too many requests." },
  replaced: { code: 4007, text: "The same device connected again." },
  "bad-frame": { code: 4500, text: "A frame was not as the protocol says." },
  "too-large": { code: 4501, text: "A frame was larger or deeper than allowed." },
  "not-signed-in": { code: 4502, text: "The token is missing, wrong or no longer valid." },
  "signed-out": { code: 4503, text: "The device was signed out." },
  disabled: { code: 4504, text: "The account was disabled." },
  "token-reused": { code: 4505, text: "A retired token was shown; the device was signed out." },
  "wrong-origin": { code: 4506, text: "The page's origin may not connect here." },
} as const;

export type CloseReason = keyof typeof closeCodes;

/** The reason of a close code, or undefined for codes that are not ours (1006 …: come back). */
export function closeReason(code: number): CloseReason | undefined {
  const found = Object.entries(closeCodes).find(([, value]) => value.code === code);
  return found?.[0] as CloseReason | undefined;
}

/** Whether a client should connect again by itself. */
export function mayComeBack(code: number): boolean {
  return code < 4500 || code > 4999;
}
