import type { ErrorValue } from "@elsewhere/protocol/frames";
import type { PassState, ServerInfo, SignedIn, SignIn, SignUp } from "@elsewhere/protocol/http";
import type { Answer, Args, RequestName } from "@elsewhere/protocol/requests";
import { errorOfStatus, RequestError } from "./errors.ts";

export interface HttpOptions {
  /** Where the server is, such as `https://example.org`. */
  readonly url: string;
  /** Of the device; without one, a page's cookie speaks. */
  readonly token?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

/** Makes this a device of the account. With `as: "token"` the answer has its token, else a cookie is set. */
export async function signIn(options: HttpOptions, body: SignIn): Promise<SignedIn> {
  return (await post(options, "/api/v1/session", body)) as SignedIn;
}

/** Creates the account that a pass is for, and makes this a device of it. */
export async function signUp(options: HttpOptions, body: SignUp): Promise<SignedIn> {
  return (await post(options, "/api/v1/sign-up", body)) as SignedIn;
}

/** Who is signed in here; rejects with `not-signed-in`. */
export async function signedIn(options: HttpOptions): Promise<SignedIn> {
  return (await call(options, "GET", "/api/v1/session")) as SignedIn;
}

/** Signs this device out for good. */
export async function signOut(options: HttpOptions): Promise<void> {
  await call(options, "DELETE", "/api/v1/session");
}

/** What a pass is for, without using it. */
export async function passState(options: HttpOptions, pass: string): Promise<PassState> {
  return (await call(options, "GET", `/api/v1/pass/${encodeURIComponent(pass)}`)) as PassState;
}

export async function serverInfo(options: HttpOptions): Promise<ServerInfo> {
  return (await call(options, "GET", "/api/v1/server")) as ServerInfo;
}

/** Asks once, without a connection. `id` makes a command idempotent. */
export async function ask<N extends RequestName>(
  options: HttpOptions,
  name: N,
  args: Args<N> & { readonly id?: string },
): Promise<Answer<N>> {
  return (await post(options, `/api/v1/do/${name}`, args)) as Answer<N>;
}

/** Posts JSON. */
export function post(options: HttpOptions, path: string, body: unknown): Promise<unknown> {
  return call(options, "POST", path, body);
}

/** Calls an HTTP resource; rejects with `RequestError`, or as `fetch` does without a network. */
async function call(options: HttpOptions, method: string, path: string, body?: unknown): Promise<unknown> {
  const fetch = options.fetch ?? globalThis.fetch;
  const response = await fetch(`${options.url.replace(/\/+$/, "")}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...authorization(options.token),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
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
