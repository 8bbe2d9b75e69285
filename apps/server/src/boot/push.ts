import { isIP } from "node:net";
import { lookup } from "node:dns/promises";
import webpush from "web-push";
import type { Push, Store } from "@elsewhere/core";

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
  return {
    async wake(subscription, payload, urgency) {
      if (!allowPrivate && !(await isPublic(subscription.endpoint))) return "failed";
      const { endpoint, p256dh, auth } = subscription;
      const vapidDetails = { subject: contact, publicKey: keys.publicKey, privateKey: keys.privateKey };
      const options = { vapidDetails, TTL: keptFor, urgency, timeout: answeredWithin };
      try {
        await webpush.sendNotification(
          { endpoint, keys: { p256dh, auth } },
          JSON.stringify(payload),
          options,
        );
        return "sent";
      } catch (error) {
        const status = error instanceof webpush.WebPushError ? error.statusCode : 0;
        return status === 404 || status === 410 ? "gone" : "failed";
      }
    },
  };
}

/** Whoever subscribes names the address this server will call; it must not lead into the operator's own network. */
async function isPublic(endpoint: string): Promise<boolean> {
  try {
    const url = new URL(endpoint);
    if (url.protocol !== "https:") return false;
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const addresses =
      isIP(host) !== 0 ? [host] : (await lookup(host, { all: true })).map((one) => one.address);
    return addresses.length > 0 && !addresses.some(isPrivateAddress);
  } catch {
    return false;
  }
}

const privateV4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[3-5]\d)\./;

/** Loopback, private, link-local, shared and multicast addresses (RFC 6890). */
export function isPrivateAddress(address: string): boolean {
  const lower = address.toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(lower)?.[1];
  if (isIP(lower) === 4 || mapped !== undefined) return privateV4.test(mapped ?? lower);
  return (
    lower === "::" || lower === "::1" || /^(?:f[cdef]|fe[89ab])/.test(lower) || lower.startsWith("::ffff:")
  );
}
