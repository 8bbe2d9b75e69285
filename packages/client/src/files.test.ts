import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { virtualClock } from "@elsewhere/testkit";
import { createFiles, type Files } from "./files.ts";

let server: Server;
let files: Files;
const seen: { url: string | undefined; authorization: string | undefined; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { url, headers } = request;
      seen.push({ url, authorization: headers.authorization, body });
      if (url?.includes("proxy") === true) response.writeHead(502).end("<html>");
      else if (body.includes('"huge"')) {
        const error = { code: "too-large", text: "It is too large.", temporary: false };
        response.writeHead(413).end(JSON.stringify({ error }));
      } else if (request.method === "POST")
        response.end(JSON.stringify({ upload: "f1", offset: 0, size: 5 }));
      else if (request.method === "PATCH") {
        const file = { file: "f1", name: "a.txt", type: "text/plain", size: 5 };
        response.end(JSON.stringify({ upload: "f1", offset: 5, size: 5, file }));
      } else if (url?.includes("never") === false) {
        response.writeHead(headers.range === undefined ? 200 : 206, {
          "content-type": "text/plain",
          "content-length": "5",
        });
        response.end("hello");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  files = createFiles({ url, token: () => "t1", clock: virtualClock(0), back: () => () => undefined });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("files", () => {
  it("[CLI33] bytes are uploaded under a name", async () => {
    const progress: unknown[] = [];
    const onProgress = (done: number, all: number | undefined) => progress.push([done, all]);
    const uploaded = await files.upload(new Blob(["hello"]), { name: "a b.txt", onProgress });
    expect(uploaded).toEqual({ file: "f1", name: "a.txt", type: "text/plain", size: 5 });
    expect(seen.at(-1)).toEqual({
      url: "/api/v1/uploads/f1",
      authorization: "Bearer t1",
      body: "hello",
    });
    expect(JSON.parse(seen.at(-2)?.body ?? "")).toMatchObject({ name: "a b.txt", size: 5 });
    expect(progress).toEqual([
      [0, 5],
      [5, 5],
    ]);
  });

  it("[CLI33] bytes are downloaded, from the place that is named", async () => {
    const progress: unknown[] = [];
    const onProgress = (done: number, all: number | undefined) => progress.push([done, all]);
    const blob = await files.download("f1", { onProgress, from: 2 });
    expect([await blob.text(), blob.type, progress.at(-1)]).toEqual(["hello", "text/plain", [5, 5]]);
    expect(files.urlOf("f/1")).toMatch(/\/api\/v1\/files\/f%2F1$/);
  });

  it("[CLI33] what went wrong has a name, whoever answered", async () => {
    const upload = (name: string) => files.upload(new Blob(["x"]), { name });
    await expect(upload("huge")).rejects.toMatchObject({ code: "too-large", temporary: false });
    await expect(files.download("proxy")).rejects.toMatchObject({ code: "unavailable", temporary: true });
  });

  it("[CLI33] a transfer can be broken off", async () => {
    const abort = new AbortController();
    const done = files.download("never", { signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(done).rejects.toThrow("enough");
    await expect(files.upload(new Blob([]), { name: "x", signal: abort.signal })).rejects.toThrow("enough");
  });
});
