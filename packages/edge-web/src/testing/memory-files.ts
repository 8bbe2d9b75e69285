import { createHash } from "node:crypto";
import {
  rejection,
  type Asker,
  type FileId,
  type FileRecord,
  type Files,
  type Part,
  type Parts,
  type Rejection,
} from "@elsewhere/core";
import type { ImageSize } from "../options.ts";

/** Files, and uploads that grow, in memory; a file is its uploader's alone. */
export function createMemoryFiles(now: () => number) {
  const bytes = new Map<FileId, Uint8Array>();
  const records = new Map<FileId, FileRecord>();
  let count = 0;
  const files: Files = {
    async write(id, stream, limit) {
      const taken = await takeBytes(stream, limit);
      if (taken === "too-large") return taken;
      bytes.set(id, taken);
      return { size: taken.length, hash: `hash${taken.length}`, start: taken.subarray(0, 4100) };
    },
    async *read(id, from, to) {
      yield (bytes.get(id) ?? new Uint8Array()).subarray(from, to + 1);
    },
    remove: async (id) => void bytes.delete(id),
  };
  const attachments = {
    newId: () => `f${++count}` as FileId,
    mayRead: async (asker: Asker, file: FileId): Promise<FileRecord | Rejection> => {
      const record = records.get(file);
      return record?.by === asker.account ? record : rejection("no-such-file");
    },
    stored: async (record: FileRecord, size: ImageSize | undefined) =>
      void records.set(record.id, { ...record, ...size }),
  };
  return { files, parts: createMemoryParts(bytes, now), attachments, records };
}

function createMemoryParts(bytes: Map<FileId, Uint8Array>, now: () => number): Parts {
  const parts = new Map<FileId, Part>();
  const grown = new Map<FileId, Uint8Array>();
  const own = (by: string, id: FileId) => (parts.get(id)?.by === by ? parts.get(id) : undefined);
  const grow = (part: Part, more: Uint8Array): Part => {
    grown.set(part.id, Buffer.concat([grown.get(part.id) ?? new Uint8Array(), more]));
    const next = { ...part, offset: part.offset + more.length, touchedAt: now() };
    parts.set(part.id, next);
    return next;
  };
  return {
    async begin(part) {
      const begun = { ...part, offset: 0, touchedAt: now() };
      parts.set(part.id, begun);
      return begun;
    },
    read: async (by, id) => own(by, id),
    list: async (by) => [...parts.values()].filter((part) => part.by === by),
    async append(by, id, offset, stream) {
      let part = own(by, id);
      if (part === undefined) return undefined;
      if (part.offset !== offset) return "elsewhere";
      for await (const chunk of stream) {
        if (part.offset + chunk.length > part.size) return "too-large";
        part = grow(part, chunk);
      }
      return part;
    },
    async complete({ id, hash }) {
      const all = grown.get(id) ?? new Uint8Array();
      const found = createHash("sha256").update(all).digest("hex");
      if (hash !== undefined && hash !== found) {
        parts.delete(id);
        return "damaged";
      }
      bytes.set(id, all);
      return { hash: found, start: all.subarray(0, 4100) };
    },
    remove: async (_, id) => void parts.delete(id),
    expire: async () => 0,
  };
}

async function takeBytes(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array | "too-large"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) return "too-large";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
