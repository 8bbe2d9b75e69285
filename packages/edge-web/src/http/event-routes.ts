import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isRejection, rejection, type Duration, type Rejection } from "@elsewhere/core";
import { httpStatus, type ErrorValue } from "@elsewhere/protocol";

import { EventStream } from "../mailbox/event-stream.ts";
import { waitForFrames } from "../mailbox/long-poll.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import type { Batch } from "../mailbox/shelf.ts";
import { digestOf, type PostOffice } from "../mailbox/post-office.ts";
import { refuse, whoAsks, type HttpContext } from "./context.ts";
import { credentialOf } from "./credentials.ts";

interface Query {
  readonly mailbox?: string;
  readonly cursor?: string;
  /** Seconds. */
  readonly wait?: string;
}

type Frame = Readonly<Record<string, unknown>>;

const openAnew = rejection("expired", "Open a new mailbox, with your positions.");

/** `/events`: the session of the socket for clients to which no WebSocket gets through. */
export function addEventRoutes(app: FastifyInstance, context: HttpContext, office: PostOffice): void {
  app.post<{ Querystring: Query }>("/events", async (request, reply) =>
    request.query.mailbox === undefined
      ? open(context, office, request, reply)
      : post(context, office, request, reply),
  );
  app.get<{ Querystring: Query }>("/events", async (request, reply) => {
    const box = await ownBox(context, office, request);
    if (isRejection(box)) return refuse(reply, box);
    const accepts = request.headers.accept ?? "";
    if (accepts.includes("text/event-stream")) return stream(context, box, request, reply);
    return fetch(context, office, box, request, reply);
  });
  app.delete<{ Querystring: Query }>("/events", async (request, reply) => {
    const box = await ownBox(context, office, request);
    if (isRejection(box)) return refuse(reply, box);
    office.drop(box, "replaced");
    return reply.code(204).send();
  });
}

/** Opens a mailbox; the body is the hello, alone or with what is to be asked after it. */
async function open(
  context: HttpContext,
  office: PostOffice,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (context.isDraining()) return refuse(reply, rejection("draining"));
  const frames = framesOf(request.body, context.host.limits.framesAtOnce);
  if (isRejection(frames)) return refuse(reply, frames);
  const [first, ...rest] = frames;
  const hello = { id: "hello", do: "hello", ...(first as Frame) };
  if (hello.do !== "hello") return refuse(reply, rejection("invalid-request", "hello comes first"));
  const token = (hello as { readonly token?: unknown }).token;
  const credential = credentialOf(request.headers, context.cookie)?.token;
  const box = office.open(typeof token === "string" ? token : credential);
  if (box === undefined) return refuse(reply, rejection("unavailable", "too many mailboxes"));
  const waiting = waitForFrames(box, 0, context.host.limits.helloWithin, context.options.clock);
  reply.raw.once("close", () => waiting.finish());
  box.session?.take([hello, ...rest]);
  await waiting.done;
  const batch = box.fetch(0);
  if (batch === undefined || box.ended || box.session?.isLive !== true) {
    office.drop(box, "not-signed-in");
    return refuseHello(reply, batch);
  }
  return sendJson(reply, `"mailbox":${JSON.stringify(box.id)},${batchText(batch)}`);
}

function refuseHello(reply: FastifyReply, batch: Batch | undefined): FastifyReply {
  const frames = (batch?.frames ?? []).map((text) => JSON.parse(text) as { readonly error?: ErrorValue });
  const error = frames.find((frame) => frame.error !== undefined)?.error;
  if (error === undefined)
    return refuse(reply, rejection("invalid-request", "The hello was not understood."));
  return reply.code(httpStatus[error.code]).send({ error });
}

/** Requests of an open mailbox; their answers come through it. */
async function post(
  context: HttpContext,
  office: PostOffice,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const box = await ownBox(context, office, request);
  if (isRejection(box)) return refuse(reply, box);
  const frames = framesOf(request.body, context.host.limits.framesAtOnce);
  if (isRejection(frames)) return refuse(reply, frames);
  if (frames.some((frame) => typeof (frame as Frame | null)?.["id"] === "string")) box.asked();
  box.session?.take(frames);
  return reply.code(202).send({});
}

function framesOf(body: unknown, most: number): readonly unknown[] | Rejection {
  const frames: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (frames.length > most) return rejection("too-many", "frames at once");
  const areObjects = frames.every((frame) => typeof frame === "object" && frame !== null);
  if (frames.length === 0 || !areObjects) {
    return rejection("invalid-request", "The body is a frame or an array of frames.");
  }
  return frames;
}

/** The mailbox that is asked for, if it is the asker's. */
async function ownBox(
  context: HttpContext,
  office: PostOffice,
  request: FastifyRequest,
): Promise<Mailbox | Rejection> {
  const { mailbox } = request.query as Query;
  const box = mailbox === undefined ? undefined : office.find(mailbox);
  if (box === undefined) return openAnew;
  const credential = credentialOf(request.headers, context.cookie);
  if (credential === undefined) return rejection("not-signed-in");
  const digest = digestOf(credential.token);
  if (digest === box.credential) return box;
  // The token may have been exchanged for a new one meanwhile.
  const asker = await whoAsks(context, request);
  if (isRejection(asker)) return asker;
  if (asker.device !== box.session?.asker?.device) return openAnew;
  box.credential = digest;
  return box;
}

async function fetch(
  context: HttpContext,
  office: PostOffice,
  box: Mailbox,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { cursor, wait } = readQuery(request.query as Query, context.host.limits.longPoll);
  if (cursor === undefined) return refuse(reply, rejection("invalid-request", "cursor must be a number"));
  if (wait === undefined) return refuse(reply, rejection("invalid-request", "wait must be in seconds"));
  const tooEarly = wait === 0 ? box.waitBeforePoll() : 0;
  if (tooEarly > 0) return refuse(reply, rejection("too-fast"), tooEarly);
  if (wait > 0) {
    const poll = waitForFrames(box, cursor, wait, context.options.clock);
    reply.raw.once("close", () => poll.finish());
    await poll.done;
  }
  const batch = box.fetch(cursor);
  // Frames are gone that this client did not get: only its positions can tell what.
  if (batch === undefined) office.drop(box, "too-slow");
  if (batch === undefined || (box.ended && batch.frames.length === 0)) return refuse(reply, openAnew);
  const next = wait === 0 ? box.polled(batch) : 0;
  return sendJson(reply, `${batchText(batch)},"next":${next}`);
}

function readQuery(
  query: Query,
  longest: Duration,
): { readonly cursor: number | undefined; readonly wait: Duration | undefined } {
  const wait = wholeNumber(query.wait ?? "0");
  return {
    cursor: wholeNumber(query.cursor ?? "0"),
    wait: wait === undefined ? undefined : Math.min(wait * 1000, longest),
  };
}

function wholeNumber(text: unknown): number | undefined {
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function stream(
  context: HttpContext,
  box: Mailbox,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const query = request.query as Query;
  const last = request.headers["last-event-id"];
  const cursor = wholeNumber(typeof last === "string" && last !== "" ? last : (query.cursor ?? "0"));
  if (cursor === undefined) return refuse(reply, rejection("invalid-request", "cursor must be a number"));
  const batch = box.fetch(cursor);
  if (batch === undefined || (box.ended && batch.frames.length === 0)) return refuse(reply, openAnew);
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    // Proxies would collect events otherwise.
    "x-accel-buffering": "no",
  });
  const { clock } = context.options;
  void new EventStream(box, cursor, reply.raw, clock, context.host.limits.heartbeat);
  return reply;
}

function batchText({ frames, cursor }: Batch): string {
  return `"frames":[${frames.join(",")}],"cursor":${cursor}`;
}

/** Frames are text already. */
function sendJson(reply: FastifyReply, fields: string): FastifyReply {
  return reply
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(`{${fields}}`);
}
