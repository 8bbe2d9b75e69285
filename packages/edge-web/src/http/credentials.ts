import type { IncomingHttpHeaders } from "node:http";

/** The token of a request, and how it was carried. */
export interface Credential {
  readonly token: string;
  readonly by: "header" | "cookie";
}

/** Cookies know no port: two servers on one machine need names of their own. */
export function cookieName(publicUrl: string): string {
  const { port } = new URL(publicUrl);
  return port === "" ? plainName : `${plainName}-${port}`;
}

const plainName = "elsewhere";
const longest = 512;

/** `Authorization: Bearer …` (RFC 6750 §2.1) before the cookie. */
export function credentialOf(headers: IncomingHttpHeaders, name: string): Credential | undefined {
  const bearer = /^Bearer +([\w.~+/=-]+) *$/i.exec(headers.authorization ?? "")?.[1];
  if (bearer !== undefined && bearer.length <= longest) return { token: bearer, by: "header" };
  const cookie = cookieOf(headers.cookie, name) ?? cookieOf(headers.cookie, plainName);
  return cookie === undefined ? undefined : { token: cookie, by: "cookie" };
}

/** The value of a cookie (RFC 6265 §4.2). */
function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const equals = pair.indexOf("=");
    if (equals < 0 || pair.slice(0, equals).trim() !== name) continue;
    const value = pair.slice(equals + 1).trim();
    if (value !== "" && value.length <= longest) return value;
  }
  return undefined;
}

const days400 = 400 * 24 * 3600;

/** `lasting`: kept beyond the end of the browser, for as long as browsers allow. */
export function setCookie(
  name: string,
  token: string,
  { secure, lasting }: { readonly secure: boolean; readonly lasting: boolean },
): string {
  const age = lasting ? `; Max-Age=${days400}` : "";
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}${age}`;
}

export function clearCookie(name: string, secure: boolean): string {
  return `${name}=; Path=/; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}; Max-Age=0`;
}
