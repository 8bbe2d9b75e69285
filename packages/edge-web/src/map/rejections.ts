import { rejectionCodes, type Duration, type Rejection, type RejectionCode } from "@elsewhere/core";
import type { ErrorValue } from "@elsewhere/protocol";

/** A rejection as HTTP says it (RFC 9110 §15, RFC 6585 §4). A new one does not compile until it has a status. */
export const httpStatus = {
  "not-signed-in": 401,
  "not-allowed": 403,
  "not-a-member": 403,
  "not-an-owner": 403,
  "not-yours": 403,
  "no-such-account": 404,
  "no-such-conversation": 404,
  "no-such-message": 404,
  "no-such-device": 404,
  "no-such-file": 404,
  "no-such-contact": 404,
  "already-exists": 409,
  "account-disabled": 403,
  "wrong-credentials": 401,
  blocked: 403,
  expired: 410,
  "used-up": 410,
  "last-owner": 409,
  "device-limit": 409,
  "too-large": 413,
  "too-many": 422,
  "too-fast": 429,
  "invalid-request": 400,
  "unknown-request": 404,
  "changed-meanwhile": 409,
  draining: 503,
  unavailable: 503,
  "internal-error": 500,
} as const satisfies Record<RejectionCode, number>;

/** A rejection as it is on the wire. */
export function errorValue({ rejected, detail }: Rejection, retryAfter?: Duration): ErrorValue {
  const { text, temporary } = rejectionCodes[rejected];
  const value: ErrorValue = { code: rejected, text, temporary };
  if (detail !== undefined) value.detail = detail;
  if (retryAfter !== undefined) value.retryAfter = retryAfter;
  return value;
}
