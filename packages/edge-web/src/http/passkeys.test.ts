import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock } from "@elsewhere/testkit";
import { requests, type RequestName } from "@elsewhere/protocol";
import { createRig, type Rig } from "../testing/rig.ts";
import { asked } from "../testing/asked.ts";

describe("passkeys and links", () => {
  let rig: Rig;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(rig.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  beforeEach(async () => void (rig = await createRig(virtualClock(1_000_000))));
  afterEach(() => rig.edge.close());

  it("[KEY2] who answers an offer is signed in as with a password", async () => {
    const offered = await post("/api/v1/session/passkey-offer", {});
    expect(offered.headers.get("cache-control")).toBe("no-store");
    expect(await offered.json()).toEqual({ attempt: "a1", options: { challenge: "c1" } });
    const answer = { attempt: "a1", response: { id: "k1" } };
    const program = await post("/api/v1/session/passkey", answer);
    expect(await program.json()).toEqual({ account: "alice", device: "alice-new", token: "alice-new" });
    const page = await post("/api/v1/session/passkey", answer, { origin: "http://localhost:8080" });
    expect(page.headers.get("set-cookie")).toContain("HttpOnly");
    expect((await post("/api/v1/session/passkey", { ...answer, attempt: "other" })).status).toBe(410);
    expect((await post("/api/v1/session/passkey", { attempt: "a1" })).status).toBe(400);
  });

  it("[KEY2] who has a link for a new password is signed in with it", async () => {
    const answer = await post("/api/v1/password", { pass: "pass1", password: "battery staple" });
    expect(await answer.json()).toMatchObject({ account: "alice", token: "alice-new" });
    expect((await post("/api/v1/password", { pass: "pass1", password: "short" })).status).toBe(400);
    expect((await post("/api/v1/password", { pass: "other", password: "battery staple" })).status).toBe(410);
  });

  it.each([
    ["/api/v1/session/passkey-offer", {}],
    ["/api/v1/session/passkey", { attempt: "x", response: {} }],
    ["/api/v1/password", { pass: "x", password: "battery staple" }],
  ])("[KEY1] %s is counted as guesses are, by address", async (path, body) => {
    const statuses = [];
    for (let count = 0; count < 31; count += 1) statuses.push((await post(path, body)).status);
    expect(statuses.slice(0, 30)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
    expect((await post(path, body)).headers.get("retry-after")).not.toBeNull();
  });

  const forAdmins = (Object.keys(requests) as RequestName[]).filter((name) => requests[name].who === "admin");
  it.each(forAdmins)("[RIGHT1] %s is not answered for anybody else", async (name) => {
    const { args } = asked[name as keyof typeof asked];
    const of = (token: string) => post(`/api/v1/do/${name}`, args, { authorization: `Bearer ${token}` });
    const refused = await of("alice-laptop");
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: "not-allowed" } });
    expect((await post(`/api/v1/do/${name}`, args)).status).toBe(401);
    expect(rig.fake.asked).toEqual([]);
  });

  it("[RIGHT1] nor by an administrator's page of another origin", async () => {
    const headers = { cookie: "elsewhere-8080=root-laptop", origin: "https://evil.example" };
    expect((await post("/api/v1/do/admin-accounts", {}, headers)).status).toBe(403);
    expect(rig.fake.asked).toEqual([]);
  });
});
