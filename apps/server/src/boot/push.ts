import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import webpush from "web-push";
import type { Push, Store } from "@elsewhere/core";
import { isPrivateAddress } from "../links/public-address.ts";

export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const keysValue = "vapid-keys";
/** How long a push service keeps a push for a device that cannot be reached, in seconds. */
const keptFor = 24 * 3600;
const answeredWithin = 10_000;

/** The server's own key pair (RFC 8292): made once and kept, since subscriptions are bound to it. */
export async function pushKeys(store: Store): Promise<PushKeys> {
  const kept = await store.readValue(keysValue);
  if (kept !== undefined) return JSON.parse(kept) as PushKeys;
  const keys = webpush.generateVAPIDKeys();
  await store.putValue(keysValue, JSON.stringify(keys));
  return keys;
}

export interface PushOptions {
  readonly keys: PushKeys;
  /** mailto: or https: address of the operator. */
  readonly contact: string;
  /** Allow private addresses and plain HTTP. */
  readonly allowPrivate: boolean;
}

/** Web push (RFC 8030), encrypted for the device (RFC 8291). */
export function createPush({ keys, contact, allowPrivate }: PushOptions): Push {
  const lookup = allowPrivate ? undefined : lookUpPublic;
  return {
    async wake(subscription, payload, urgency) {
      const { endpoint, p256dh, auth } = subscription;
      if (!allowPrivate && !mayBePublic(endpoint)) return "failed";
      const vapidDetails = { subject: contact, publicKey: keys.publicKey, privateKey: keys.privateKey };
      try {
        const text = JSON.stringify(payload);
        const options = { vapidDetails, TTL: keptFor, urgency };
        const letter = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, text, options);
        return outcomeOf(await post(letter, lookup));
      } catch {
        return "failed";
      }
    },
  };
}

function outcomeOf(status: number): "sent" | "gone" | "failed" {
  if (status === 404 || status === 410) return "gone";
  return status >= 200 && status < 300 ? "sent" : "failed";
}

/** Resolves with the status of the answer. Redirections are not followed: they could lead anywhere. */
function post(letter: webpush.RequestDetails, lookup: LookupFunction | undefined): Promise<number> {
  const { endpoint, method, headers, body } = letter;
  const request = endpoint.startsWith("https:") ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(answeredWithin);
    const options = { method, headers, signal, ...(lookup === undefined ? {} : { lookup }) };
    const asked = request(endpoint, options, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.once("error", reject);
    asked.end(body);
  });
}

/** Whoever subscribes names the address this server will call; it must not lead into the operator's own network. */
function mayBePublic(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  const host = hostname.replaceAll(/^\[|\]$/g, "");
  return protocol === "https:" && !(isIP(host) !== 0 && isPrivateAddress(host));
}

/** Resolves names of public addresses only; the address that was looked at is the one that is called. */
const lookUpPublic: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, "");
    const [first] = found;
    if (first === undefined || found.some(({ address }) => isPrivateAddress(address)))
      return done(new Error("not a public address"), "");
    return options.all === true ? done(null, found) : done(null, first.address, first.family);
  });
};
