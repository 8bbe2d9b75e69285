import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock, type VirtualClock } from "@elsewhere/testkit";
import { rejection, Unavailable, type Goodbye } from "@elsewhere/core";
import { createRig, type Rig, type RigOptions } from "../testing/rig.ts";
import { openSocket } from "../testing/test-socket.ts";

describe("a session", () => {
  let clock: VirtualClock;
  let rig: Rig;
  const start = async (options?: RigOptions) => (rig = await createRig(clock, options));
  const signedIn = async (token = "alice-laptop") => {
    const socket = await openSocket(rig);
    await socket.hello(token);
    return socket;
  };
  beforeEach(() => void (clock = virtualClock(1_000_000)));
  afterEach(() => rig.edge.close());

  it.each([
    ["nonsense", "not-signed-in", 4502],
    ["dave-phone", "account-disabled", 4504],
    ["broken-phone", "unavailable", 4005],
  ])("[SESSION1] the token %s is answered %s and closed with %i", async (token, code, close) => {
    await start();
    const socket = await openSocket(rig);
    const answer = await socket.request({ id: "h", do: "hello", token });
    expect(answer).toMatchObject({ error: { code } });
    expect((await socket.closed).code).toBe(close);
    expect(socket.frames.at(-1)).toMatchObject({ on: "closing", code: close });
  });

  it("[SESSION2] the token may come with the connection itself, as header or cookie", async () => {
    await start();
    const carried: Record<string, string>[] = [
      { authorization: "Bearer alice-laptop" },
      { cookie: "elsewhere-8080=alice-laptop" },
    ];
    for (const headers of carried) {
      const socket = await openSocket(rig, headers);
      const answer = await socket.request({ id: "h", do: "hello" });
      expect(answer["ok"]).toMatchObject({ device: "alice-laptop" });
    }
  });

  it("[SESSION3] nothing is served before hello", async () => {
    await start();
    const socket = await openSocket(rig);
    const answer = await socket.request({ id: "a", do: "points" });
    expect(answer).toMatchObject({ error: { code: "not-signed-in" } });
    expect(rig.fake.asked).toEqual([]);
  });

  it("[SESSION4] a second hello is refused and changes nothing", async () => {
    await start();
    const socket = await signedIn();
    const answer = await socket.request({ id: "again", do: "hello", token: "bob-phone" });
    expect(answer).toMatchObject({ error: { code: "already-exists" } });
    expect(rig.fake.attached).toHaveLength(1);
  });

  it("[SESSION5] an error names the field, and an unknown request is named as such", async () => {
    await start();
    const socket = await signedIn();
    const wrong = await socket.request({ id: "a", do: "send-message", to: "bob", text: 5 });
    expect(wrong).toMatchObject({ error: { code: "invalid-request", detail: "text must be string" } });
    const missing = await socket.request({ id: "b", do: "send-message", to: "bob" });
    expect(missing).toMatchObject({ error: { code: "invalid-request", detail: "text must be there" } });
    const unknown = await socket.request({ id: "c", do: "fly" });
    expect(unknown).toMatchObject({ error: { code: "unknown-request", detail: "fly" } });
    expect(await socket.request({ id: "d", do: "toString" })).toMatchObject({
      error: { code: "unknown-request" },
    });
  });

  it("[SESSION6] a rejection comes with its words and whether it may pass", async () => {
    await start();
    rig.fake.answer = () => rejection("blocked");
    const socket = await signedIn();
    const answer = await socket.request({ id: "a", do: "send-message", to: "bob", text: "hi" });
    expect(answer).toEqual({
      re: "a",
      error: { code: "blocked", text: "This person does not take messages from you.", temporary: false },
    });
  });

  it("[SESSION7] requests of administrators are for administrators", async () => {
    await start();
    rig.fake.answer = () => ({ accounts: [] });
    const alice = await signedIn();
    expect(await alice.request({ id: "a", do: "admin-accounts" })).toMatchObject({
      error: { code: "not-allowed" },
    });
    const root = await signedIn("root-laptop");
    expect(await root.request({ id: "a", do: "admin-accounts" })).toEqual({ re: "a", ok: { accounts: [] } });
  });

  it("[SESSION8] a failure is told in general words and logged in full; the connection goes on", async () => {
    await start();
    const socket = await signedIn();
    rig.fake.answer = () => Promise.reject(new Unavailable("store", new Error("disk")));
    expect(await socket.request({ id: "a", do: "points" })).toMatchObject({ error: { code: "unavailable" } });
    rig.fake.answer = () => {
      throw new Error("secret details");
    };
    const bug = await socket.request({ id: "b", do: "points" });
    expect(bug).toMatchObject({ error: { code: "internal-error", temporary: true } });
    expect(JSON.stringify(bug)).not.toContain("secret");
    expect(rig.complaints.map(({ message }) => message)).toEqual([
      "a dependency is unavailable",
      "a request failed because of a mistake in the server",
    ]);
    rig.fake.answer = () => ({ points: [] });
    expect(await socket.request({ id: "c", do: "points" })).toHaveProperty("ok");
  });

  it("[SESSION9] ack, sense and typing reach the exchange; without id there is no answer", async () => {
    await start();
    const socket = await signedIn();
    socket.send({ do: "ack", positions: { "g:abcdefgh": 4 } });
    socket.send({ do: "sense", activity: "idle", idleFor: 5, open: null });
    socket.send({ do: "typing", conversation: "d:alice:bob" });
    expect(await socket.request({ id: "s", do: "sense", activity: "active" })).toEqual({ re: "s", ok: {} });
    const bad = await socket.request({ id: "t", do: "typing", conversation: "nowhere" });
    expect(bad).toMatchObject({ error: { code: "no-such-conversation" } });
    const [attached] = rig.fake.attached;
    expect(attached?.acked).toEqual([new Map([["g:abcdefgh", 4]])]);
    expect(attached?.sensed).toEqual([
      { activity: "idle", idleFor: 5, open: null },
      { activity: "active", idleFor: 0 },
    ]);
    expect(attached?.typed).toEqual(["d:alice:bob"]);
    expect(socket.frames.filter((frame) => "re" in frame)).toHaveLength(3);
  });

  it.each<[Goodbye, number]>([
    ["signed-out", 4503],
    ["disabled", 4504],
    ["token-reused", 4505],
    ["replaced", 4007],
    ["draining", 4000],
    ["unavailable", 4005],
  ])("[SESSION10] a goodbye of %s is told and closes with %i", async (reason, code) => {
    await start();
    const socket = await signedIn();
    rig.fake.attached[0]?.sink.close(reason);
    expect((await socket.closed).code).toBe(code);
    expect(socket.frames.at(-1)).toMatchObject({ on: "closing", reason, code });
    expect(rig.fake.attached[0]?.detached).toBe(true);
  });

  it("[SESSION11] a point whose connection is gone is detached, also when it goes while it is admitted", async () => {
    await start();
    const socket = await signedIn();
    socket.ws.terminate();
    await socket.closed;
    await until(() => rig.fake.attached[0]?.detached === true);
    let admit = (): void => undefined;
    rig.fake.gateDelay = new Promise((resolve) => (admit = resolve));
    const hasty = await openSocket(rig);
    hasty.send({ id: "h", do: "hello", token: "alice-phone" });
    hasty.ws.terminate();
    await hasty.closed;
    await until(() => rig.edge.counts().sockets === 0);
    admit();
    await until(() => rig.fake.attached.length === 2);
    await until(() => rig.fake.attached[1]?.detached === true);
    expect(rig.fake.attached[1]?.started).toBe(false);
  });

  it("[SESSION15] an account tries links it may have guessed only so often, whatever it asks of them", async () => {
    await start({ config: { limits: { linksPerMinute: 3 } } });
    rig.fake.answer = () => rejection("no-such-invitation");
    const tries = async (token: string, name: string) => {
      const socket = await signedIn(token);
      const { error } = await socket.request({ id: "g", do: name, link: "g:abcdefgh.guess" });
      return (error as { readonly code: string }).code;
    };
    for (const name of ["group-link", "join-group", "group-link"])
      expect(await tries("alice-laptop", name)).toBe("no-such-invitation");
    expect(await tries("alice-phone", "join-group")).toBe("too-fast");
    expect(await tries("root-laptop", "group-link")).toBe("no-such-invitation");
    clock.advance(20_000);
    expect(await tries("alice-phone", "join-group")).toBe("no-such-invitation");
  });

  it("[SESSION12] a device whose token is old is told to fetch a new one", async () => {
    await start();
    rig.fake.rotates = true;
    const socket = await signedIn();
    expect(await socket.until((frame) => frame["on"] === "rotate")).toEqual({ on: "rotate" });
  });
});

/** Waits for real input and output, not for time. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
