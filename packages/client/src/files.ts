import type { Clock } from "@elsewhere/machine";
import type { Uploaded } from "@elsewhere/protocol/http";
import { answerOf, authorization } from "./session.ts";
import { upload, type SendWithProgress, type UploadOptions } from "./upload.ts";

export interface FilesOptions {
  readonly url: string;
  readonly token: () => string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Calls when there is a connection again; the function that is given back ends that. */
  readonly back: (call: () => void) => () => void;
}

export interface TransferOptions {
  /** Ends it; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Bytes so far, and of all if that is known. */
  readonly onProgress?: (done: number, all: number | undefined) => void;
}

/** Attachments: bytes go and come over HTTP, beside the connection. */
export interface Files {
  /**
   * Uploads, over lost connections; the id in the answer goes into `send(…, { files: [id] })`. What was broken off by the
   * signal goes on when the same bytes are uploaded again. Rejects with `RequestError`.
   */
  upload(bytes: Blob, options: UploadOptions): Promise<Uploaded>;
  /** Where the bytes are, for a page that is signed in by cookie. */
  urlOf(file: string): string;
  /** Fetches a file, or the part of it that begins at `from`. */
  download(file: string, options?: TransferOptions & { readonly from?: number }): Promise<Blob>;
}

export function createFiles(options: FilesOptions): Files {
  const base = options.url.replace(/\/+$/, "");
  const fetch: typeof globalThis.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const urlOf = (file: string) => `${base}/api/v1/files/${encodeURIComponent(file)}`;
  const host = {
    url: `${base}/api/v1/uploads`,
    headers: () => authorization(options.token()),
    fetch,
    sendWithProgress: canTellProgress(options) ? sendWithProgress : undefined,
    clock: options.clock,
    pause: (delay: number, signal: AbortSignal | undefined) => pause(options, delay, signal),
    begun: new WeakMap<Blob, string>(),
  };
  return {
    urlOf,
    upload: (bytes, how) => upload(host, bytes, how),
    async download(file, { signal, onProgress, from } = {}) {
      const headers = {
        ...authorization(options.token()),
        ...(from === undefined ? {} : { range: `bytes=${from}-` }),
      };
      const response = await fetch(urlOf(file), {
        headers,
        credentials: "same-origin",
        ...(signal && { signal }),
      });
      if (!response.ok) await answerOf(response);
      return readWithProgress(response, onProgress);
    },
  };
}

function canTellProgress({ fetch }: FilesOptions): boolean {
  return typeof XMLHttpRequest !== "undefined" && fetch === undefined;
}

/** Waits for its time, or for a connection. */
function pause({ clock, back }: FilesOptions, delay: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clock.alarms.clear(alarm);
      stopListening();
      signal?.removeEventListener("abort", abort);
    };
    const goOn = () => {
      end();
      resolve();
    };
    const abort = () => {
      end();
      reject(signal?.reason as Error);
    };
    const alarm = clock.alarms.set(clock.now() + delay, goOn);
    const stopListening = back(goOn);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** `fetch` does not tell how much of a body has left; pages have an older way that does. */
const sendWithProgress: SendWithProgress = ({ method, url, headers }, body, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    const abort = () => request.abort();
    signal?.addEventListener("abort", abort, { once: true });
    request.upload.addEventListener("progress", (event) => onProgress?.(event.loaded, event.total));
    request.addEventListener("abort", () => reject(signal?.reason as Error));
    request.addEventListener("error", () => reject(new TypeError("The upload did not reach the server.")));
    request.addEventListener("load", () => {
      const response = new Response(request.responseText, { status: request.status });
      answerOf(response).then(resolve, reject);
    });
    request.addEventListener("loadend", () => signal?.removeEventListener("abort", abort));
    request.send(body);
  });

async function readWithProgress(
  response: Response,
  onProgress: TransferOptions["onProgress"],
): Promise<Blob> {
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  if (response.body === null || onProgress === undefined) return response.blob();
  const length = Number(response.headers.get("content-length") ?? Number.NaN);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    done += read.value.length;
    onProgress(done, Number.isNaN(length) ? undefined : length);
  }
  return new Blob(chunks, { type });
}
