import { open, realpath, type FileHandle } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { rejection } from "@elsewhere/core";
import { refuse } from "./context.ts";
import { accepted, type Coding } from "./encoding.ts";

/** The built web app, and the answer to everything nobody else answers. `dir` undefined: there is no app. */
export function addStatic(app: FastifyInstance, dir: string | undefined): void {
  app.setNotFoundHandler(async (request, reply) => {
    const path = (request.url.split("?", 1)[0] ?? "/").split("#", 1)[0] ?? "/";
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (dir === undefined || !isRead || isService(path)) return refuse(reply, rejection("unknown-request"));
    const permitted = accepted(request.headers["accept-encoding"]);
    const file = await openSmallest(dir, path, permitted);
    if (file !== undefined) return sendFile(request, reply, file);
    const index = isAppRoute(request, path) ? await openSmallest(dir, "/index.html", permitted) : undefined;
    return index === undefined
      ? refuse(reply, rejection("unknown-request"))
      : sendFile(request, reply, index);
  });
}

/** Paths of programs, where a page would be a puzzling answer. */
function isService(path: string): boolean {
  return /^\/(?:api|events|connect|sip|metrics|healthz|readyz)(?:\/|$)/.test(path);
}

/** Pages of the app have paths that are no files: the app finds out itself what to show. */
function isAppRoute(request: FastifyRequest, path: string): boolean {
  return !path.startsWith("/assets/") && (request.headers.accept ?? "").includes("text/html");
}

interface StaticFile {
  readonly handle: FileHandle;
  readonly path: string;
  readonly size: number;
  readonly etag: string;
  /** Undefined: as it is. */
  readonly coding: Coding | undefined;
}

/** Opens the file as the build has compressed it, if the client takes that, and as it is otherwise. */
async function openSmallest(
  dir: string,
  urlPath: string,
  permitted: readonly Coding[],
): Promise<StaticFile | undefined> {
  const plain = await openFile(dir, urlPath);
  if (plain === undefined || !compressible.has(extname(plain.path))) return plain;
  for (const coding of permitted) {
    const packed = await openFile(dir, `/${encodeURIComponent(plain.path + coding.ending)}`);
    if (packed === undefined) continue;
    await plain.handle.close();
    // Each coding is an entity of its own to a cache.
    return { ...packed, path: plain.path, etag: packed.etag.replace(/"$/, `-${coding.name}"`), coding };
  }
  return plain;
}

/** Opens a file below the folder; undefined for what is not there, is hidden, or lies elsewhere. */
async function openFile(dir: string, urlPath: string): Promise<StaticFile | undefined> {
  const path = safePath(urlPath);
  if (path === undefined) return undefined;
  try {
    const root = await realpath(dir);
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep)) return undefined;
    const handle = await open(real, "r");
    const stat = await handle.stat();
    if (stat.isFile()) {
      const etag = `"${stat.size.toString(36)}-${Math.round(stat.mtimeMs).toString(36)}"`;
      return { handle, path, size: stat.size, etag, coding: undefined };
    }
    await handle.close();
  } catch {
    // It is not there, or may not be read.
  }
  return undefined;
}

/** The path as names of files, or undefined if it could mean anything else. */
export function safePath(urlPath: string): string | undefined {
  try {
    const path = decodeURIComponent(urlPath);
    if (path.includes("\0") || path.includes("\\")) return undefined;
    const names = path.split("/").filter((name) => name !== "");
    if (names.some((name) => name.startsWith("."))) return undefined;
    return names.length === 0 ? "index.html" : names.join("/");
  } catch {
    return undefined;
  }
}

const hashed = /^assets\/.*[-.][\w-]{8,}\.\w+$/;

async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: StaticFile,
): Promise<FastifyReply> {
  void reply.headers({
    etag: file.etag,
    "cache-control": hashed.test(file.path) ? "public, max-age=31536000, immutable" : "no-cache",
    "content-type": types[extname(file.path).toLowerCase()] ?? "application/octet-stream",
    "content-length": file.size,
  });
  if (compressible.has(extname(file.path))) void reply.header("vary", "accept-encoding");
  if (file.coding !== undefined) void reply.header("content-encoding", file.coding.name);
  const known = request.headers["if-none-match"]?.includes(file.etag) === true;
  if (known || request.method === "HEAD") {
    await file.handle.close();
    if (known) void reply.code(304).removeHeader("content-length").removeHeader("content-encoding");
    return reply.send();
  }
  return reply.send(file.handle.createReadStream());
}

/** Endings of what the build compresses (scripts/build/compress.mjs). */
const compressible = new Set([".html", ".js", ".css", ".svg", ".webmanifest"]);

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
};
