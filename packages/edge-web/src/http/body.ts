import type { FastifyInstance } from "fastify";
import type { Alarm, Clock } from "@elsewhere/machine";
import { rejection, type Duration } from "@elsewhere/core";
import { readJson } from "../frames/read.ts";
import { failure } from "../session/request.ts";
import { refuse, type HttpContext } from "./context.ts";

/** Bodies are JSON within limits, and arrive in time. */
export function addBodies(app: FastifyInstance, context: HttpContext): void {
  const { limits } = context.host;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer", bodyLimit: limits.frameBytes },
    (_, body, done) => {
      if (body.length === 0) return done(null, undefined);
      const read = readJson(body as Buffer, limits);
      if ("value" in read) done(null, read.value);
      else done(new BadBody(read.refused === "too-large" ? 413 : 400, read.text));
    },
  );
  addPatience(app, context.options.clock, limits.bodyWithin);
  app.setErrorHandler((error: Error & { readonly statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) return refuse(reply, failure(context.host, error, request.routeOptions.url ?? "http"));
    if (status === 413) return refuse(reply, rejection("too-large", error.message));
    return refuse(reply, rejection("invalid-request", error.message));
  });
}

class BadBody extends Error {
  readonly statusCode: 400 | 413;
  constructor(statusCode: 400 | 413, text: string) {
    super(text);
    this.statusCode = statusCode;
  }
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** The body is a stream of its own length: a stalled one is cut by the idle time of the socket. */
    readonly streamed?: boolean;
  }
}

/** A body that drips in more slowly than anybody types is cut off; the answer would not be read. */
function addPatience(app: FastifyInstance, clock: Clock, within: Duration): void {
  const alarms = new WeakMap<object, Alarm>();
  app.addHook("onRequest", async (request) => {
    const { headers, routeOptions } = request;
    const isEmpty = headers["transfer-encoding"] === undefined && (headers["content-length"] ?? "0") === "0";
    if (isEmpty || routeOptions.config.streamed === true) return;
    alarms.set(
      request,
      clock.alarms.set(clock.now() + within, () => request.raw.destroy()),
    );
  });
  const clear = async (request: object): Promise<void> => {
    const alarm = alarms.get(request);
    if (alarm !== undefined) clock.alarms.clear(alarm);
  };
  app.addHook("preValidation", clear);
  app.addHook("onResponse", clear);
  app.addHook("onRequestAbort", clear);
}
