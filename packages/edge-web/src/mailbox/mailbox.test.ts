import { get, type IncomingMessage } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock, type VirtualClock } from "@elsewhere/testkit";
import type { AccountName, ConversationId, DeviceId, Entry } from "@elsewhere/core";
import { createRig, type Rig, type RigOptions } from "../testing/rig.ts";

type Frame = Readonly<Record<string, unknown>>;
interface Fetched {
  readonly status: number;
  readonly frames: readonly Frame[];
  readonly cursor: number;
  readonly next: number;
  readonly error?: { readonly code: string; readonly retryAfter?: number };
}

const conversation = "g:abcdefgh" as ConversationId;
const alice = { authorization: "Bearer alice-laptop" };

describe("a mailbox", () => {
  let clock: VirtualClock;
  let rig: Rig;
  const start = async (options?: RigOptions) => (rig = await createRig(clock, options));
  const post = async (query: string, body: unknown, headers: Record<string, string> = alice) => {
    const init = {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`${rig.url}/events${query}`, init);
    return { status: answer.status, ...((await answer.json()) as object) } as Fetched & {
      mailbox: string;
    };
  };
  const open = () => post("", { id: "h", do: "hello" });
  const fetchFrames = async (box: string, cursor: number, more = "", headers = alice) => {
    const answer = await fetch(`${rig.url}/events?mailbox=${box}&cursor=${cursor}${more}`, { headers });
    return { status: answer.status, ...((await answer.json()) as object) } as Fetched;
  };
  const tell = (offset: number, text = "hi", index = 0) =>
    rig.fake.attached[index]?.sink.tell({ type: "entry", topic: conversation, entry: message(offset, text) });
  beforeEach(() => void (clock = virtualClock(1_000_000)));
  afterEach(() => rig.edge.close());

  it("[BOX1] the hello opens it, and its answer is the first frame", async () => {
    await start();
    const opened = await open();
    expect(opened.status).toBe(200);
    expect(opened.frames[0]).toMatchObject({ re: "h", ok: { account: "alice", device: "alice-laptop" } });
    expect(opened.frames[1]).toEqual({ on: "caught-up" });
    expect(opened.cursor).toBe(2);
  });

  it("[BOX2] a refused hello is answered with its error and leaves nothing behind", async () => {
    await start();
    const wrong = await post("", { do: "hello", token: "nonsense" }, {});
    expect(wrong).toMatchObject({ status: 401, error: { code: "not-signed-in" } });
    expect(await post("", { id: "a", do: "points" })).toMatchObject({ status: 400 });
    expect(await post("", [])).toMatchObject({ status: 400 });
    expect(rig.edge.counts().mailboxes).toBe(0);
  });

  it("[BOX3] requests are posted and their answers fetched, in the same words as on a WebSocket", async () => {
    await start();
    const { mailbox, cursor } = await open();
    rig.fake.answer = () => ({ conversation, offset: 1 });
    const frame = { id: "m1", do: "send-message", to: "bob", text: "hi" };
    expect((await post(`?mailbox=${mailbox}`, [frame])).status).toBe(202);
    const fetched = await fetchFrames(mailbox, cursor, "&wait=20");
    expect(fetched.frames).toEqual([{ re: "m1", ok: { message: "g:abcdefgh.1", conversation, offset: 1 } }]);
    expect(rig.fake.asked[0]?.command).toBe("m1");
  });

  it("[BOX4] a lost response is fetched again with the same cursor; what a cursor acknowledges is forgotten", async () => {
    await start();
    const { mailbox, cursor } = await open();
    tell(1);
    const first = await fetchFrames(mailbox, cursor, "&wait=1");
    tell(2);
    const again = await fetchFrames(mailbox, cursor, "&wait=1");
    expect(first.frames.map((frame) => frame["offset"])).toEqual([1]);
    expect(again.frames.map((frame) => frame["offset"])).toEqual([1, 2]);
    const bytes = rig.edge.counts().mailboxBytes;
    clock.advance(1_000);
    expect((await fetchFrames(mailbox, again.cursor)).frames).toEqual([]);
    expect(rig.edge.counts().mailboxBytes).toBe(0);
    expect(bytes).toBeGreaterThan(0);
    const forgotten = await fetchFrames(mailbox, cursor, "&wait=1");
    expect(forgotten).toMatchObject({ status: 410, error: { code: "expired" } });
    expect(rig.fake.attached[0]?.detached).toBe(true);
  });

  it("[BOX5] polling speeds up on messages and slows down in steps when nothing comes", async () => {
    await start();
    const { mailbox, cursor } = await open();
    tell(1);
    let fetched = await fetchFrames(mailbox, cursor);
    const pauses = [fetched.next];
    for (let i = 0; i < 13; i++) {
      clock.advance(fetched.next);
      fetched = await fetchFrames(mailbox, fetched.cursor);
      pauses.push(fetched.next);
    }
    expect([...new Set(pauses)]).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
    await post(`?mailbox=${mailbox}`, { id: "a", do: "set-profile", displayName: "Al" });
    clock.advance(1_000);
    expect((await fetchFrames(mailbox, fetched.cursor)).next).toBe(1_000);
  });

  it("[BOX6] who polls too often is told how long to wait", async () => {
    await start();
    const { mailbox, cursor } = await open();
    await fetchFrames(mailbox, cursor);
    clock.advance(100);
    const early = await fetchFrames(mailbox, cursor);
    expect(early).toMatchObject({ status: 429, error: { code: "too-fast", retryAfter: 400 } });
    clock.advance(400);
    expect((await fetchFrames(mailbox, cursor)).status).toBe(200);
  });

  it("[BOX7] a long poll waits for something to come, or for its time", async () => {
    await start();
    const { mailbox, cursor } = await open();
    const alarms = clock.pending;
    const waiting = fetchFrames(mailbox, cursor, "&wait=25");
    while (clock.pending === alarms) await turn();
    tell(1);
    tell(2);
    expect((await waiting).frames).toHaveLength(2);
    const empty = fetchFrames(mailbox, cursor + 2, "&wait=25");
    while (clock.pending === alarms) await turn();
    clock.advance(25_000);
    expect(await empty).toMatchObject({ status: 200, frames: [], cursor: cursor + 2, next: 0 });
  });

  it("[BOX8] a newer fetch takes the place of one that waits", async () => {
    await start();
    const { mailbox, cursor } = await open();
    const alarms = clock.pending;
    const older = fetchFrames(mailbox, cursor, "&wait=25");
    while (clock.pending === alarms) await turn();
    const newer = fetchFrames(mailbox, cursor, "&wait=25");
    expect((await older).frames).toEqual([]);
    tell(1);
    expect((await newer).frames).toHaveLength(1);
  });

  it("[BOX9] an event stream goes on where its last event was", async () => {
    await start();
    const { mailbox, cursor } = await open();
    const stream = await openStream(`${rig.url}/events?mailbox=${mailbox}&cursor=${cursor}`);
    tell(1);
    tell(2);
    await stream.until((text) => text.includes("id: "));
    expect(stream.text()).toMatch(/^retry: \d+\n\nid: 4\ndata: \[\{.*"offset":1,.*\},\{.*\}\]\n\n$/);
    stream.end();
    tell(3);
    const next = await openStream(`${rig.url}/events?mailbox=${mailbox}`, { "last-event-id": "4" });
    await next.until((text) => text.includes("id: 5"));
    expect(next.text()).not.toContain('"offset":2');
    next.end();
  });

  it("[BOX10] a stream is kept awake, ended in time so that the client shows itself, and the mailbox outlives it", async () => {
    await start();
    const { mailbox, cursor } = await open();
    clock.advance(10_000);
    const stream = await openStream(`${rig.url}/events?mailbox=${mailbox}&cursor=${cursor}`);
    clock.advance(25_000);
    await stream.until((text) => text.includes("\n:\n\n"));
    clock.advance(31_000);
    await stream.ended;
    expect(rig.fake.attached[0]?.detached).toBe(false);
    expect((await fetchFrames(mailbox, cursor)).status).toBe(200);
  });

  it("[BOX11] a mailbox nobody fetches leaves memory and its point is gone", async () => {
    await start();
    const { mailbox, cursor } = await open();
    clock.advance(90_000);
    expect(rig.edge.counts()).toMatchObject({ mailboxes: 0, mailboxBytes: 0 });
    expect(rig.fake.attached[0]?.detached).toBe(true);
    expect(await fetchFrames(mailbox, cursor)).toMatchObject({ status: 410, error: { code: "expired" } });
  });

  it("[BOX12] a mailbox that received no message for its time leaves memory although it is fetched", async () => {
    await start({ config: { limits: { mailboxIdle: 100_000 } } });
    const { mailbox, cursor } = await open();
    clock.advance(60_000);
    tell(1);
    let fetched = await fetchFrames(mailbox, cursor);
    for (let i = 0; i < 4; i++) {
      clock.advance(20_000);
      fetched = await fetchFrames(mailbox, fetched.cursor);
      expect(fetched.status).toBe(200);
    }
    clock.advance(26_000);
    expect((await fetchFrames(mailbox, fetched.cursor)).status).toBe(410);
    expect(rig.edge.counts().mailboxes).toBe(0);
  });

  it("[BOX13] a mailbox that is full is given up, and its client resumes with its positions", async () => {
    await start({ config: { limits: { mailboxBytes: 10_000 } } });
    const { mailbox, cursor } = await open();
    const sink = rig.fake.attached[0]?.sink;
    tell(1, "x".repeat(6_000));
    const room = sink?.room();
    expect(room).toBeInstanceOf(Promise);
    const fetched = await fetchFrames(mailbox, cursor, "&wait=1");
    await fetchFrames(mailbox, fetched.cursor, "&wait=0");
    await room;
    for (let i = 2; i < 6; i++) tell(i, "x".repeat(6_000));
    expect(rig.fake.attached[0]?.detached).toBe(true);
    clock.advance(1_000);
    const last = await fetchFrames(mailbox, fetched.cursor);
    expect(last.frames.at(-1)).toMatchObject({ on: "closing", reason: "too-slow" });
    clock.advance(1_000);
    expect((await fetchFrames(mailbox, last.cursor)).status).toBe(410);
  });

  it("[BOX14] a mailbox is its device's alone, also after the token was exchanged", async () => {
    await start();
    const { mailbox, cursor } = await open();
    const as = (token: string) =>
      fetchFrames(mailbox, cursor, "&wait=0", { authorization: `Bearer ${token}` });
    expect((await as("bob-phone")).status).toBe(410);
    expect((await as("nonsense")).status).toBe(401);
    expect((await fetch(`${rig.url}/events?mailbox=${mailbox}`)).status).toBe(401);
    expect((await as("alice-laptop")).status).toBe(200);
  });

  it("[BOX15] the client may close it, and a goodbye is the last frame", async () => {
    await start();
    const { mailbox } = await open();
    const gone = await fetch(`${rig.url}/events?mailbox=${mailbox}`, { method: "DELETE", headers: alice });
    expect(gone.status).toBe(204);
    expect(rig.fake.attached[0]?.detached).toBe(true);
    const second = await open();
    rig.fake.attached[1]?.sink.close("signed-out");
    const last = await fetchFrames(second.mailbox, second.cursor, "&wait=20");
    expect(last.frames).toMatchObject([{ on: "closing", reason: "signed-out", code: 4503 }]);
  });

  it.each(["cursor=x", "cursor=-1", "cursor=1e3", "cursor=2&wait=x", "cursor=9".padEnd(40, "9")])(
    "[BOX16] %s is refused in words",
    async (query) => {
      await start();
      const { mailbox } = await open();
      const answer = await fetch(`${rig.url}/events?mailbox=${mailbox}&${query}`, { headers: alice });
      expect(answer.status).toBe(400);
      const stream = { ...alice, accept: "text/event-stream", "last-event-id": "x" };
      expect((await fetch(`${rig.url}/events?mailbox=${mailbox}`, { headers: stream })).status).toBe(400);
    },
  );
});

function message(offset: number, text: string): Entry {
  const by = "bob" as AccountName;
  const device = "bob-phone" as DeviceId;
  return { offset, at: offset, body: { type: "message", by, device, command: `c${offset}`, text } };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Stream {
  text(): string;
  until(holds: (text: string) => boolean): Promise<void>;
  readonly ended: Promise<void>;
  end(): void;
}

function openStream(url: string, headers: Record<string, string> = {}): Promise<Stream> {
  return new Promise((resolve) => {
    const request = get(url, { headers: { ...alice, accept: "text/event-stream", ...headers } });
    request.on("error", () => undefined);
    request.on("response", (response: IncomingMessage) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      resolve({
        text: () => text,
        async until(holds) {
          while (!holds(text)) await turn();
        },
        ended: new Promise((done) => response.once("close", () => done())),
        end: () => request.destroy(),
      });
    });
  });
}
