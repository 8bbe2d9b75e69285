import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Notice } from "@elsewhere/protocol/notices";
import { Ledger } from "./ledger.ts";
import { positionFile, positionText, readPosition, readSince, type Position } from "./position.ts";

const folder = mkdtempSync(join(tmpdir(), "elsewhere-ledger-"));
const start: Position = { account: "bob", epoch: "e", at: 5, offsets: { "a:bob": 2 } };

afterAll(() => rmSync(folder, { recursive: true }));

function message(offset: number): Notice {
  const value = {
    offset,
    at: offset * 10,
    by: "alice",
    device: "d",
    id: `${offset}`,
    text: `text ${offset}`,
  };
  return { on: "message", topic: "d:alice:bob", offset, at: offset * 10, message: value };
}

async function written(enter: (ledger: Ledger) => Promise<void>, path?: string) {
  let out = "";
  const file = path === undefined ? undefined : positionFile(path);
  const ledger = new Ledger(start, file, (text) => {
    out += text;
    return Promise.resolve();
  });
  await enter(ledger);
  await ledger.close();
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { ledger, lines };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("what a watch prints", () => {
  it("[WATCH3] begins with the position, then each batch with its position behind it", async () => {
    const { lines, ledger } = await written(async (book) => {
      await turn();
      book.enter(message(1));
      book.enter(message(2));
      await turn();
      book.enter({ on: "typing", conversation: "d:alice:bob", account: "alice" });
      await turn();
      book.enter(message(4));
    });
    const words = ["position", "message", "message", "position", "typing", "message", "position"];
    expect(lines.map(({ on }) => on)).toEqual(words);
    expect(lines[0]).toEqual({ on: "position", position: positionText(start) });
    expect(ledger.position).toEqual({ ...start, at: 40, offsets: { "a:bob": 2, "d:alice:bob": 4 } });
    expect(lines.at(-1)?.["position"]).toBe(positionText(ledger.position));
  });

  it("[WATCH1] a message has its id; a snapshot leaves its messages to the lines that follow", async () => {
    const { lines, ledger } = await written((book) => {
      const own = { entries: [], messages: [], more: false, unread: 0 };
      book.enter({ on: "snapshot", topic: "a:bob", offset: 9, ...own });
      book.enter({ on: "snapshot", topic: "d:alice:bob", offset: 7, ...own });
      book.enter(message(6));
      return Promise.resolve();
    });
    expect(lines.filter(({ on }) => on === "snapshot").map((line) => "messages" in line)).toEqual([
      false,
      false,
    ]);
    expect(lines.find(({ on }) => on === "message")?.["id"]).toBe("d:alice:bob.6");
    // The messages of a conversation's snapshot hold only once each was printed.
    expect(ledger.position.offsets).toEqual({ "a:bob": 9, "d:alice:bob": 6 });
  });

  it("[WATCH2] the file holds the last position printed", async () => {
    const path = join(folder, "kept", "position");
    const { ledger } = await written((book) => {
      book.enter(message(3));
      return Promise.resolve();
    }, path);
    expect(positionFile(path).read()).toEqual(ledger.position);
    expect(positionFile(join(folder, "none")).read()).toBeUndefined();
    writeFileSync(join(folder, "other"), "something else");
    expect(() => positionFile(join(folder, "other")).read()).toThrow("holds no position");
  });
});

describe("positions", () => {
  it("[WATCH3] are read back as they were printed", () => {
    const offsets = fc.dictionary(fc.string(), fc.nat());
    const positions = fc.record({ account: fc.string(), epoch: fc.string(), at: fc.nat(), offsets });
    fc.assert(
      fc.property(positions, (position) => {
        expect(readPosition(positionText(position))).toEqual(position);
      }),
    );
  });

  it("[WATCH6] anything else is refused, never taken for one", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => Buffer.from(text).toString("base64url")),
        ),
        (text) => {
          expect(readPosition(text)).toBeUndefined();
        },
      ),
    );
    expect(readSince("now")).toEqual({ from: "now" });
    expect(readSince("start")).toEqual(readSince("0"));
    expect(() => readSince("yesterday")).toThrow("--since is a position");
  });
});
