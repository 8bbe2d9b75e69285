import type { FastifyInstance } from "fastify";
import { isRejection, rejection } from "@elsewhere/core";
import { isRequestName } from "@elsewhere/protocol/validate";
import { answerRequest } from "../session/request.ts";
import { refuse, whoAsks, type HttpContext } from "./context.ts";
import { createRateLimit } from "./rate-limit.ts";

/** `POST /api/v1/do/:request`: the requests of the socket, one by one, without a connection. */
export function addRequestRoutes(app: FastifyInstance, context: HttpContext): void {
  const { requestsPerSecond, requestBurst } = context.host.limits;
  const rate = createRateLimit(context.options.clock, requestsPerSecond * 60, requestBurst);
  app.post<{ Params: { request: string } }>("/api/v1/do/:request", async (request, reply) => {
    const name = request.params.request;
    if (!isRequestName(name)) return refuse(reply, rejection("unknown-request"));
    const asker = await whoAsks(context, request);
    if (isRejection(asker)) return refuse(reply, asker);
    const wait = rate.take(asker.device);
    if (wait > 0) return refuse(reply, rejection("too-fast"), wait);
    const command = request.headers["idempotency-key"];
    if (command !== undefined && !isCommand(command)) {
      return refuse(reply, rejection("invalid-request", "Idempotency-Key has 1 to 64 characters"));
    }
    const answer = await answerRequest(context.host, asker, name, request.body ?? {}, command);
    if (isRejection(answer)) return refuse(reply, answer);
    return reply.header("cache-control", "no-store").send(answer);
  });
}

function isCommand(value: string | string[]): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 64;
}
