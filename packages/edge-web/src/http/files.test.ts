import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock } from "@elsewhere/testkit";
import { createRig, type Rig } from "../testing/rig.ts";
import { imageSize } from "./image-size.ts";
import { readRange } from "./range.ts";
import { fileName } from "./stored-file.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAC0lEQVR4nGNgwAQAABQAAZ2K0+IAAAAASUVORK5CYII=",
  "base64",
);
const alice = { authorization: "Bearer alice-laptop" };

describe("files", () => {
  let rig: Rig;
  const upload = async (body: BodyInit, name = "a.txt", headers: Record<string, string> = {}) =>
    fetch(`${rig.url}/api/v1/files?name=${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { "content-type": "text/html", ...alice, ...headers },
      body,
    });
  const get = (id: string, headers: Record<string, string> = {}, method = "GET") =>
    fetch(`${rig.url}/api/v1/files/${id}`, { method, headers: { ...alice, ...headers } });
  beforeEach(async () => {
    rig = await createRig(virtualClock(1_000_000), { config: { limits: { uploadBytes: 1000 } } });
  });
  afterEach(() => rig.edge.close());

  it("[FILEHTTP1] an upload is typed by its bytes, whatever was claimed, and images are measured", async () => {
    const answer = await upload(png, "pic.html");
    expect(await answer.json()).toEqual({
      file: "f1",
      name: "pic.html",
      type: "image/png",
      size: png.length,
      width: 3,
      height: 2,
    });
    const got = await get("f1");
    expect(got.headers.get("content-type")).toBe("image/png");
    expect(got.headers.get("content-disposition")).toContain("inline");
    expect(Buffer.from(await got.arrayBuffer()).equals(png)).toBe(true);
  });

  it.each([
    ["a page", "<html><script>alert(1)</script></html>"],
    ["a drawing", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`],
    ["a drawing behind a prolog", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`],
    ["words", "just words"],
  ])("[FILEHTTP2] %s is bytes to be saved, and runs nothing", async (_, text) => {
    expect(await (await upload(text)).json()).toMatchObject({ type: "application/octet-stream" });
    const { headers } = await get("f1");
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment/);
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("[FILEHTTP3] what is too large is refused, also when its length was not announced", async () => {
    expect((await upload("x".repeat(1001))).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 11; i++) controller.enqueue(new Uint8Array(100));
        controller.close();
      },
    });
    const init = { method: "POST", headers: alice, body: stream, duplex: "half" } as RequestInit;
    const answer = await fetch(`${rig.url}/api/v1/files?name=x`, init);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: { code: "too-large" } });
    expect(rig.records.size).toBe(0);
  });

  it("[FILEHTTP4] only who may read a file gets it; others learn not even that it is there", async () => {
    await upload("secret");
    const bob = await get("f1", { authorization: "Bearer bob-phone" });
    expect(bob.status).toBe(404);
    expect(await bob.json()).toEqual(await (await get("f9", { authorization: "Bearer bob-phone" })).json());
    expect((await fetch(`${rig.url}/api/v1/files/f1`)).status).toBe(401);
    const nobody = await upload("x", "x", { authorization: "Bearer nonsense" });
    expect(nobody.status).toBe(401);
  });

  it("[FILEHTTP5] a part can be fetched, a wrong one is told the size, and what is known is not sent again", async () => {
    await upload("0123456789");
    const part = await get("f1", { range: "bytes=2-4" });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
      206,
      "bytes 2-4/10",
      "234",
    ]);
    expect(await (await get("f1", { range: "bytes=-3" })).text()).toBe("789");
    expect(await (await get("f1", { range: "bytes=8-" })).text()).toBe("89");
    const outside = await get("f1", { range: "bytes=10-" });
    expect([outside.status, outside.headers.get("content-range")]).toEqual([416, "bytes */10"]);
    const etag = part.headers.get("etag") ?? "";
    expect((await get("f1", { "if-none-match": etag })).status).toBe(304);
    const changed = await get("f1", { range: "bytes=2-4", "if-range": '"other"' });
    expect(changed.status).toBe(200);
    const head = await get("f1", {}, "HEAD");
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
  });

  it("[FILEHTTP6] an empty file is a file", async () => {
    expect(await (await upload("")).json()).toMatchObject({ size: 0 });
    const got = await get("f1");
    expect([got.status, await got.text()]).toEqual([200, ""]);
  });

  it("[FILEHTTP7] names are without folders and signs that deceive, and survive in any script", async () => {
    expect(fileName("../../etc/passwd")).toBe("passwd");
    expect(fileName("C:\\x\\y.txt")).toBe("y.txt");
    expect(fileName("a\u202Egpj.exe\n")).toBe("agpj.exe");
    expect(fileName("..")).toBe("file");
    expect(fileName(undefined)).toBe("file");
    await upload("x", "Ünï'.txt");
    expect((await get("f1")).headers.get("content-disposition")).toBe(
      `attachment; filename="_n_'.txt"; filename*=UTF-8''%C3%9Cn%C3%AF%27.txt`,
    );
  });

  it("[FILEHTTP8] ranges that are not understood are ignored", () => {
    for (const header of [undefined, "bytes=", "bytes=-", "lines=1-2", "bytes=1-2,4-5", "bytes=5-2"]) {
      expect(readRange(header, 10)).toEqual({ kind: "whole" });
    }
    expect(readRange("bytes=-0", 10)).toEqual({ kind: "outside" });
    expect(readRange("bytes=0-", 0)).toEqual({ kind: "outside" });
    expect(readRange("bytes=5-99", 10)).toEqual({ kind: "part", from: 5, to: 9 });
    expect(readRange("bytes=-99", 10)).toEqual({ kind: "part", from: 0, to: 9 });
  });

  it("[FILEHTTP9] sizes are read from the headers of the four kinds of image, and cut ones have none", () => {
    const gif = Buffer.from("GIF89a\x07\x00\x05\x00......", "latin1");
    const lossy = Buffer.alloc(30);
    lossy.write("RIFF....WEBPVP8 ", "latin1");
    lossy.writeUInt16LE(0x4009, 26);
    lossy.writeUInt16LE(6, 28);
    const extended = Buffer.alloc(30);
    extended.write("RIFF....WEBPVP8X", "latin1");
    extended.writeUInt16LE(99, 24);
    extended.writeUInt16LE(49, 27);
    const lossless = Buffer.alloc(30);
    lossless.write("RIFF....WEBPVP8L", "latin1");
    lossless.writeUInt32LE((20 << 14) | 10, 21);
    const jpeg = Buffer.from([
      0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc0, 0, 17, 8, 0, 40, 0, 30, 3,
    ]);
    expect([png, gif, lossy, extended, lossless, jpeg].map(imageSize)).toEqual([
      { width: 3, height: 2 },
      { width: 7, height: 5 },
      { width: 9, height: 6 },
      { width: 100, height: 50 },
      { width: 11, height: 21 },
      { width: 30, height: 40 },
    ]);
    for (const image of [png, gif, lossy, jpeg]) {
      for (let cut = 0; cut < 10; cut++) expect(imageSize(image.subarray(0, cut))).toBeUndefined();
    }
  });
});
