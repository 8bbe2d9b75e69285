import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isRejection, rejection, type Asker, type ExportPart } from "@elsewhere/core";
import { isNo, readAddress } from "../map/names.ts";
import { attempt, refuse, whoAsks, type HttpContext } from "./context.ts";
import { exportFiles } from "./export-files.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";
import { zip } from "./zip.ts";

/** `/api/v1/export`: everything of an account, made while it is read. It costs much, so it is not to be had often. */
export function addExportRoute(app: FastifyInstance, context: HttpContext): void {
  const limit = createRateLimit(context.options.clock, 2, 5);
  app.get<{ Querystring: { account?: string } }>("/api/v1/export", async (request, reply) => {
    const asker = await whoAsks(context, request);
    if (isRejection(asker)) return refuse(reply, asker);
    return sendExport(context, limit, asker, request.query.account, request, reply);
  });
}

async function sendExport(
  context: HttpContext,
  limit: RateLimit,
  asker: Asker,
  name: string | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const account = name === undefined ? asker.account : readAddress(name, context.options.config.domain);
  if (isNo(account)) return refuse(reply, account);
  const wait = limit.take(asker.account);
  if (wait > 0) return refuse(reply, rejection("too-fast"), wait);
  const parts = await attempt(context, "export", () =>
    context.options.exchange.exportAccount(asker, account),
  );
  if (isRejection(parts)) return refuse(reply, parts);
  void reply.headers({
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="elsewhere-${account}.zip"`,
    "cache-control": "no-store",
  });
  return reply.send(archive(context, account, parts, request));
}

/** What fails on the way breaks the answer off: half an archive must not look like a whole one. */
function archive(
  context: HttpContext,
  account: string,
  parts: AsyncIterable<ExportPart>,
  request: FastifyRequest,
): Readable {
  const { files, clock, config, log } = context.options;
  const about = { account, domain: config.domain, at: new Date(clock.now()), version: config.version };
  const bytes = zip(exportFiles(parts, about, (file) => files.read(file.id, 0, file.size - 1)));
  const stream = Readable.from(bytes, { objectMode: false });
  stream.on("error", (err) => {
    log.error({ err }, "export broken off");
    request.raw.destroy();
  });
  return stream;
}
