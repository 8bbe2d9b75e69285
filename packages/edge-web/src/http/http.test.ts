import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock, type VirtualClock } from "@elsewhere/testkit";
import { createRig, type Rig, type RigOptions } from "../testing/rig.ts";
import { openSocket } from "../testing/test-socket.ts";

const json = { "content-type": "application/json" };

describe("HTTP", () => {
  let clock: VirtualClock;
  let rig: Rig;
  const start = async (options?: RigOptions) => (rig = await createRig(clock, options));
  const call = (path: string, init: RequestInit = {}) => fetch(rig.url + path, init);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, { method: "POST", headers: { ...json, ...headers }, body: JSON.stringify(body) });
  const signIn = (password = "right", headers: Record<string, string> = {}, more: object = {}) =>
    post("/api/v1/session", { account: "alice", password, ...more }, headers);
  beforeEach(() => void (clock = virtualClock(1_000_000)));
  afterEach(() => rig.edge.close());

  it("[HTTP1] a program signs in and gets the device and its token", async () => {
    await start();
    const answer = await signIn();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toEqual({ account: "alice", device: "alice-new", token: "alice-new" });
  });

  it("[HTTP2] a page gets the token in a cookie that no script reads and no other site sends", async () => {
    await start({ config: { publicUrl: "https://example.org" } });
    const answer = await signIn("right", { origin: "https://example.org" });
    expect(await answer.json()).toEqual({ account: "alice", device: "alice-new" });
    const cookie = answer.headers.get("set-cookie");
    expect(cookie).toBe("elsewhere=alice-new; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=34560000");
    const temporary = await signIn("right", {}, { as: "cookie", public: true });
    expect(temporary.headers.get("set-cookie")).not.toContain("Max-Age");
  });

  it("[HTTP3] wrong names and wrong passwords are not told apart, and names of other domains are nobody", async () => {
    await start();
    const wrong = await (await signIn("wrong")).json();
    expect(wrong).toMatchObject({ error: { code: "wrong-credentials" } });
    const foreign = await post("/api/v1/session", { account: "alice@other.net", password: "right" });
    expect(foreign.status).toBe(401);
    expect(await foreign.json()).toEqual(wrong);
  });

  it("[HTTP4] guesses are limited by account and by address, with the time to wait", async () => {
    await start({ config: { limits: { signInsPerMinute: 6, signInBurst: 3 } } });
    for (let i = 0; i < 3; i++) expect((await signIn("wrong")).status).toBe(401);
    const limited = await signIn("right");
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).toBe("10");
    expect(await limited.json()).toMatchObject({ error: { code: "too-fast", retryAfter: 10_000 } });
    clock.advance(10_000);
    expect((await signIn("right")).status).toBe(200);
    for (let i = 0; i < 9; i++) await post("/api/v1/session", { account: `guess${i}`, password: "wrong" });
    expect((await post("/api/v1/session", { account: "bob", password: "right" })).status).toBe(429);
  });

  it("[HTTP5] who one is, by header or cookie; without a token nobody", async () => {
    await start();
    const who = { account: "alice", device: "alice-laptop" };
    const bearer = await call("/api/v1/session", { headers: { authorization: "Bearer alice-laptop" } });
    expect(await bearer.json()).toEqual(who);
    const cookie = await call("/api/v1/session", { headers: { cookie: "a=b; elsewhere=alice-laptop" } });
    expect(await cookie.json()).toEqual(who);
    const nobody = await call("/api/v1/session");
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get("www-authenticate")).toContain("Bearer");
  });

  it("[HTTP6] signing out signs the device out and takes the cookie back", async () => {
    await start();
    rig.fake.answer = () => ({ signedOut: 1 });
    const headers = { authorization: "Bearer alice-laptop" };
    const answer = await call("/api/v1/session", { method: "DELETE", headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toContain("elsewhere-8080=; ");
    expect(rig.fake.asked[0]?.ask).toEqual({
      type: "sign-out",
      account: undefined,
      devices: ["alice-laptop"],
    });
  });

  it("[HTTP7] a new token comes the way the old one was carried", async () => {
    await start();
    const headers = { authorization: "Bearer alice-laptop" };
    const shown = await post("/api/v1/session/rotate", {}, headers);
    expect(await shown.json()).toEqual({
      account: "alice",
      device: "alice-laptop",
      token: "alice-rotated",
    });
    const page = { cookie: "elsewhere=alice-laptop", origin: "http://localhost:8080" };
    const hidden = await post("/api/v1/session/rotate", {}, page);
    expect(await hidden.json()).not.toHaveProperty("token");
    expect(hidden.headers.get("set-cookie")).toContain("elsewhere-8080=alice-rotated;");
  });

  it("[HTTP8] a pass can be looked at without using it, and signs one person up", async () => {
    await start();
    expect(await (await call("/api/v1/pass/pass1")).json()).toEqual({
      kind: "sign-up",
      from: "Alice",
      note: "hello",
      expiresAt: 5,
    });
    expect((await call("/api/v1/pass/other")).status).toBe(410);
    const body = { pass: "pass1", account: "carol", displayName: "Carol", password: "long enough" };
    expect(await (await post("/api/v1/sign-up", body)).json()).toMatchObject({ account: "carol" });
    const short = await post("/api/v1/sign-up", { ...body, password: "short" });
    expect(short.status).toBe(400);
    expect(JSON.stringify(await short.json())).toContain("password");
    expect((await post("/api/v1/sign-up", { ...body, account: "c d" })).status).toBe(400);
  });

  it("[HTTP9] every request can be asked over HTTP; Idempotency-Key names the command", async () => {
    await start();
    rig.fake.answer = () => ({ conversation: "d:alice:bob", offset: 3 });
    const headers = { authorization: "Bearer alice-laptop", "idempotency-key": "c1" };
    const answer = await post("/api/v1/do/send-message", { to: "bob", text: "hi" }, headers);
    expect(await answer.json()).toEqual({
      message: "d:alice:bob.3",
      conversation: "d:alice:bob",
      offset: 3,
    });
    expect(rig.fake.asked[0]?.command).toBe("c1");
    const long = await post("/api/v1/do/points", {}, { ...headers, "idempotency-key": "x".repeat(65) });
    expect(long.status).toBe(400);
    for (const name of ["hello", "nonsense"]) {
      const unknown = await post(`/api/v1/do/${name}`, {}, headers);
      expect(unknown.status).toBe(404);
      expect(await unknown.json()).toMatchObject({ error: { code: "unknown-request" } });
    }
    expect((await post("/api/v1/do/points", {})).status).toBe(401);
  });

  it("[HTTP10] a page of a foreign origin changes nothing; a cookie alone is not believed", async () => {
    await start();
    rig.fake.answer = () => ({});
    const change = async (headers: Record<string, string>) =>
      (await post("/api/v1/do/set-profile", { displayName: "Al" }, headers)).status;
    const cookie = "elsewhere=alice-laptop";
    expect(await change({ cookie, origin: "https://evil.example" })).toBe(403);
    expect(await change({ cookie })).toBe(403);
    expect(await change({ cookie, origin: "null" })).toBe(403);
    expect(await change({ cookie, origin: "http://localhost:8080" })).toBe(200);
    expect(await change({ cookie, origin: rig.url })).toBe(200);
    expect(await change({ authorization: "Bearer alice-laptop" })).toBe(200);
  });

  it("[HTTP11] pages of an origin the operator named may call, and are told so", async () => {
    await start();
    const origin = "https://pages.example.org";
    const asked = await call("/api/v1/do/points", { method: "OPTIONS", headers: { origin } });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe(origin);
    expect(asked.headers.get("access-control-allow-headers")).toContain("authorization");
    const foreign = await call("/api/v1/server", { headers: { origin: "https://evil.example" } });
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("[HTTP12] every answer carries the headers that keep pages safe", async () => {
    await start({ config: { publicUrl: "https://example.org" } });
    const { headers } = await call("/healthz");
    expect(headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("content-security-policy")).toContain("wss://example.org");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("strict-transport-security")).toContain("max-age");
  });

  it("[HTTP13] bodies are JSON within limits, or refused with words", async () => {
    await start();
    const send = async (body: string, type = "application/json") =>
      call("/api/v1/session", { method: "POST", headers: { "content-type": type }, body });
    const status = async (body: string, type?: string) => (await send(body, type)).status;
    expect(await status("{")).toBe(400);
    expect(await status(`${"[".repeat(50)}${"]".repeat(50)}`)).toBe(413);
    expect(await status(JSON.stringify({ x: "y".repeat(200_000) }))).toBe(413);
    expect(await status("a=b", "text/plain")).toBe(400);
    expect(await status("")).toBe(400);
    expect(await (await send(`{"account":7,"password":"x"}`)).json()).toMatchObject({
      error: { code: "invalid-request", detail: "account must be string" },
    });
  });

  it("[HTTP14] a body that does not arrive in time is cut off", async () => {
    await start();
    const socket = connect(rig.port, "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    const alarms = clock.pending;
    socket.write(
      "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
    );
    while (clock.pending === alarms) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(16_000);
    await closed;
    expect((await call("/healthz")).status).toBe(200);
  });

  it("[HTTP15] health, readiness, metrics and what the server is", async () => {
    await start({ config: { pushKey: "key" } });
    expect((await call("/healthz")).status).toBe(200);
    expect((await call("/readyz")).status).toBe(200);
    expect(await (await call("/metrics")).text()).toBe("up 1\n");
    expect(await (await call("/api/v1/server")).json()).toEqual({
      name: "The house",
      publicUrl: "http://localhost:8080",
      signUp: "invitation",
      domain: "example.org",
      version: "1.0.0",
      node: "n1",
      setUp: true,
      uploadLimit: 52_428_800,
      pushKey: "key",
    });
    expect((await call("/api/v1/nothing")).status).toBe(404);
  });

  it("[HTTP16] metrics are for private addresses unless the operator opens them", async () => {
    await start({ config: { trustProxy: true } });
    const headers = { "x-forwarded-for": "203.0.113.7" };
    expect((await call("/metrics", { headers })).status).toBe(403);
    expect((await call("/metrics")).status).toBe(200);
  });

  it("[HTTP18] the interface is described from the schemas it is checked with", async () => {
    await start();
    const document = (await (await call("/api/v1/openapi.json")).json()) as {
      readonly openapi: string;
      readonly paths: Record<string, object>;
    };
    expect(document.openapi).toBe("3.1.0");
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
    );
    for (const [method, path] of described) {
      const url = path.replace("{secret}", "pass1").replace("{id}", "f1");
      const answer = await call(url, { method, headers: { authorization: "Bearer alice-laptop" } });
      const { error } = (await answer.json().catch(() => ({}))) as { error?: { code: string } };
      expect([method, path, error?.code]).not.toEqual([method, path, "unknown-request"]);
    }
  });

  it("[DRAIN1] while draining, probes say not ready, nobody new comes in and those here are sent away in turn", async () => {
    await start();
    const socket = await openSocket(rig);
    await socket.hello("alice-laptop");
    const drained = rig.edge.drain();
    expect((await call("/readyz")).status).toBe(503);
    await expect(openSocket(rig)).rejects.toThrow("503");
    expect((await post("/events", { do: "hello", token: "alice-phone" })).status).toBe(503);
    clock.advance(5_000);
    await drained;
    expect((await socket.closed).code).toBe(4000);
    expect(socket.frames.at(-1)).toMatchObject({
      on: "closing",
      reason: "draining",
      comeBackAfter: 2_500,
    });
  });

  it("[DRAIN2] an upgrade without our subprotocol or to another path is refused", async () => {
    await start();
    const upgrade = (path: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(rig.port, "127.0.0.1");
        socket.once("data", (data) => resolve(data.toString().split("\r\n", 1)[0] ?? ""));
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        );
      });
    expect(await upgrade("/connect")).toBe("HTTP/1.1 400 Bad Request");
    expect(await upgrade("/elsewhere")).toBe("HTTP/1.1 404 Not Found");
  });

  it("[HTTP17] a page of a foreign origin may not open a connection and is told not to come back", async () => {
    await start();
    const socket = await openSocket(rig, { origin: "https://evil.example" });
    expect((await socket.closed).code).toBe(4506);
    const own = await openSocket(rig, { origin: "http://localhost:8080" });
    expect(await own.hello("alice-laptop")).toHaveProperty("ok");
  });
});
