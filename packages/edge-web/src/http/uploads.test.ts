import { createHash } from "node:crypto";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { virtualClock } from "@elsewhere/testkit";
import { createRig, type Rig } from "../testing/rig.ts";

const alice = { authorization: "Bearer alice-laptop" };
const bob = { authorization: "Bearer bob-phone" };
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

describe("uploads", () => {
  let rig: Rig;
  const begin = (body: object, headers = alice) =>
    fetch(`${rig.url}/api/v1/uploads`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const send = (id: string, offset: number | string | undefined, body: BodyInit, headers = alice) =>
    fetch(`${rig.url}/api/v1/uploads/${id}`, {
      method: "PATCH",
      headers: { ...headers, ...(offset === undefined ? {} : { "upload-offset": String(offset) }) },
      body,
    });
  const state = async (id: string, headers = alice) =>
    (await fetch(`${rig.url}/api/v1/uploads/${id}`, { headers })).json() as Promise<object>;
  beforeEach(async () => {
    rig = await createRig(virtualClock(1_000_000), { config: { limits: { uploadBytes: 1000 } } });
  });
  afterEach(() => rig.edge.close());

  it("[UPLOAD1] grows in pieces, and is then a file like any other", async () => {
    const begun = await begin({ name: "../a.txt", size: 10 });
    expect([begun.status, await begun.json()]).toEqual([201, { upload: "f1", offset: 0, size: 10 }]);
    const piece = await send("f1", 0, "0123");
    expect(await piece.json()).toEqual({ upload: "f1", offset: 4, size: 10 });
    expect(
      ["upload-offset", "upload-length", "upload-complete"].map((name) => piece.headers.get(name)),
    ).toEqual(["4", "10", "?0"]);
    const done = await send("f1", 4, "456789");
    const file = { file: "f1", name: "a.txt", type: "application/octet-stream", size: 10 };
    expect(await done.json()).toEqual({ upload: "f1", offset: 10, size: 10, file });
    const got = await fetch(`${rig.url}/api/v1/files/f1`, { headers: alice });
    expect(await got.text()).toBe("0123456789");
  });

  it("[UPLOAD1] an empty file is complete at once", async () => {
    expect(await (await begin({ name: "a", size: 0 })).json()).toMatchObject({
      file: { file: "f1", size: 0 },
    });
  });

  it("[UPLOAD2] what came before the connection broke is kept, and told", async () => {
    await begin({ name: "a", size: 10 });
    const socket = connect(rig.port, "127.0.0.1");
    socket.write(
      "PATCH /api/v1/uploads/f1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alice-laptop\r\n" +
        "Content-Type: a/b\r\nUpload-Offset: 0\r\nContent-Length: 10\r\n\r\n0123",
    );
    await expect.poll(() => state("f1")).toMatchObject({ offset: 4 });
    socket.destroy();
    await send("f1", 4, "456789");
    expect(await state("f1")).toMatchObject({ offset: 10, file: { file: "f1" } });
    // Asked again because the answer was lost: it is the same file, and no byte is sent twice.
    expect(await (await send("f1", 10, "")).json()).toMatchObject({ offset: 10, file: { file: "f1" } });
    expect(rig.records.size).toBe(1);
  });

  it("[UPLOAD3] the same bytes go on from another place of the same person only", async () => {
    const whole = { name: "a", size: 4, hash: hashOf("0123") };
    await begin(whole);
    await send("f1", 0, "01");
    const phone = { authorization: "Bearer alice-phone" };
    expect(await (await begin({ ...whole, name: "b" }, phone)).json()).toMatchObject({
      upload: "f1",
      offset: 2,
    });
    expect(await (await begin(whole, bob)).json()).toMatchObject({ upload: "f2", offset: 0 });
    expect(await (await begin({ ...whole, hash: hashOf("x") })).json()).toMatchObject({ upload: "f3" });
  });

  it("[UPLOAD3] what has come whole is not sent again under the same name", async () => {
    const whole = { name: "a", size: 4, hash: hashOf("0123") };
    await begin(whole);
    await send("f1", 0, "0123");
    expect(await (await begin(whole)).json()).toMatchObject({ offset: 4, file: { file: "f1", name: "a" } });
    expect(await (await begin({ ...whole, name: "b" })).json()).toMatchObject({ upload: "f2", offset: 0 });
    expect(rig.records.size).toBe(1);
  });

  it("[UPLOAD4] another offset, or none, is refused", async () => {
    await begin({ name: "a", size: 4 });
    const wrong = await send("f1", 2, "23");
    expect([wrong.status, await wrong.json()]).toMatchObject([409, { error: { code: "changed-meanwhile" } }]);
    for (const offset of [undefined, "-1", "x", "1.5"])
      expect((await send("f1", offset, "01")).status).toBe(400);
    expect(await state("f1")).toMatchObject({ offset: 0 });
  });

  it("[UPLOAD5] too much is refused, when it is announced and when it comes", async () => {
    expect((await begin({ name: "a", size: 1001 })).status).toBe(413);
    for (const size of [-1, 1.5, "4", undefined]) expect((await begin({ name: "a", size })).status).toBe(400);
    await begin({ name: "a", size: 4 });
    expect((await send("f1", 0, "01234")).status).toBe(413);
    expect(rig.records.size).toBe(0);
  });

  it("[UPLOAD6] bytes that are not those of the hash are no file", async () => {
    await begin({ name: "a", size: 4, hash: hashOf("0123") });
    const answer = await send("f1", 0, "9999");
    expect([answer.status, await answer.json()]).toMatchObject([409, { error: { temporary: true } }]);
    expect(rig.records.size).toBe(0);
    expect(await state("f1")).toMatchObject({ error: { code: "no-such-file" } });
  });

  it("[UPLOAD7] is its account's alone; the oldest of too many gives way", async () => {
    await begin({ name: "a", size: 4 });
    expect(await state("f1", bob)).toMatchObject({ error: { code: "no-such-file" } });
    expect((await send("f1", 0, "01", bob)).status).toBe(404);
    expect((await send("..%2Fx", 0, "01")).status).toBe(404);
    expect((await fetch(`${rig.url}/api/v1/uploads/f1`)).status).toBe(401);
    for (let count = 0; count < 20; count += 1) await begin({ name: "a", size: 4 });
    expect(await state("f1")).toMatchObject({ error: { code: "no-such-file" } });
    expect(await state("f2")).toMatchObject({ offset: 0 });
    const gone = await fetch(`${rig.url}/api/v1/uploads/f2`, { method: "DELETE", headers: alice });
    expect(gone.status).toBe(204);
    expect(await state("f2")).toMatchObject({ error: { code: "no-such-file" } });
  });

  it("[UPLOAD8] whoever comes again takes the place of a connection that was lost", async () => {
    await begin({ name: "a", size: 6 });
    const lost = connect(rig.port, "127.0.0.1");
    const closed = vi.fn();
    lost.on("close", closed).on("error", () => undefined);
    lost.write(
      "PATCH /api/v1/uploads/f1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alice-laptop\r\n" +
        "Content-Type: a/b\r\nUpload-Offset: 0\r\nContent-Length: 6\r\n\r\n01",
    );
    await expect.poll(() => state("f1")).toMatchObject({ offset: 2 });
    expect(await (await send("f1", 2, "2345")).json()).toMatchObject({ offset: 6 });
    await expect.poll(() => closed.mock.calls.length).toBe(1);
  });
});
