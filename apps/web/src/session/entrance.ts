import type { ErrorValue } from "@elsewhere/protocol/frames";
import type {
  NewPassword,
  PasskeyOffered,
  PassState,
  ServerInfo,
  SignedIn,
  SignIn,
  SignInWithPasskey,
  SignUp,
} from "@elsewhere/protocol/http";

/** The server said no; the message is for the person. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: string;
  /** Milliseconds until it may be tried again, if the server said so. */
  readonly retryAfter: number | undefined;

  constructor(code: string, text: string, retryAfter?: number) {
    super(text);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method,
    credentials: "same-origin",
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (response === undefined) throw new Refused("unreachable", "");
  const value: unknown = await response.json().catch(() => undefined);
  if (response.ok) return value;
  const error = (value as { readonly error?: ErrorValue } | undefined)?.error;
  const text = error?.text ?? `The server answered ${response.status}.`;
  throw new Refused(error?.code ?? "unavailable", text, error?.retryAfter);
}

/** What signing in and joining say about this device. */
export interface NewPlace {
  readonly label: string;
  readonly isPublic: boolean;
}

function deviceFields({ label, isPublic }: NewPlace) {
  const named = label.trim() === "" ? {} : { label: label.trim() };
  return { ...named, kind: isHandheld() ? "phone" : "browser", as: "cookie", public: isPublic } as const;
}

function isHandheld(): boolean {
  const { userAgentData } = navigator as Navigator & {
    readonly userAgentData?: { readonly mobile: boolean };
  };
  return userAgentData?.mobile ?? /Android|iPhone/.test(navigator.userAgent);
}

/** Signs in with a password; the key of the device comes as a cookie that scripts cannot read. */
export function signIn(account: string, password: string, place: NewPlace): Promise<SignedIn> {
  const body: SignIn = { account, password, ...deviceFields(place) };
  return call("POST", "/api/v1/session", body) as Promise<SignedIn>;
}

/** What a browser needs to sign in with a passkey. */
export function offerPasskey(): Promise<PasskeyOffered> {
  return call("POST", "/api/v1/session/passkey-offer", {}) as Promise<PasskeyOffered>;
}

/** Signs in with what an authenticator answered to an offer. */
export function signInWithPasskey(attempt: string, response: unknown, place: NewPlace): Promise<SignedIn> {
  const body: SignInWithPasskey = { attempt, response, ...deviceFields(place) };
  return call("POST", "/api/v1/session/passkey", body) as Promise<SignedIn>;
}

/** Gives an account a new password with the secret of a link, and signs in. */
export function setPassword(pass: string, password: string, place: NewPlace): Promise<SignedIn> {
  const body: NewPassword = { pass, password, ...deviceFields(place) };
  return call("POST", "/api/v1/password", body) as Promise<SignedIn>;
}

/** Makes an account with the secret of a link, and signs in. */
export function signUp(
  person: Pick<SignUp, "pass" | "account" | "displayName" | "password">,
  place: NewPlace,
): Promise<SignedIn> {
  const body: SignUp = { ...person, ...deviceFields(place) };
  return call("POST", "/api/v1/sign-up", body) as Promise<SignedIn>;
}

/** Whose cookie this page has; rejects with `not-signed-in` if nobody's. */
export function whoAmI(): Promise<SignedIn> {
  return call("GET", "/api/v1/session") as Promise<SignedIn>;
}

export async function signOutHere(): Promise<void> {
  await call("DELETE", "/api/v1/session");
}

/** The same while the page goes away: it is sent even if nobody waits for the answer. */
export function signOutOnLeaving(): void {
  void fetch("/api/v1/session", { method: "DELETE", credentials: "same-origin", keepalive: true }).catch(
    () => undefined,
  );
}

export function inspectPass(secret: string): Promise<PassState> {
  return call("GET", `/api/v1/pass/${encodeURIComponent(secret)}`) as Promise<PassState>;
}

export function serverInfo(): Promise<ServerInfo> {
  return call("GET", "/api/v1/server") as Promise<ServerInfo>;
}
