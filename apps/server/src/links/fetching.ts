import { lookup } from "node:dns";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { isPrivateAddress } from "./public-address.ts";

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Whom this server may call on behalf of people. */
export interface Reach {
  /** TCP ports that may be called. */
  readonly ports: readonly number[];
  readonly mayCall: (address: string) => boolean;
  /** All addresses of a name. */
  readonly resolve: (host: string, done: Resolved) => void;
}

export type Resolved = (error: Error | null, found: readonly Address[]) => void;

export function publicReach(ports: readonly number[]): Reach {
  return {
    ports,
    mayCall: (address) => !isPrivateAddress(address),
    resolve: (host, done) => lookup(host, { all: true }, done),
  };
}

/** What is asked for, and how much of it is taken. */
export interface Wanted {
  readonly accept: string;
  /** Of the content type. */
  readonly type: RegExp;
  /** Bytes. */
  readonly most: number;
  /** The beginning of what is longer is enough. */
  readonly beginning: boolean;
}

export interface Fetched {
  /** Where it was in the end. */
  readonly url: URL;
  readonly type: string;
  readonly bytes: Buffer;
}

const redirectsAtMost = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches what is at an address of the public web, by GET, without cookies or credentials. Every address on the way is
 * checked, and the one that was checked is the one that is called. Rejects with the reason, which no person is told.
 */
export async function fetchPublic(
  start: URL,
  wanted: Wanted,
  reach: Reach,
  userAgent: string,
  signal: AbortSignal,
): Promise<Fetched> {
  let url = start;
  for (let hops = 0; hops <= redirectsAtMost; hops += 1) {
    const answer = await get(url, wanted, reach, userAgent, signal);
    const { statusCode = 0, headers } = answer;
    if (redirects.has(statusCode) && headers.location !== undefined) {
      answer.destroy();
      url = new URL(headers.location, url);
      continue;
    }
    const type = headers["content-type"] ?? "";
    refuseUnless(statusCode === 200, answer, `status ${statusCode}`);
    refuseUnless(wanted.type.test(type), answer, `content type ${type}`);
    refuseUnless(/^(?:identity)?$/i.test(headers["content-encoding"] ?? ""), answer, "encoded content");
    return { url, type, bytes: await take(answer, wanted) };
  }
  throw new Error("too many redirections");
}

function refuseUnless(fine: boolean, answer: IncomingMessage, reason: string): void {
  if (fine) return;
  answer.destroy();
  throw new Error(reason);
}

/** Whether an address may be asked for at all; its name has not been resolved yet. */
export function mayFetch(url: URL, { ports, mayCall }: Pick<Reach, "ports" | "mayCall">): boolean {
  if (url.protocol !== "http:" && url.protocol !== "https:") return false;
  if (url.username !== "" || url.password !== "") return false;
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  const host = hostOf(url);
  return ports.includes(port) && (isIP(host) === 0 || mayCall(host));
}

/** Without the brackets of an IPv6 address. */
function hostOf({ hostname }: URL): string {
  return hostname.replaceAll(/^\[|\]$/g, "");
}

function get(
  url: URL,
  wanted: Wanted,
  reach: Reach,
  userAgent: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (!mayFetch(url, reach)) return Promise.reject(new Error("not an address of the public web"));
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      // No connection is shared with anything else, and none is kept.
      agent: false,
      lookup: checkedLookup(reach),
      signal,
      headers: { "user-agent": userAgent, accept: wanted.accept, "accept-encoding": "identity" },
    });
    asked.once("socket", (socket) => distrust(socket, reach));
    asked.once("response", resolve);
    asked.once("error", reject);
    asked.end();
  });
}

/** Gives the connection only addresses that were looked at: there is no second resolution that could say otherwise. */
function checkedLookup({ resolve, mayCall }: Reach): LookupFunction {
  return (host, options, done) => {
    resolve(host, (error, found) => {
      const [first] = found;
      if (error !== null) return done(error, "");
      // One private address among public ones is an attempt, not an accident.
      if (first === undefined || !found.every(({ address }) => mayCall(address)))
        return done(new Error("not a public address"), "");
      return options.all === true ? done(null, [...found]) : done(null, first.address, first.family);
    });
  };
}

/** Says nothing to anybody who should not have been called, however that came about. */
function distrust(socket: Socket, { mayCall }: Reach): void {
  const check = () => {
    if (!mayCall(socket.remoteAddress ?? "")) socket.destroy(new Error("not a public address"));
  };
  socket.prependOnceListener("connect", check);
}

async function take(answer: IncomingMessage, { most, beginning }: Wanted): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= most) continue;
    answer.destroy();
    if (!beginning) throw new Error(`more than ${most} bytes`);
    break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}
