import type { Clock } from "@elsewhere/machine";
import type { UploadState, Uploaded } from "@elsewhere/protocol/http";
import { RequestError } from "./errors.ts";
import { answerOf } from "./session.ts";
import type { TransferOptions } from "./files.ts";

export interface UploadOptions extends TransferOptions {
  readonly name: string;
  /** It does not go on for now: it is tried again after so many milliseconds, or as soon as there is a connection. */
  readonly onWaiting?: (delay: number) => void;
}

/** What an upload is sent with. */
export interface UploadHost {
  /** Address of the resource of uploads. */
  readonly url: string;
  readonly headers: () => Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** Tells the progress of a body, where the platform can; `fetch` cannot. */
  readonly sendWithProgress: SendWithProgress | undefined;
  readonly clock: Pick<Clock, "now">;
  /** Resolves after so many milliseconds or when there is a connection again; rejects when the signal says so. */
  readonly pause: (delay: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Uploads of bytes that this page holds, so that those without a hash go on too. */
  readonly begun: WeakMap<Blob, string>;
}

export type SendWithProgress = (
  request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
  },
  body: ArrayBuffer,
  options: Pick<TransferOptions, "signal" | "onProgress">,
) => Promise<unknown>;

const firstPiece = 256 * 1024;
const smallestPiece = 64 * 1024;
const largestPiece = 8 * 1024 * 1024;
/** Milliseconds: pieces that take less grow, those that take more shrink. */
const shortPiece = 1_000;
const longPiece = 4_000;
const firstDelay = 500;
const longestDelay = 15_000;
/** What is larger is not read as a whole to be hashed. */
const hashedUpTo = 64 * 1024 * 1024;
const beginningsAtMost = 3;

/**
 * Sends bytes in pieces, each behind what the server has, so that a lost connection costs at most one piece and nothing is
 * sent twice. Bytes that were sent in part before, from this page or (by their hash) before it was loaded, go on from there.
 * Tries until it is done or the signal ends it. Rejects with `RequestError`, or as reading the bytes does.
 */
export async function upload(host: UploadHost, bytes: Blob, options: UploadOptions): Promise<Uploaded> {
  const hash = await hashOf(bytes);
  const about = { name: options.name, size: bytes.size, ...(hash === undefined ? {} : { hash }) };
  const course: Course = {
    state: undefined,
    reached: -1,
    piece: firstPiece,
    delay: firstDelay,
    beginnings: 0,
  };
  for (;;) {
    options.signal?.throwIfAborted();
    try {
      const state = (course.state ??= await find(host, bytes, about, options.signal));
      options.onProgress?.(state.offset, bytes.size);
      if (state.file !== undefined) return state.file;
      await advance(host, bytes, course, state, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      await recover(host, bytes, course, error, options);
    }
  }
}

/** How it goes: what the server has if that is known, and what was learnt of the network. */
interface Course {
  state: UploadState | undefined;
  /** The furthest offset so far; who gets further has a network again. */
  reached: number;
  piece: number;
  delay: number;
  beginnings: number;
}

async function advance(
  host: UploadHost,
  bytes: Blob,
  course: Course,
  state: UploadState,
  options: UploadOptions,
): Promise<void> {
  if (state.offset > course.reached) course.delay = firstDelay;
  course.reached = state.offset;
  const from = host.clock.now();
  course.state = await sendPiece(host, bytes, state, course.piece, options);
  course.piece = nextPiece(course.piece, host.clock.now() - from);
}

/** Waits before it is tried again; throws what is final. */
async function recover(
  host: UploadHost,
  bytes: Blob,
  course: Course,
  error: unknown,
  { signal, onWaiting }: UploadOptions,
): Promise<void> {
  if (isLost(error)) {
    host.begun.delete(bytes);
    if ((course.beginnings += 1) >= beginningsAtMost) throw error;
  } else if (isFinal(error)) throw error;
  const wait = (error instanceof RequestError ? error.retryAfter : undefined) ?? course.delay;
  course.state = undefined;
  course.delay = Math.min(longestDelay, course.delay * 2);
  course.piece = Math.max(smallestPiece, course.piece / 2);
  onWaiting?.(wait);
  await host.pause(wait, signal);
}

type About = { readonly name: string; readonly size: number; readonly hash?: string };

/** How far the upload is: the one that was begun, or a new one. */
async function find(
  host: UploadHost,
  bytes: Blob,
  about: About,
  signal: AbortSignal | undefined,
): Promise<UploadState> {
  const id = host.begun.get(bytes);
  const begin = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(about),
  };
  const { headers = {}, ...init } = id === undefined ? begin : { method: "GET" };
  const path = id === undefined ? host.url : `${host.url}/${encodeURIComponent(id)}`;
  const response = await host.fetch(path, {
    ...init,
    headers: { ...headers, ...host.headers() },
    credentials: "same-origin",
    ...(signal && { signal }),
  });
  const state = (await answerOf(response)) as UploadState;
  host.begun.set(bytes, state.upload);
  return state;
}

async function sendPiece(
  host: UploadHost,
  bytes: Blob,
  { upload: id, offset }: UploadState,
  size: number,
  { signal, onProgress }: UploadOptions,
): Promise<UploadState> {
  const body = await readPiece(bytes, offset, size);
  const url = `${host.url}/${encodeURIComponent(id)}`;
  const headers = {
    "content-type": "application/octet-stream",
    "upload-offset": String(offset),
    ...host.headers(),
  };
  if (host.sendWithProgress !== undefined && onProgress !== undefined) {
    const told = (done: number) => onProgress(offset + done, bytes.size);
    const how = { onProgress: told, ...(signal && { signal }) };
    return (await host.sendWithProgress({ method: "PATCH", url, headers }, body, how)) as UploadState;
  }
  const init = {
    method: "PATCH",
    headers,
    body,
    credentials: "same-origin",
    ...(signal && { signal }),
  } as const;
  return (await answerOf(await host.fetch(url, init))) as UploadState;
}

/** The bytes can no longer be read: the file was changed or removed meanwhile. */
class Unreadable extends Error {}

async function readPiece(bytes: Blob, offset: number, size: number): Promise<ArrayBuffer> {
  try {
    return await bytes.slice(offset, offset + size).arrayBuffer();
  } catch (cause) {
    throw new Unreadable("The file can no longer be read.", { cause });
  }
}

/** The server does not have it (any more): it was given up, or its bytes had been changed on the way. */
function isLost(error: unknown): boolean {
  return error instanceof RequestError && error.code === "no-such-file";
}

function isFinal(error: unknown): boolean {
  return error instanceof Unreadable || (error instanceof RequestError && !error.temporary);
}

function nextPiece(piece: number, took: number): number {
  if (took < shortPiece) return Math.min(largestPiece, piece * 2);
  return took > longPiece ? Math.max(smallestPiece, piece / 2) : piece;
}

/** SHA-256 as the wire has it; undefined where the platform has none (an insecure page), or it would take too long. */
async function hashOf(bytes: Blob): Promise<string | undefined> {
  const { crypto } = globalThis as { readonly crypto?: { readonly subtle?: SubtleCrypto } };
  if (crypto?.subtle === undefined || bytes.size > hashedUpTo) return undefined;
  const hash = await crypto.subtle.digest("SHA-256", await readPiece(bytes, 0, bytes.size));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
