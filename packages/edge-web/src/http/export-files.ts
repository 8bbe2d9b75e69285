import type { ExportPart, FileRecord } from "@elsewhere/core";
import type { ZipFile } from "./zip.ts";

export interface ExportAbout {
  readonly account: string;
  readonly domain: string;
  readonly at: Date;
  readonly version: string;
}

/** The version of the form; docs/export.md describes it. */
export const exportFormat = 1;
/** A file of lines ends after about this many bytes, and another goes on. */
const bytesPerFile = 512 * 1024 * 1024;
/** Lines are handed on in pieces of about this many characters. */
const pieceSize = 64 * 1024;

/** The files of an export, from its parts: first what it is, then the lines by kind, then the attachments. */
export async function* exportFiles(
  parts: AsyncIterable<ExportPart>,
  { account, domain, at, version }: ExportAbout,
  read: (file: FileRecord) => AsyncIterable<Uint8Array>,
): AsyncGenerator<ZipFile> {
  const about = { format: exportFormat, account: `${account}@${domain}`, at: at.toISOString(), version };
  yield { path: "export.json", modified: at, bytes: [Buffer.from(`${JSON.stringify(about)}\n`)] };
  const source = new Lookahead(parts[Symbol.asyncIterator]());
  let count = 0;
  let before = "";
  for (let part = await source.peek(); part !== undefined; part = await source.peek()) {
    if (part.kind === "attachment") {
      await source.take();
      yield attachment(part.file, read);
      continue;
    }
    count = part.file === before ? count + 1 : 1;
    before = part.file;
    const path = count === 1 ? `${part.file}.jsonl` : `${part.file}-${count}.jsonl`;
    yield { path, modified: at, bytes: lines(source, part.file) };
  }
}

function attachment(file: FileRecord, read: (file: FileRecord) => AsyncIterable<Uint8Array>): ZipFile {
  const bytes = file.size === 0 ? [] : read(file);
  return {
    path: `files/${file.id}-${safeName(file.name)}`,
    modified: new Date(file.createdAt),
    size: file.size,
    bytes,
  };
}

/** Names came from everywhere: nothing in them may be taken for a folder, a drive or a hidden file. */
function safeName(name: string): string {
  // oxlint-disable-next-line no-control-regex
  const plain = name.replaceAll(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, "_").replace(/^\.+/, "_");
  return Buffer.from(plain.slice(0, 120)).toString("utf8");
}

/** The lines of one kind, as long as they come and there is room. */
async function* lines(source: Lookahead, file: string): AsyncGenerator<Uint8Array> {
  let [piece, written] = ["", 0];
  for (;;) {
    const part = await source.peek();
    const ends = part?.kind !== "line" || part.file !== file || written > bytesPerFile;
    if (!ends) {
      await source.take();
      piece += `${JSON.stringify(part.value)}\n`;
    }
    if (piece !== "" && (ends || piece.length >= pieceSize)) {
      const bytes = Buffer.from(piece);
      [piece, written] = ["", written + bytes.length];
      yield bytes;
    }
    if (ends) return;
  }
}

/** Parts one after the other, the next of which can be looked at. */
class Lookahead {
  readonly #parts: AsyncIterator<ExportPart>;
  #next: Promise<IteratorResult<ExportPart>> | undefined;

  constructor(parts: AsyncIterator<ExportPart>) {
    this.#parts = parts;
  }

  async peek(): Promise<ExportPart | undefined> {
    const result = await (this.#next ??= this.#parts.next());
    return result.done === true ? undefined : result.value;
  }

  async take(): Promise<void> {
    await this.peek();
    this.#next = undefined;
  }
}
