import { createECDH, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryDisk } from "@elsewhere/testkit";
import { isPrivateAddress } from "../links/public-address.ts";
import { createPush, pushKeys } from "./push.ts";

const letter = { type: "clear", conversation: "d:alice:bob", upTo: 3 } as const;

/** A device's own keys (RFC 8291). */
function device(endpoint: string) {
  const pair = createECDH("prime256v1");
  pair.generateKeys();
  const auth = randomBytes(16).toString("base64url");
  return { endpoint, p256dh: pair.getPublicKey().toString("base64url"), auth };
}

const servers: Server[] = [];

/** A push service that answers with the status and remembers what it was asked. */
async function service(status: number) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    request.resume();
    response.writeHead(status, { location: "http://127.0.0.1:1/" }).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/for/alice` };
}

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function push(allowPrivate: boolean) {
  const keys = await pushKeys(createMemoryDisk().open());
  return createPush({ keys, contact: "mailto:postmaster@example.org", allowPrivate });
}

describe("where a push goes", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:7f00:1",
  ])("[PUSH1] %s is private", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(["172.32.0.1", "100.128.0.1", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])(
    "[PUSH1] %s is not",
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it("[PUSH1] private addresses, names of them, and plain HTTP are not called", async () => {
    const door = await push(false);
    const { asked, url } = await service(201);
    const port = new URL(url).port;
    const endpoints = [
      url,
      `https://127.0.0.1:${port}/`,
      `https://[::1]:${port}/`,
      `https://[::ffff:127.0.0.1]:${port}/`,
      `https://localhost:${port}/`,
      `http://push.example.org/`,
      "file:///etc/passwd",
      "nonsense",
    ];
    for (const endpoint of endpoints)
      expect(await door.wake(device(endpoint), letter, "normal")).toBe("failed");
    expect(asked).toEqual([]);
  });

  it("[PUSH1] [PUSH2] the operator may allow them", async () => {
    const door = await push(true);
    const { asked, url } = await service(201);
    expect(await door.wake(device(url), letter, "high")).toBe("sent");
    expect(asked[0]?.headers).toMatchObject({
      urgency: "high",
      "content-encoding": "aes128gcm",
      ttl: "86400",
    });
    expect(asked[0]?.headers.authorization).toMatch(/^vapid t=/);
  });

  it.each([
    [404, "gone"],
    [410, "gone"],
    [413, "failed"],
    [429, "failed"],
    [500, "failed"],
    [302, "failed"],
  ] as const)("[PUSH2] %i means %s", async (status, outcome) => {
    const door = await push(true);
    const { url, asked } = await service(status);
    expect(await door.wake(device(url), letter, "normal")).toBe(outcome);
    expect(asked).toHaveLength(1);
  });

  it("[PUSH2] a service that cannot be reached, and keys that are none, are failures", async () => {
    const door = await push(true);
    expect(await door.wake(device("http://127.0.0.1:1/"), letter, "normal")).toBe("failed");
    expect(await door.wake({ ...device("http://127.0.0.1:1/"), p256dh: "x" }, letter, "normal")).toBe(
      "failed",
    );
  });

  it("[PUSH3] the keys are made once", async () => {
    const store = createMemoryDisk().open();
    const made = await pushKeys(store);
    expect(await pushKeys(store)).toEqual(made);
  });
});
