import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Unavailable, type ExportPart, type FileId, type FileRecord } from "@elsewhere/core";
import { virtualClock } from "@elsewhere/testkit";
import { createRig, type Rig } from "../testing/rig.ts";
import { exportFiles } from "./export-files.ts";

const about = { account: "alice", domain: "example.org", at: new Date(0), version: "1" };
const line = (file: "messages" | "account", value: object): ExportPart => ({ kind: "line", file, value });
const record = (name: string, size = 3): FileRecord => ({
  id: "f1" as FileId,
  by: "alice" as never,
  name,
  type: "image/png",
  size,
  hash: "h",
  createdAt: 0,
});

async function* given(...parts: readonly ExportPart[]): AsyncGenerator<ExportPart> {
  yield* parts;
}

async function contents(parts: AsyncIterable<ExportPart>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  async function* read(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("abc");
  }
  for await (const { path, bytes } of exportFiles(parts, about, read)) {
    let text = "";
    for await (const piece of bytes) text += Buffer.from(piece).toString();
    found[path] = text;
  }
  return found;
}

describe("the files of an export", () => {
  it("[EXPORT1] are lines by kind and the attachments, and one says what it is", async () => {
    const files = await contents(
      given(
        line("account", { name: "alice" }),
        line("messages", { text: "one" }),
        line("messages", { text: "two" }),
        { kind: "attachment", file: record("plan.png") },
      ),
    );
    expect(Object.keys(files)).toEqual([
      "export.json",
      "account.jsonl",
      "messages.jsonl",
      "files/f1-plan.png",
    ]);
    expect(JSON.parse(files["export.json"] ?? "")).toMatchObject({ format: 1, account: "alice@example.org" });
    expect(files["messages.jsonl"]).toBe('{"text":"one"}\n{"text":"two"}\n');
    expect(files["files/f1-plan.png"]).toBe("abc");
  });

  it("[EXPORT1] names of attachments lead nowhere else", async () => {
    for (const name of ["../../x", "..\\x", "/etc/x", "C:x", ".hidden", "a\u0000b", "x".repeat(500)]) {
      const [, path = ""] = Object.keys(await contents(given({ kind: "attachment", file: record(name) })));
      expect(path).toMatch(/^files\/f1-[\w-][\w.-]{0,130}$/);
    }
  });
});

describe("the export of an account", () => {
  let rig: Rig;
  const get = (path = "/api/v1/export", token = "alice-laptop") =>
    fetch(rig.url + path, { headers: { authorization: `Bearer ${token}` } });
  beforeEach(async () => {
    rig = await createRig(virtualClock(1_000_000));
    rig.fake.exported = () => given(line("account", { name: "alice" }));
  });
  afterEach(() => rig.edge.close());

  it("[EXPORT1] is a zip archive to be saved", async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="elsewhere-alice.zip"');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
    expect(bytes.includes('{"name":"alice"}\n')).toBe(true);
  });

  it("[EXPORT2] is for the person and administrators, and not to be had often", async () => {
    expect((await fetch(`${rig.url}/api/v1/export`)).status).toBe(401);
    expect((await get("/api/v1/export?account=bob")).status).toBe(403);
    expect((await get("/api/v1/export?account=bob", "root-laptop")).status).toBe(200);
    const statuses = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await get()).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it("[EXPORT3] that fails on the way is broken off and never looks whole", async () => {
    rig.fake.exported = async function* () {
      for (let count = 0; count < 3000; count += 1) yield line("account", { name: "x".repeat(100) });
      throw new Unavailable("store", "gone");
    };
    const answer = await get();
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect(rig.complaints.map(({ message }) => message)).toContain("export broken off");
  });
});
