import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { rejection } from "@elsewhere/core";
import { credentialOf } from "./credentials.ts";
import { refuse, type HttpContext } from "./context.ts";

/** Headers of every answer, and who may change anything. */
export function addSecurity(app: FastifyInstance, context: HttpContext): void {
  const fixed = fixedHeaders(context);
  app.addHook("onRequest", async (request, reply) => {
    for (const [name, value] of fixed) void reply.header(name, value);
    if (answerCors(context, request, reply)) return reply;
    if (isSafe(request.method)) return undefined;
    if (mayChange(context, request)) return undefined;
    return refuse(reply, rejection("not-allowed", "The page's origin may not use this server."));
  });
}

function fixedHeaders({ options, secure }: HttpContext): readonly (readonly [string, string])[] {
  const socket = `${secure ? "wss" : "ws"}://${new URL(options.config.publicUrl).host}`;
  const policy = [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src 'self' ${socket}`,
    "style-src 'self' 'unsafe-inline'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  return [
    ["content-security-policy", policy],
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    ["referrer-policy", "no-referrer"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["permissions-policy", "camera=(self), microphone=(self), display-capture=(self), idle-detection=(self)"],
    ...(secure ? ([["strict-transport-security", "max-age=31536000"]] as const) : []),
  ];
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/** Browsers say where a request that changes something comes from; programs show a token that is in no cookie. */
function mayChange(context: HttpContext, request: FastifyRequest): boolean {
  const { headers } = request;
  if (headers.origin !== undefined) return context.origins.mayUse(headers);
  if (credentialOf(headers, context.cookie)?.by !== "cookie") return true;
  return headers["sec-fetch-site"] === "same-origin";
}

/** Pages of other origins that the operator named (Fetch standard, CORS). True: the answer has been given. */
function answerCors(context: HttpContext, request: FastifyRequest, reply: FastifyReply): boolean {
  const { origin } = request.headers;
  if (origin === undefined || !context.origins.isNamed(origin)) return false;
  void reply.headers({
    "access-control-allow-origin": origin,
    vary: "Origin",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-expose-headers": "retry-after, upload-complete, upload-length, upload-offset",
  });
  if (request.method !== "OPTIONS") return false;
  void reply.headers({
    "access-control-allow-methods": "GET, HEAD, POST, PATCH, DELETE",
    "access-control-allow-headers":
      "authorization, content-type, idempotency-key, last-event-id, range, upload-offset",
    "access-control-max-age": "600",
  });
  void reply.code(204).send();
  return true;
}
