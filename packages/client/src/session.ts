import { errorOfStatus, RequestError } from "./errors.ts";
import type { ErrorValue } from "@elsewhere/protocol/frames";

export interface HttpOptions {
  readonly url: string;
  readonly token: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

/** Calls an HTTP resource with a JSON body; rejects with `RequestError`, or as `fetch` does without a network. */
export async function post(options: HttpOptions, path: string, body: unknown): Promise<unknown> {
  const fetch = options.fetch ?? globalThis.fetch;
  const response = await fetch(`${options.url.replace(/\/+$/, "")}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization(options.token) },
    body: JSON.stringify(body),
    credentials: "same-origin",
  });
  return answerOf(response);
}

/** The JSON of an answer; throws `RequestError`. */
export async function answerOf(response: Response): Promise<unknown> {
  const value: unknown = await response.json().catch(() => undefined);
  if (response.ok) return value;
  const error = (value as { readonly error?: ErrorValue } | undefined)?.error;
  throw error === undefined ? errorOfStatus(response.status) : new RequestError(error);
}

export function authorization(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
