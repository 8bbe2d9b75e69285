import type { Duplex } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isRejection, rejection, type Asker, type Duration, type Rejection } from "@elsewhere/core";
import { httpStatus } from "@elsewhere/protocol";
import { errorValue } from "../map/rejections.ts";
import type { EdgeOptions } from "../options.ts";
import type { SessionHost } from "../session/host.ts";
import { failure } from "../session/request.ts";
import { credentialOf } from "./credentials.ts";
import type { Origins } from "./origin.ts";

/** What the HTTP resources share. */
export interface HttpContext {
  readonly options: EdgeOptions;
  readonly host: SessionHost;
  readonly origins: Origins;
  /** The cookie's name, and whether it goes over TLS only. */
  readonly cookie: string;
  readonly secure: boolean;
  readonly isDraining: () => boolean;
}

/** Answers with a rejection: its status, and when to try again if that is known. */
export function refuse(reply: FastifyReply, no: Rejection, retryAfter?: Duration): FastifyReply {
  const status = httpStatus[no.rejected];
  const wait = retryAfter ?? (status === 503 ? 5_000 : undefined);
  if (wait !== undefined) void reply.header("retry-after", Math.ceil(wait / 1000));
  if (status === 401) void reply.header("www-authenticate", 'Bearer realm="elsewhere"');
  return reply.code(status).send({ error: errorValue(no, retryAfter) });
}

/** What is no HTTP gets an answer all the same, and the connection is over. */
export function refuseGarbage(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const large = error.code === "HPE_HEADER_OVERFLOW";
  const status = late
    ? "408 Request Timeout"
    : large
      ? "431 Request Header Fields Too Large"
      : "400 Bad Request";
  const body = JSON.stringify({
    error: errorValue(rejection("invalid-request", "This is no request of HTTP.")),
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  );
}

/** Who asks over HTTP. Never rejects. */
export async function whoAsks(context: HttpContext, request: FastifyRequest): Promise<Asker | Rejection> {
  const credential = credentialOf(request.headers, context.cookie);
  if (credential === undefined) return rejection("not-signed-in");
  return attempt(context, "authenticate", async () => {
    const who = await context.options.gate.authenticate(credential.token);
    if (isRejection(who)) return who;
    const { account, device, admin } = who;
    return { account, device, admin };
  });
}

/** Does something that may fail; a failure becomes what a person is told of it. */
export async function attempt<T>(
  context: HttpContext,
  doing: string,
  work: () => Promise<T | Rejection>,
): Promise<T | Rejection> {
  try {
    return await work();
  } catch (error) {
    return failure(context.host, error, doing);
  }
}

/** What is wrong with a body, as a rejection. */
export function wrongBody(
  context: HttpContext,
  schema: Parameters<SessionHost["validators"]["wrong"]>[0],
  body: unknown,
): Rejection | undefined {
  const wrong = context.host.validators.wrong(schema, body);
  return wrong === undefined ? undefined : rejection("invalid-request", wrong);
}
