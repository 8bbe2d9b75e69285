import { rejectionCodes, type RejectionCode } from "@elsewhere/core/rejection";
import type { ErrorValue } from "@elsewhere/protocol/frames";

/** The server said no, or did not say anything in time (`timed-out`). */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: RejectionCode | "timed-out";
  /** The same request may succeed later. */
  readonly temporary: boolean;
  readonly detail: string | undefined;
  /** Milliseconds after which to try again, if the server said so. */
  readonly retryAfter: number | undefined;

  constructor(error: Omit<ErrorValue, "code"> & { readonly code: RejectionCode | "timed-out" }) {
    super(error.detail === undefined ? error.text : `${error.text} (${error.detail})`);
    this.code = error.code;
    this.temporary = error.temporary;
    this.detail = error.detail;
    this.retryAfter = error.retryAfter;
  }
}

/** There is no connection and none will come by itself: the client was closed or refused. */
export class ConnectionClosed extends Error {
  override readonly name = "ConnectionClosed";
  /** The word of the refusal, or `closed`. */
  readonly reason: string;

  constructor(reason: string) {
    super(`The connection is closed: ${reason}.`);
    this.reason = reason;
  }
}

export function timedOut(): RequestError {
  return new RequestError({ code: "timed-out", text: "There was no answer in time.", temporary: true });
}

/** The error of an answer that came over HTTP without one of ours in it. */
export function errorOfStatus(status: number): RequestError {
  const code: RejectionCode = status === 413 ? "too-large" : status === 401 ? "not-signed-in" : "unavailable";
  return new RequestError({ code, ...rejectionCodes[code], detail: `HTTP ${status}` });
}
