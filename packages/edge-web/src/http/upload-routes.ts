import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isRejection, rejection, type Asker, type FileId, type Part, type Rejection } from "@elsewhere/core";
import { NewUpload, limits, type UploadState } from "@elsewhere/protocol";
import { attempt, refuse, whoAsks, wrongBody, type HttpContext } from "./context.ts";
import { fileName, storeFile, tooLarge, uploadedValue } from "./stored-file.ts";

type Asked = FastifyRequest<{ Params: { id: FileId } }>;

/**
 * `/api/v1/uploads`: uploads that go on where they broke off (after draft-ietf-httpbis-resumable-upload and tus 1.0): made
 * with their size, sent in pieces that name their offset, and asked how far they are.
 */
export function addUploadRoutes(app: FastifyInstance, context: HttpContext): void {
  app.post("/api/v1/uploads", (request, reply) => begin(context, request, reply));
  const path = "/api/v1/uploads/:id";
  app.get(path, (request: Asked, reply) => progress(context, request, reply));
  app.delete(path, (request: Asked, reply) => giveUp(context, request, reply));
  const receiving = new Map<FileId, Readable>();
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_, payload, done) => done(null, payload));
    scope.patch(
      path,
      { config: { streamed: true }, bodyLimit: Number.MAX_SAFE_INTEGER },
      (request: Asked, reply) => receive(context, receiving, request, reply),
    );
  });
}

async function begin(context: HttpContext, request: FastifyRequest, reply: FastifyReply) {
  const asker = await whoAsks(context, request);
  if (isRejection(asker)) return refuse(reply, asker);
  const wrong = wrongBody(context, NewUpload, request.body);
  if (wrong !== undefined) return refuse(reply, wrong);
  const wanted = request.body as NewUpload;
  const limit = context.host.limits.uploadBytes;
  if (wanted.size > limit) return tooLarge(reply, limit);
  const state = await attempt(context, "upload", async () => {
    const part = (await sameAs(context, asker, wanted)) ?? (await beginPart(context, asker, wanted));
    return reached(context, asker, part);
  });
  return isRejection(state) ? refuse(reply, state) : answer(reply.code(201), state);
}

/** What the same person began to send goes on, from whatever place; what has come whole is not sent again. */
async function sameAs(context: HttpContext, asker: Asker, { name, hash, size }: NewUpload) {
  if (hash === undefined) return undefined;
  const parts = await context.options.parts.list(asker.account);
  const same = parts.filter((part) => part.hash === hash && part.size === size);
  return same.find((part) => part.offset < part.size || part.name === fileName(name));
}

/** How far a part is; a whole one is a file, or becomes it. */
async function reached(context: HttpContext, asker: Asker, part: Part): Promise<UploadState | Rejection> {
  if (part.offset < part.size) return stateOf(part);
  return (await finished(context, asker, part.id)) ?? complete(context, part);
}

async function finished(context: HttpContext, asker: Asker, id: FileId): Promise<UploadState | undefined> {
  const record = await context.options.attachments.mayRead(asker, id);
  if (isRejection(record) || record.by !== asker.account) return undefined;
  return { upload: id, offset: record.size, size: record.size, file: uploadedValue(record) };
}

/** Only so many at a time: the one that nobody touched for longest gives way. */
async function beginPart(context: HttpContext, asker: Asker, { name, size, hash }: NewUpload): Promise<Part> {
  const { parts, attachments } = context.options;
  const before = await parts.list(asker.account);
  const gone = before.slice(0, Math.max(0, before.length - limits.unfinishedUploads + 1));
  for (const part of gone) await parts.remove(asker.account, part.id);
  return parts.begin({ id: attachments.newId(), by: asker.account, name: fileName(name), size, hash });
}

async function progress(context: HttpContext, request: Asked, reply: FastifyReply) {
  const asker = await whoAsks(context, request);
  if (isRejection(asker)) return refuse(reply, asker);
  const state = await attempt(context, "upload", () => find(context, asker, request.params.id));
  return isRejection(state) ? refuse(reply, state) : answer(reply, state);
}

/** How far an upload is; a finished one is asked for as long as its file is there. */
async function find(context: HttpContext, asker: Asker, id: FileId): Promise<UploadState | Rejection> {
  const part = isId(id) ? await context.options.parts.read(asker.account, id) : undefined;
  if (part !== undefined) return reached(context, asker, part);
  return (await finished(context, asker, id)) ?? rejection("no-such-file");
}

const isId = (id: string) => /^[A-Za-z0-9_-]{1,64}$/.test(id);

async function giveUp(context: HttpContext, request: Asked, reply: FastifyReply) {
  const asker = await whoAsks(context, request);
  if (isRejection(asker)) return refuse(reply, asker);
  const { id } = request.params;
  const gone = await attempt(context, "upload", async () => {
    if (isId(id)) await context.options.parts.remove(asker.account, id);
    return {};
  });
  return isRejection(gone) ? refuse(reply, gone) : reply.code(204).send();
}

async function receive(
  context: HttpContext,
  receiving: Map<FileId, Readable>,
  request: Asked,
  reply: FastifyReply,
) {
  // What is refused need not be sent to its end.
  const no = (why: Rejection) => refuse(reply.header("connection", "close"), why);
  const asker = await whoAsks(context, request);
  if (isRejection(asker)) return no(asker);
  const offset = offsetOf(request.headers["upload-offset"]);
  if (offset === undefined) return no(rejection("invalid-request", "Upload-Offset names the place."));
  const { id } = request.params;
  const bytes = request.body instanceof Readable ? request.body : Readable.from([]);
  // Whoever comes again with a part has lost the connection that the piece before it was on.
  receiving.get(id)?.destroy();
  receiving.set(id, bytes);
  const state = await attempt(context, "upload", () => take(context, asker, id, offset, bytes));
  if (receiving.get(id) === bytes) receiving.delete(id);
  return isRejection(state) ? no(state) : answer(reply, state);
}

function offsetOf(header: string | string[] | undefined): number | undefined {
  return typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

async function take(
  context: HttpContext,
  asker: Asker,
  id: FileId,
  offset: number,
  bytes: Readable,
): Promise<UploadState | Rejection> {
  if (!isId(id)) return rejection("no-such-file");
  const { parts } = context.options;
  const part = await parts.append(asker.account, id, offset, bytes).catch((error: unknown) => {
    if (bytes.destroyed && !bytes.readableEnded) return "broken-off" as const;
    throw error;
  });
  if (part === undefined) return find(context, asker, id);
  if (part === "broken-off") return rejection("invalid-request", "The upload was broken off.");
  if (part === "elsewhere") return rejection("changed-meanwhile", "The upload does not end at this offset.");
  if (part === "too-large") return rejection("too-large", "There were more bytes than announced.");
  return reached(context, asker, part);
}

/** What is known of the part stays for its time, so that the same bytes are not sent again. */
async function complete(context: HttpContext, part: Part): Promise<UploadState | Rejection> {
  const { parts } = context.options;
  const written = await parts.complete(part);
  if (written === "damaged")
    return rejection("changed-meanwhile", "The bytes are not those that were announced; send them again.");
  const { id, by, name, size } = part;
  const file = await storeFile(context, { id, by, name, size, ...written });
  return { upload: id, offset: size, size, file };
}

function stateOf({ id, offset, size }: Part): UploadState {
  return { upload: id, offset, size };
}

function answer(reply: FastifyReply, state: UploadState): FastifyReply {
  return reply
    .headers({
      "upload-offset": state.offset,
      "upload-length": state.size,
      "upload-complete": state.file === undefined ? "?0" : "?1",
      "cache-control": "no-store",
    })
    .send(state);
}
