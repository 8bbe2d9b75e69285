import { crc32 } from "node:zlib";

/** One file of an archive. `size` may be left out if it is surely less than 4 GB. */
export interface ZipFile {
  readonly path: string;
  readonly modified: Date;
  readonly size?: number;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

interface Written {
  readonly name: Buffer;
  readonly modified: Date;
  readonly start: number;
  readonly size: number;
  readonly crc: number;
}

const max32 = 0xffff_ffff;
const max16 = 0xffff;
/** Names are UTF-8 (bit 11); sizes and checksum stand behind the bytes (bit 3). */
const flags = 0x0808;
const zip64 = 45;

/**
 * Writes a zip archive as its files come, without compression and without holding any of them
 * (APPNOTE.TXT 6.3.10, with zip64 where it is needed). Rejects with what a file's bytes reject with.
 */
export async function* zip(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let at = 0;
  for await (const file of files) {
    const name = Buffer.from(file.path);
    const large = (file.size ?? 0) >= max32;
    const head = localHeader(name, file.modified, large);
    yield head;
    let [size, crc] = [0, 0];
    for await (const bytes of file.bytes) {
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
    const tail = descriptor(crc, size, large);
    yield tail;
    written.push({ name, modified: file.modified, start: at, size, crc });
    at += head.length + size + tail.length;
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield endOfDirectory(written.length, directory.length, at);
}

function localHeader(name: Buffer, modified: Date, large: boolean): Buffer {
  // Both sizes in the zip64 field: unknown yet, but it says that the descriptor has eight bytes for each.
  const extra = large ? fieldOf64(0n, 0n) : Buffer.alloc(0);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(large ? zip64 : 20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt32LE(dosTime(modified), 10);
  if (large) head.fill(0xff, 18, 26);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, name, extra]);
}

function descriptor(crc: number, size: number, large: boolean): Buffer {
  const tail = Buffer.alloc(large ? 24 : 16);
  tail.writeUInt32LE(0x0807_4b50, 0);
  tail.writeUInt32LE(crc, 4);
  if (large) {
    tail.writeBigUInt64LE(BigInt(size), 8);
    tail.writeBigUInt64LE(BigInt(size), 16);
    return tail;
  }
  if (size > max32) throw new Error("a file of an archive is larger than it was said to be");
  tail.writeUInt32LE(size, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directoryEntry({ name, modified, start, size, crc }: Written): Buffer {
  const large = size >= max32 || start >= max32;
  const extra = large ? fieldOf64(BigInt(size), BigInt(size), BigInt(start)) : Buffer.alloc(0);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x0201_4b50, 0);
  // Made by UNIX, so that the permissions below are understood.
  head.writeUInt16LE((3 << 8) | zip64, 4);
  head.writeUInt16LE(large ? zip64 : 20, 6);
  head.writeUInt16LE(flags, 8);
  head.writeUInt32LE(dosTime(modified), 12);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(large ? max32 : size, 20);
  head.writeUInt32LE(large ? max32 : size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE((0o100600 << 16) >>> 0, 38);
  head.writeUInt32LE(large ? max32 : start, 42);
  return Buffer.concat([head, name, extra]);
}

function fieldOf64(...values: readonly bigint[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => field.writeBigUInt64LE(value, 4 + index * 8));
  return field;
}

function endOfDirectory(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(count, max16), 8);
  end.writeUInt16LE(Math.min(count, max16), 10);
  end.writeUInt32LE(Math.min(size, max32), 12);
  end.writeUInt32LE(Math.min(start, max32), 16);
  const large = count >= max16 || size >= max32 || start >= max32;
  return large ? Buffer.concat([endOf64(count, size, start), end]) : end;
}

function endOf64(count: number, size: number, start: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.writeUInt32LE(0x0606_4b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE((3 << 8) | zip64, 12);
  end.writeUInt16LE(zip64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.writeUInt32LE(0x0706_4b50, 56);
  end.writeBigUInt64LE(BigInt(start + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** Two seconds precise, without a zone; years before 1980 there are none. */
function dosTime(date: Date): number {
  const year = Math.max(1980, date.getUTCFullYear());
  const day = ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
