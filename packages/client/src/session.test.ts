import { describe, expect, it } from "vitest";
import { ask, passState, serverInfo, signedIn, signIn, signOut, signUp } from "./session.ts";

function rig(status: number, answer: unknown) {
  const calls: unknown[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    calls.push([init.method, url, new Headers(init.headers).get("authorization"), init.body ?? null]);
    return status === 204 ? new Response(null, { status }) : Response.json(answer, { status });
  }) as typeof globalThis.fetch;
  return { calls, options: { url: "http://server/", token: "t1", fetch } };
}

describe("session", () => {
  it("[CLI35] each resource is called as the server knows it", async () => {
    const { calls, options } = rig(200, { account: "alice", device: "d1" });
    const device = { as: "token", label: "script", kind: "script" } as const;
    await signIn(options, { account: "alice", password: "p", ...device });
    await signUp(options, { pass: "x", account: "alice", displayName: "Alice", password: "long enough" });
    await signedIn(options);
    await passState(options, "a/b");
    await serverInfo(options);
    await ask(options, "set-status", { id: "c1", state: "busy" });
    const body = { account: "alice", password: "p", ...device };
    expect(calls[0]).toEqual(["POST", "http://server/api/v1/session", "Bearer t1", JSON.stringify(body)]);
    expect(calls.slice(1).map((one) => (one as string[]).slice(0, 2).join(" "))).toEqual([
      "POST http://server/api/v1/sign-up",
      "GET http://server/api/v1/session",
      "GET http://server/api/v1/pass/a%2Fb",
      "GET http://server/api/v1/server",
      "POST http://server/api/v1/do/set-status",
    ]);
  });

  it("[CLI35] what the server refuses is a typed error", async () => {
    const error = { code: "wrong-credentials", text: "Wrong.", temporary: false };
    const { options } = rig(401, { error });
    const refused = signIn(options, { account: "alice", password: "?" });
    await expect(refused).rejects.toMatchObject({ name: "RequestError", code: "wrong-credentials" });
    await expect(signOut(rig(204, undefined).options)).resolves.toBeUndefined();
  });
});
