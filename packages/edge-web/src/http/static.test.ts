import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock } from "@elsewhere/testkit";
import { createRig, type Rig } from "../testing/rig.ts";

describe("the web app's files", () => {
  let dir: string;
  let rig: Rig;
  const page = { accept: "text/html,*/*" };
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "elsewhere-static-"));
    const app = join(dir, "app");
    mkdirSync(join(app, "assets"), { recursive: true });
    writeFileSync(join(dir, "secret.txt"), "secret");
    writeFileSync(join(app, "index.html"), "<!doctype html>app");
    writeFileSync(join(app, "assets/main-B4dF00d9.js"), "run()");
    writeFileSync(join(app, "assets/packed-B4dF00d9.js.br"), brotliCompressSync("run()"));
    writeFileSync(join(app, "assets/packed-B4dF00d9.js.gz"), gzipSync("run()"));
    writeFileSync(join(app, "assets/packed-B4dF00d9.js"), "run()");
    writeFileSync(join(app, ".env"), "secret");
    symlinkSync(join(dir, "secret.txt"), join(app, "link.txt"));
    rig = await createRig(virtualClock(1_000_000), { staticDir: app });
  });
  afterEach(async () => {
    await rig.edge.close();
    rmSync(dir, { recursive: true });
  });

  it("[STATIC1] the page is asked for again each time, what carries a hash in its name never", async () => {
    const index = await fetch(rig.url);
    expect(await index.text()).toBe("<!doctype html>app");
    expect(index.headers.get("cache-control")).toBe("no-cache");
    const etag = index.headers.get("etag") ?? "";
    expect((await fetch(rig.url, { headers: { "if-none-match": etag } })).status).toBe(304);
    const asset = await fetch(`${rig.url}/assets/main-B4dF00d9.js`);
    expect(asset.headers.get("cache-control")).toContain("immutable");
    expect(asset.headers.get("content-type")).toContain("text/javascript");
    const head = await fetch(`${rig.url}/assets/main-B4dF00d9.js`, { method: "HEAD" });
    expect([head.headers.get("content-length"), await head.text()]).toEqual(["5", ""]);
  });

  it("[STATIC4] what the build has compressed travels so to whoever can read it, each coding by its own tag", async () => {
    const ask = (coding: string, more: Record<string, string> = {}) =>
      fetch(`${rig.url}/assets/packed-B4dF00d9.js`, { headers: { "accept-encoding": coding, ...more } });
    const answers = [await ask("gzip, br"), await ask("gzip"), await ask("identity")];
    expect(answers.map(({ headers }) => headers.get("content-encoding"))).toEqual(["br", "gzip", null]);
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["run()", "run()", "run()"]);
    for (const { headers } of answers) {
      expect(headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
      expect(headers.get("content-type")).toContain("text/javascript");
      expect(headers.get("cache-control")).toContain("immutable");
    }
    const tags = answers.map(({ headers }) => headers.get("etag") ?? "");
    expect(new Set(tags).size).toBe(3);
    expect((await ask("br", { "if-none-match": tags[0] ?? "" })).status).toBe(304);
    expect((await ask("br", { "if-none-match": tags[1] ?? "" })).status).toBe(200);
  });

  it("[STATIC4] what was not compressed travels as it is", async () => {
    const part = await fetch(`${rig.url}/assets/main-B4dF00d9.js`, { headers: { "accept-encoding": "br" } });
    expect([part.headers.get("content-encoding"), await part.text()]).toEqual([null, "run()"]);
    expect(part.headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
  });

  it("[STATIC2] paths of the app show the app; paths of programs and of missing files do not", async () => {
    for (const path of ["/i/token.with.dots", "/join", "/conversation/x"]) {
      expect(await (await fetch(rig.url + path, { headers: page })).text()).toBe("<!doctype html>app");
    }
    for (const path of ["/api/v1/x", "/assets/gone-12345678.js", "/events/x", "/sip"]) {
      expect((await fetch(rig.url + path, { headers: page })).status).toBe(404);
    }
    expect((await fetch(`${rig.url}/gone.png`, { headers: { accept: "image/*" } })).status).toBe(404);
    expect((await fetch(rig.url, { method: "PUT", headers: page })).status).toBe(404);
  });

  it("[STATIC3] nothing outside of the folder, hidden in it or linked out of it is served", async () => {
    const raw = (path: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(rig.port, "127.0.0.1");
        socket.once("data", (data) => resolve(data.toString()));
        socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      });
    const paths = [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/assets/..%5c..%5csecret.txt",
      "/.env",
      "/link.txt",
      "/index.html%00.js",
      "/%ff",
      "//etc/passwd",
    ];
    for (const path of paths) {
      const answer = await raw(path);
      expect(answer.split("\r\n", 1)[0]).toMatch(/ 40[04] /);
      expect(answer).not.toContain("secret\n");
    }
  });
});
