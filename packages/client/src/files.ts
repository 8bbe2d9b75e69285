import { answerOf, authorization } from "./session.ts";
import type { Uploaded } from "@elsewhere/protocol/http";

export interface FilesOptions {
  readonly url: string;
  readonly token: () => string | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

export interface TransferOptions {
  /** Ends it; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Bytes so far, and of all if that is known. */
  readonly onProgress?: (done: number, all: number | undefined) => void;
}

/** Attachments: bytes go and come over HTTP, beside the connection. */
export interface Files {
  /** Uploads; the id in the answer goes into `send(…, { files: [id] })`. Rejects with `RequestError`. */
  upload(bytes: Blob, options: TransferOptions & { readonly name: string }): Promise<Uploaded>;
  /** Where the bytes are, for a page that is signed in by cookie. */
  urlOf(file: string): string;
  /** Fetches a file, or the part of it that begins at `from`. */
  download(file: string, options?: TransferOptions & { readonly from?: number }): Promise<Blob>;
}

export function createFiles(options: FilesOptions): Files {
  const base = options.url.replace(/\/+$/, "");
  const fetch: typeof globalThis.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const urlOf = (file: string) => `${base}/api/v1/files/${encodeURIComponent(file)}`;
  return {
    urlOf,
    async upload(bytes, { name, signal, onProgress }) {
      signal?.throwIfAborted();
      const url = `${base}/api/v1/files?name=${encodeURIComponent(name)}`;
      const headers = {
        "content-type": bytes.type === "" ? "application/octet-stream" : bytes.type,
        ...authorization(options.token()),
      };
      if (onProgress !== undefined && typeof XMLHttpRequest !== "undefined" && options.fetch === undefined) {
        return (await sendWithProgress(url, headers, bytes, {
          onProgress,
          ...(signal && { signal }),
        })) as Uploaded;
      }
      const response = await fetch(url, {
        method: "POST",
        headers,
        body: bytes,
        credentials: "same-origin",
        ...(signal && { signal }),
      });
      onProgress?.(bytes.size, bytes.size);
      return (await answerOf(response)) as Uploaded;
    },
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

/** `fetch` does not tell how much of a body has left; pages have an older way that does. */
function sendWithProgress(
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: Blob,
  { signal, onProgress }: TransferOptions,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
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
    request.send(bytes);
  });
}

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
