import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zip, type ZipFile } from "./zip.ts";

const modified = new Date(Date.UTC(2025, 5, 4, 12, 30, 20));

async function made(files: Iterable<ZipFile>): Promise<Buffer> {
  async function* given(): AsyncGenerator<ZipFile> {
    yield* files;
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of zip(given())) pieces.push(piece);
  return Buffer.concat(pieces);
}

interface Listed {
  readonly path: string;
  readonly content: Buffer;
  readonly crc: number;
}

/** Reads an archive as programs do: from its end, by the directory, and each header it points to. */
function listed(archive: Buffer): readonly Listed[] {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x0605_4b50);
  const large = archive.readUInt16LE(end + 10) === 0xffff;
  const end64 = large ? Number(archive.readBigUInt64LE(end - 20 + 8)) : 0;
  if (large)
    expect([archive.readUInt32LE(end - 20), archive.readUInt32LE(end64)]).toEqual([0x0706_4b50, 0x0606_4b50]);
  const count = large ? Number(archive.readBigUInt64LE(end64 + 32)) : archive.readUInt16LE(end + 10);
  let at = large ? Number(archive.readBigUInt64LE(end64 + 48)) : archive.readUInt32LE(end + 16);
  const found: Listed[] = [];
  for (let index = 0; index < count; index += 1) {
    expect(archive.readUInt32LE(at)).toBe(0x0201_4b50);
    const [nameLength, extraLength] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30)];
    const path = archive.subarray(at + 46, at + 46 + nameLength).toString();
    const extra = archive.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const size = extraLength > 0 ? Number(extra.readBigUInt64LE(4)) : archive.readUInt32LE(at + 24);
    const start = extraLength > 0 ? Number(extra.readBigUInt64LE(20)) : archive.readUInt32LE(at + 42);
    found.push({ path, content: contentAt(archive, start, size), crc: archive.readUInt32LE(at + 16) });
    at += 46 + nameLength + extraLength;
  }
  return found;
}

function contentAt(archive: Buffer, start: number, size: number): Buffer {
  expect(archive.readUInt32LE(start)).toBe(0x0403_4b50);
  const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
  expect(archive.readUInt32LE(from + size)).toBe(0x0807_4b50);
  return archive.subarray(from, from + size);
}

const bytes = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text));

describe("zip", () => {
  it("[ZIP1] files are found by the directory, with their names, bytes and checksums", async () => {
    const archive = await made([
      { path: "a.txt", modified, bytes: bytes("hel", "lo") },
      { path: "files/Zoë 明日.bin", modified, size: 0, bytes: [] },
    ]);
    const [first, second] = listed(archive);
    expect([first?.path, first?.content.toString()]).toEqual(["a.txt", "hello"]);
    expect(first?.crc).toBe(crc32("hello"));
    expect([second?.path, second?.content.length, second?.crc]).toEqual(["files/Zoë 明日.bin", 0, 0]);
    expect(archive.readUInt32LE(10)).toBe(
      (((45 << 9) | (6 << 5) | 4) * 65_536 + ((12 << 11) | (30 << 5) | 10)) >>> 0,
    );
  });

  it("[ZIP1] an archive of nothing is one", async () => {
    expect(listed(await made([]))).toEqual([]);
  });

  it("[ZIP1] a file that may be beyond 4 GB has sizes of eight bytes everywhere", async () => {
    const archive = await made([{ path: "large", modified, size: 5_000_000_000, bytes: bytes("part") }]);
    const [large] = listed(archive);
    expect(large?.content.toString()).toBe("part");
    const behind = archive.indexOf(Buffer.from("504b0708", "hex"));
    expect([archive.readBigUInt64LE(behind + 8), archive.readBigUInt64LE(behind + 16)]).toEqual([4n, 4n]);
  });

  it("[ZIP1] more than 65,535 files are listed", async () => {
    const many = Array.from({ length: 66_000 }, (_, index) => ({ path: String(index), modified, bytes: [] }));
    expect((await made(many)).length).toBeGreaterThan(0);
    const found = listed(await made(many));
    expect([found.length, found.at(-1)?.path]).toEqual([66_000, "65999"]);
  });
});
