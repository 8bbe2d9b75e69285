import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { virtualClock, type VirtualClock } from "@elsewhere/testkit";
import { createFiles, type Files } from "./files.ts";

interface Piece {
  readonly offset: number;
  readonly size: number;
}

/** A server of uploads that loses connections, forgets and refuses as a test says. */
function createWorld(bytes: Uint8Array<ArrayBuffer>) {
  const clock: VirtualClock = virtualClock(0);
  const pieces: Piece[] = [];
  const calls: string[] = [];
  const parts = new Map<string, { hash: string | undefined; size: number; taken: Uint8Array }>();
  const back = new Set<() => void>();
  const world = {
    clock,
    pieces,
    calls,
    parts,
    /** Called before a piece: throws, or says how much of it comes through before the connection is lost. */
    before: (_piece: Piece): number | undefined => undefined,
    takes: 0,
    refuse: undefined as { status: number; code: string; temporary: boolean } | undefined,
    isBack: () => [...back].forEach((call) => call()),
    create: (): Files =>
      createFiles({
        url: "http://x",
        token: () => "t1",
        clock,
        fetch: answer as typeof globalThis.fetch,
        back: (call) => {
          back.add(call);
          return () => back.delete(call);
        },
      }),
    received: () => parts.values().next().value?.taken,
    blob: new Blob([bytes]),
  };
  const state = (id: string) => {
    const part = parts.get(id);
    if (part === undefined) return no(404, "no-such-file", false);
    const file = { file: id, name: "a", type: "x/y", size: part.size };
    const isWhole = part.taken.length === part.size;
    return Response.json({
      upload: id,
      offset: part.taken.length,
      size: part.size,
      ...(isWhole && { file }),
    });
  };
  const no = (status: number, code: string, temporary: boolean) =>
    Response.json({ error: { code, text: "No.", temporary } }, { status });
  const begin = ({ size, hash }: { size: number; hash?: string }) => {
    const same = [...parts].find(([, part]) => part.hash === hash && hash !== undefined)?.[0];
    const id = same ?? `f${parts.size + 1}`;
    if (same === undefined) parts.set(id, { size, hash, taken: new Uint8Array() });
    return state(id);
  };
  async function answer(
    url: string,
    init: RequestInit & { method: string; headers: Record<string, string> },
  ) {
    init.signal?.throwIfAborted();
    calls.push(init.method);
    if (world.refuse !== undefined) return no(world.refuse.status, world.refuse.code, world.refuse.temporary);
    if (init.method === "POST") return begin(JSON.parse(init.body as string) as { size: number });
    const id = url.split("/").at(-1) ?? "";
    if (init.method === "GET") return state(id);
    return take(id, Number(init.headers["upload-offset"]), new Uint8Array(init.body as ArrayBuffer));
  }
  function take(id: string, offset: number, body: Uint8Array) {
    const part = parts.get(id);
    if (part === undefined) return no(404, "no-such-file", false);
    if (part.taken.length !== offset) return no(409, "changed-meanwhile", true);
    const piece = { offset, size: body.length };
    pieces.push(piece);
    clock.advance(world.takes);
    const through = world.before(piece);
    part.taken = Buffer.concat([part.taken, body.subarray(0, through ?? body.length)]);
    if (through !== undefined) throw new TypeError("Failed to fetch");
    return state(id);
  }
  return world;
}

const sample = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 31) % 251);

describe("uploads", () => {
  it("[TRANSFER1] a lost connection costs one piece at most, and no byte is taken twice", async () => {
    const bytes = sample(1_000_000);
    const world = createWorld(bytes);
    world.before = ({ offset }) => (offset === 262_144 && world.pieces.length === 2 ? 100_000 : undefined);
    const progress: number[] = [];
    const waits: number[] = [];
    const done = world.create().upload(world.blob, {
      name: "a",
      onProgress: (now) => progress.push(now),
      onWaiting: (delay) => {
        waits.push(delay);
        queueMicrotask(world.isBack);
      },
    });
    expect(await done).toMatchObject({ file: "f1" });
    expect(world.pieces.map(({ offset }) => offset)).toEqual([0, 262_144, 362_144, 624_288]);
    expect(Buffer.compare(Buffer.from(world.received() ?? []), Buffer.from(bytes))).toBe(0);
    expect(waits).toEqual([500]);
    expect(progress.at(-1)).toBe(1_000_000);
    expect(world.parts.get("f1")?.hash).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("[TRANSFER2] it goes on by itself after a time that grows", async () => {
    const world = createWorld(sample(10));
    const waits: number[] = [];
    world.refuse = { status: 503, code: "unavailable", temporary: true };
    const done = world.create().upload(world.blob, {
      name: "a",
      onWaiting: (delay) => {
        waits.push(delay);
        if (waits.length === 7) world.refuse = undefined;
        setImmediate(() => world.clock.advance(delay));
      },
    });
    expect(await done).toMatchObject({ file: "f1" });
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it("[TRANSFER3] what was broken off goes on, also by another run of the program", async () => {
    const world = createWorld(sample(1_000_000));
    const pause = new AbortController();
    world.before = ({ offset }) => {
      if (offset > 0) pause.abort(new Error("paused"));
      return offset > 0 ? 5 : undefined;
    };
    await expect(world.create().upload(world.blob, { name: "a", signal: pause.signal })).rejects.toThrow(
      "paused",
    );
    world.before = () => undefined;
    await world.create().upload(new Blob([sample(1_000_000)]), { name: "a" });
    expect(world.pieces.map(({ offset }) => offset).slice(0, 3)).toEqual([0, 262_144, 262_149]);
    expect(world.parts.size).toBe(1);
  });

  it("[TRANSFER3] in the same run without a hash too", async () => {
    const { crypto } = globalThis;
    Object.defineProperty(globalThis, "crypto", { value: {}, configurable: true });
    try {
      const world = createWorld(sample(600_000));
      const files = world.create();
      const pause = new AbortController();
      world.before = () => {
        pause.abort(new Error("paused"));
        return 7;
      };
      await expect(files.upload(world.blob, { name: "a", signal: pause.signal })).rejects.toThrow("paused");
      world.before = () => undefined;
      await files.upload(world.blob, { name: "a" });
      expect(world.pieces.map(({ offset }) => offset)).toEqual([0, 7, 262_151]);
      expect(world.parts.get("f1")?.hash).toBeUndefined();
    } finally {
      Object.defineProperty(globalThis, "crypto", { value: crypto, configurable: true });
    }
  });

  it("[TRANSFER4] what is refused for good is rejected at once", async () => {
    const world = createWorld(sample(10));
    world.refuse = { status: 413, code: "too-large", temporary: false };
    await expect(world.create().upload(world.blob, { name: "a" })).rejects.toMatchObject({
      code: "too-large",
    });
    expect(world.calls).toEqual(["POST"]);
  });

  it("[TRANSFER4] what the server no longer has is begun again, three times at most", async () => {
    const world = createWorld(sample(600_000));
    world.before = () => {
      world.parts.clear();
      return undefined;
    };
    const onWaiting = () => queueMicrotask(world.isBack);
    const lost = world.create().upload(world.blob, { name: "a", onWaiting });
    await expect(lost).rejects.toMatchObject({ code: "no-such-file" });
    expect(world.calls.filter((method) => method === "POST")).toHaveLength(3);
  });

  it("[TRANSFER5] pieces grow on a fast network and shrink on a slow one", async () => {
    const fast = createWorld(sample(2_000_000));
    await fast.create().upload(fast.blob, { name: "a" });
    expect(fast.pieces.map(({ size }) => size)).toEqual([262_144, 524_288, 1_048_576, 164_992]);
    const slow = createWorld(sample(500_000));
    slow.takes = 5_000;
    await slow.create().upload(slow.blob, { name: "a" });
    expect(slow.pieces.map(({ size }) => size)).toEqual([262_144, 131_072, 65_536, 41_248]);
  });

  it("[TRANSFER6] a file that can no longer be read is told as such", async () => {
    const world = createWorld(sample(10));
    const gone = new Blob(["x"]);
    gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
    gone.slice = () => gone;
    await expect(world.create().upload(gone, { name: "a" })).rejects.toThrow("can no longer be read");
  });
});
