import { createRoot } from "solid-js";
import { expect, it } from "vitest";
import type { Client, UploadOptions } from "@elsewhere/client";
import type { Uploaded } from "@elsewhere/protocol/http";
import type { KeptFile, KeptFiles } from "./kept-files.ts";
import { createUploads, sortOut, type Uploads } from "./uploads.ts";

interface Going extends UploadOptions {
  readonly file: Blob;
  arrive(): Promise<void>;
  fail(): Promise<void>;
}

/** A client whose uploads arrive when the test says so, and a browser that keeps files. */
function createWorld(earlier: readonly KeptFile[] = [], now = 1_000) {
  const going: Going[] = [];
  const kept = new Map(earlier.map((one) => [one.id, one]));
  const spoken: unknown[] = [];
  let ids = 0;
  const files: KeptFiles = {
    list: async (conversation) => [...kept.values()].filter((one) => one.conversation === conversation),
    keep: async (file) => void kept.set(file.id, file),
    remove: async (id) => void kept.delete(id),
  };
  const upload = (file: Blob, options: UploadOptions): Promise<Uploaded> =>
    new Promise((resolve, reject) => {
      const name = options.name;
      going.push({
        ...options,
        file,
        arrive: async () => resolve({ file: `f-${name}`, name, type: "x/y", size: file.size }),
        fail: async () => reject(new Error("no")),
      });
    });
  const open = (): Uploads =>
    createRoot(() =>
      createUploads({
        client: { files: { upload } } as unknown as Client,
        conversation: "d:alice:bob",
        kept: files,
        largest: () => 100,
        spoken: (file, voice, reply) => spoken.push([file, voice, reply]),
        now: () => now,
        newId: () => `u${(ids += 1)}`,
      }),
    );
  return { going, kept, spoken, open };
}

const file = (name: string, size = 3, type = "text/plain") =>
  new File([new Uint8Array(size)], name, { type });
const states = (uploads: Uploads) => uploads.list().map((one) => one.state().name);
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it("[COMPOSE4] those go that fit, in their order, and of the others it is said why not", () => {
  const chosen = [file("a"), file("b", 101), file("folder", 0, ""), file("c"), file("d")];
  const { fitting, refused } = sortOut(chosen, 2, 100);
  expect(fitting.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(refused).toEqual([
    { name: "too-large", file: "b", most: 100 },
    { name: "folder", file: "folder" },
    { name: "too-many", most: 10 },
  ]);
  expect(sortOut([file("a", 5000)], 0, undefined).fitting).toEqual([]);
});

it("[COMPOSE5] two go at a time, and their order is that of the message", async () => {
  const { going, open, kept } = createWorld();
  const uploads = open();
  uploads.add([file("a"), file("b"), file("c")]);
  expect(states(uploads)).toEqual(["going", "going", "next"]);
  await going[1]?.arrive();
  await settled();
  expect(states(uploads)).toEqual(["going", "there", "going"]);
  await going[0]?.arrive();
  await going[2]?.arrive();
  await settled();
  expect(uploads.files().map((one) => one.state().name)).toEqual(["there", "there", "there"]);
  expect(kept.size).toBe(3);
  expect(uploads.take()).toEqual(["f-a", "f-b", "f-c"]);
  expect(uploads.list()).toEqual([]);
  await settled();
  expect(kept.size).toBe(0);
});

it("[COMPOSE5] what is paused, waits or fails says so, and goes on", async () => {
  const { going, open } = createWorld();
  const uploads = open();
  uploads.add([file("a")]);
  going[0]?.onProgress?.(2, 3);
  going[0]?.onWaiting?.(500);
  expect(uploads.list()[0]?.state()).toEqual({ name: "waiting", done: 2 });
  uploads.list()[0]?.pause();
  expect(uploads.list()[0]?.state()).toEqual({ name: "paused", done: 2 });
  expect(going[0]?.signal?.aborted).toBe(true);
  await going[0]?.fail();
  await settled();
  expect(states(uploads)).toEqual(["paused"]);
  uploads.list()[0]?.start();
  expect(uploads.list()[0]?.state()).toEqual({ name: "going", done: 2 });
  await going[1]?.fail();
  await settled();
  expect(states(uploads)).toEqual(["failed"]);
});

it("[COMPOSE5] what was chosen before the page was loaded is there again", async () => {
  const earlier = { id: "u0", conversation: "d:alice:bob", file: file("a") };
  const { open, going, kept } = createWorld([earlier, { ...earlier, id: "x", conversation: "g:other" }]);
  const uploads = open();
  await settled();
  expect(uploads.list().map((one) => one.id)).toEqual(["u0"]);
  const [first] = uploads.list();
  if (first !== undefined) uploads.remove(first);
  await settled();
  expect([going[0]?.signal?.aborted, kept.has("u0"), uploads.list().length]).toEqual([true, false, 0]);
});

it("[COMPOSE5] what the server has is not sent again, unless it may have forgotten it", async () => {
  const { open, going, kept } = createWorld();
  open().add([file("a")]);
  await going[0]?.arrive();
  await settled();
  expect([...kept.values()]).toMatchObject([{ there: { file: "f-a", at: 1_000 } }]);
  const there = { id: "u0", conversation: "d:alice:bob", file: file("a"), there: { file: "f-a", at: 1_000 } };
  for (const [hours, name] of [
    [19, "there"],
    [21, "going"],
  ] as const) {
    const uploads = createWorld([there], 1_000 + hours * 3_600_000).open();
    await settled();
    expect(states(uploads)).toEqual([name]);
  }
});

it("[COMPOSE5] when the person leaves, nothing goes on, and what is kept stays", async () => {
  const { open, going, kept } = createWorld();
  const uploads = open();
  uploads.add([file("a"), file("b"), file("c")]);
  await settled();
  uploads.stop();
  expect(states(uploads)).toEqual(["paused", "paused", "paused"]);
  expect([going.length, going.every(({ signal }) => signal?.aborted), kept.size]).toEqual([2, true, 3]);
});

it("[COMPOSE6] a voice message goes by itself, and is none of the files of another", async () => {
  const { going, open, spoken, kept } = createWorld();
  const uploads = open();
  const voice = { duration: 900, waveform: [1] };
  uploads.addVoice(file("voice.webm"), voice, { reply: 4 });
  expect([uploads.list().length, uploads.files().length]).toEqual([1, 0]);
  expect(kept.get("u1")).toMatchObject({ voice });
  await going[0]?.arrive();
  await settled();
  expect(spoken).toEqual([["f-voice.webm", voice, 4]]);
  expect(uploads.list()).toEqual([]);
});
