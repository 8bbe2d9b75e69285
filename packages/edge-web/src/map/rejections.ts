import { rejectionCodes, type Duration, type Rejection } from "@elsewhere/core";
import type { ErrorValue } from "@elsewhere/protocol";

/** A rejection as it is on the wire. */
export function errorValue({ rejected, detail }: Rejection, retryAfter?: Duration): ErrorValue {
  const { text, temporary } = rejectionCodes[rejected];
  const value: ErrorValue = { code: rejected, text, temporary };
  if (detail !== undefined) value.detail = detail;
  if (retryAfter !== undefined) value.retryAfter = retryAfter;
  return value;
}
