import type { FileId } from "../names.ts";

/** Where the bytes of attachments live. Rejects with `Unavailable`. */
export interface Files {
  /** Takes bytes until the end or until `limit` is passed; nothing stays of what was refused. */
  write(
    id: FileId,
    bytes: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<{ readonly size: number; readonly hash: string; readonly start: Uint8Array } | "too-large">;
  /** Bytes from `from` to `to` (both included). */
  read(id: FileId, from: number, to: number): AsyncIterable<Uint8Array>;
  remove(id: FileId): Promise<void>;
}
