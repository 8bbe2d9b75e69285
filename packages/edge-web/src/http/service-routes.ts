import type { FastifyInstance } from "fastify";
import { isRejection, rejection } from "@elsewhere/core";
import type { ServerInfo } from "@elsewhere/protocol";
import { openApi } from "@elsewhere/protocol/describe/openapi";
import { isPrivateAddress } from "./address.ts";
import { attempt, refuse, type HttpContext } from "./context.ts";

/** What operators, probes and clients ask of the server itself. */
export function addServiceRoutes(app: FastifyInstance, context: HttpContext): void {
  const { config, metrics, isSetUp } = context.options;
  app.get("/healthz", async () => ({ alive: true }));
  app.get("/readyz", async (_, reply) =>
    context.isDraining() ? refuse(reply, rejection("draining")) : { ready: true },
  );
  app.get("/metrics", async (request, reply) => {
    if (config.metricsOpen !== true && !isPrivateAddress(request.ip)) {
      return refuse(reply, rejection("not-allowed", "Metrics are shown to private addresses only."));
    }
    const text = await attempt(context, "metrics", metrics);
    if (typeof text !== "string") return refuse(reply, text);
    return reply.type("text/plain; version=0.0.4; charset=utf-8").send(text);
  });
  const description = openApi(config.publicUrl);
  app.get("/api/v1/openapi.json", async () => description);
  app.get("/api/v1/server", async (_, reply) => {
    const setUp = await attempt(context, "server", isSetUp);
    if (typeof setUp === "object" && isRejection(setUp)) return refuse(reply, setUp);
    const { domain, version, node, pushKey } = config;
    const { name, welcome, signUp } = context.options.house();
    const info: ServerInfo = {
      domain,
      version,
      node,
      setUp,
      publicUrl: config.publicUrl,
      signUp,
      ...(name === undefined ? undefined : { name }),
      ...(welcome === undefined ? undefined : { welcome }),
      uploadLimit: context.host.limits.uploadBytes,
      ...(pushKey === undefined ? undefined : { pushKey }),
    };
    return info;
  });
}
