import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isRejection, rejection, type FileId, type FileRecord, type Rejection } from "@elsewhere/core";
import type { Uploaded } from "@elsewhere/protocol";
import { attempt, refuse, whoAsks, type HttpContext } from "./context.ts";
import { readRange, type Part } from "./range.ts";
import { fileName, storeFile, tooLarge } from "./stored-file.ts";

/** `/api/v1/files`: bytes of attachments come and go beside the connection. */
export function addFileRoutes(app: FastifyInstance, context: HttpContext): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_, payload, done) => done(null, payload));
    scope.post<{ Querystring: { name?: string } }>(
      "/api/v1/files",
      { config: { streamed: true }, bodyLimit: Number.MAX_SAFE_INTEGER },
      async (request, reply) => upload(context, request, reply, request.query.name),
    );
  });
  app.route<{ Params: { id: string } }>({
    method: ["GET", "HEAD"],
    url: "/api/v1/files/:id",
    handler: async (request, reply) => download(context, request, reply, request.params.id as FileId),
  });
}

async function upload(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  name: string | undefined,
): Promise<FastifyReply | Uploaded> {
  const limit = context.host.limits.uploadBytes;
  const asker = await whoAsks(context, request);
  // What is refused need not be sent to its end.
  if (isRejection(asker)) return refuse(reply.header("connection", "close"), asker);
  if (Number(request.headers["content-length"] ?? 0) > limit) return tooLarge(reply, limit);
  const bytes = request.body instanceof Readable ? request.body : Readable.from([]);
  const { files, attachments } = context.options;
  const id = attachments.newId();
  const written = await attempt(context, "upload", async () => {
    const done = await files.write(id, bytes, limit).catch((error: unknown) => {
      if (request.raw.readableAborted) return rejection("invalid-request", "The upload was broken off.");
      throw error;
    });
    if (done === "too-large" || isRejection(done)) return done;
    return storeFile(context, { id, by: asker.account, name: fileName(name), ...done });
  });
  if (written === "too-large") return tooLarge(reply, limit);
  return isRejection(written) ? refuse(reply, written) : written;
}

async function download(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  id: FileId,
): Promise<FastifyReply> {
  const record = await mayRead(context, request, id);
  if (isRejection(record)) return refuse(reply, record);
  const etag = `"${record.hash}"`;
  void reply.headers({
    etag,
    "content-type": record.type,
    "content-disposition": disposition(record),
    // Even what is shown in its own tab runs nothing and loads nothing.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "cache-control": "private, max-age=86400",
    "accept-ranges": "bytes",
    vary: "Authorization, Cookie",
  });
  if (request.headers["if-none-match"]?.includes(etag) === true) return reply.code(304).send();
  const ifRange = request.headers["if-range"];
  const fresh = ifRange === undefined || ifRange === etag;
  const part = fresh ? readRange(request.headers.range, record.size) : ({ kind: "whole" } as const);
  return sendPart(context, request, reply, record, part);
}

async function mayRead(
  context: HttpContext,
  request: FastifyRequest,
  id: FileId,
): Promise<FileRecord | Rejection> {
  const asker = await whoAsks(context, request);
  if (isRejection(asker)) return asker;
  return attempt(context, "download", () => context.options.attachments.mayRead(asker, id));
}

function sendPart(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  record: FileRecord,
  part: Part,
): FastifyReply {
  if (part.kind === "outside") {
    void reply.code(416).header("content-range", `bytes */${record.size}`).type("application/json");
    return reply.send({ error: { code: "invalid-request", text: "No such part.", temporary: false } });
  }
  const { from, to } = part.kind === "part" ? part : { from: 0, to: record.size - 1 };
  void reply.header("content-length", to - from + 1);
  if (part.kind === "part") {
    void reply.code(206).header("content-range", `bytes ${from}-${to}/${record.size}`);
  }
  if (request.method === "HEAD" || record.size === 0) return reply.send();
  return reply.send(Readable.from(context.options.files.read(record.id, from, to), { objectMode: false }));
}

/** RFC 6266 §4. Only what no browser runs is shown in place. */
function disposition({ name, type }: FileRecord): string {
  const kind = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/|video\/)/.test(type) ? "inline" : "attachment";
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeName(name)}`;
}

/** RFC 8187 §3.2. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
