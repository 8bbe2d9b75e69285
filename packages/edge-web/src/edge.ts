import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import Fastify, { type FastifyInstance } from "fastify";
import { rejection } from "@elsewhere/core";
import { requests } from "@elsewhere/protocol";
import { createValidators } from "@elsewhere/protocol/validate";
import { addBodies } from "./http/body.ts";
import { refuse, refuseGarbage, type HttpContext } from "./http/context.ts";
import { addEventRoutes } from "./http/event-routes.ts";
import { addExportRoute } from "./http/export-route.ts";
import { addFileRoutes } from "./http/file-routes.ts";
import { addUploadRoutes } from "./http/upload-routes.ts";
import { addStatic } from "./http/static.ts";
import { createPostOffice, type PostOffice } from "./mailbox/post-office.ts";
import type { Session } from "./session/session.ts";
import { cookieName } from "./http/credentials.ts";
import { createOrigins } from "./http/origin.ts";
import { createRateLimit } from "./http/rate-limit.ts";
import { addRequestRoutes } from "./http/request-routes.ts";
import { addSecurity } from "./http/security.ts";
import { addServiceRoutes } from "./http/service-routes.ts";
import { addSessionRoutes } from "./http/session-routes.ts";
import { createEncoder } from "./map/encode.ts";
import { usualLimits, type EdgeLimits, type EdgeOptions } from "./options.ts";
import { Heart } from "./session/heart.ts";
import type { SessionHost } from "./session/host.ts";
import { createSessionMachine } from "./session/machine.ts";
import { createConnections, type Connections } from "./socket/connect.ts";

/** The web side of a node: HTTP, WebSocket, event streams and polling on one port. */
export interface EdgeWeb {
  readonly server: Server;
  listen(port: number, address: string): Promise<AddressInfo>;
  /** Tells everybody to come back elsewhere; resolves when they have gone or been told. */
  drain(): Promise<void>;
  close(): Promise<void>;
  counts(): EdgeCounts;
}

export interface EdgeCounts {
  readonly sockets: number;
  readonly mailboxes: number;
  /** Kept in mailboxes; characters, nearly all of one byte. */
  readonly mailboxBytes: number;
}

export function createEdgeWeb(options: EdgeOptions): EdgeWeb {
  const limits: EdgeLimits = {
    ...usualLimits,
    ...options.config.limits,
    get uploadBytes() {
      return options.house().uploadBytes;
    },
  };
  const host = createHost(options, limits);
  const origins = createOrigins(options.config);
  const cookie = cookieName(options.config.publicUrl);
  let draining = false;
  const isDraining = () => draining;
  const connections = createConnections({ host, origins, cookie, isDraining });
  const office = createPostOffice(host, options.secret);
  const secure = options.config.publicUrl.startsWith("https:");
  const app = createApp({ options, host, origins, cookie, secure, isDraining }, office);
  addUpgrades(app.server, connections);
  return {
    server: app.server,
    async listen(port, address) {
      await app.listen({ port, host: address });
      return app.server.address() as AddressInfo;
    },
    async drain() {
      draining = true;
      await drainSessions(sessionsOf(connections, office), host);
    },
    async close() {
      draining = true;
      connections.close();
      office.close();
      host.heart.stop();
      app.server.closeAllConnections();
      await app.close();
    },
    counts: () => ({
      sockets: connections.sessions.size,
      mailboxes: office.size,
      mailboxBytes: office.characters(),
    }),
  };
}

function createHost(options: EdgeOptions, limits: EdgeLimits): SessionHost {
  const { exchange, gate, clock, random, config, log, meters } = options;
  const validators = createValidators();
  const cleanSettings = (settings: object) =>
    (validators.clean(requests["set-settings"].args, { settings }) as { settings: object }).settings;
  return {
    exchange,
    gate,
    clock,
    random,
    config,
    limits,
    validators,
    encoder: createEncoder(),
    place: { domain: config.domain, publicUrl: config.publicUrl, cleanSettings },
    heart: new Heart(clock, limits.heartbeat),
    machine: createSessionMachine(limits.heartbeat * 2.5),
    log,
    meters,
    guesses: createRateLimit(clock, limits.linksPerMinute, limits.linksPerMinute),
  };
}

function createApp(context: HttpContext, office: PostOffice): FastifyInstance {
  const { trustProxy } = context.options.config;
  const app = Fastify({
    logger: false,
    trustProxy: typeof trustProxy === "object" ? [...trustProxy] : (trustProxy ?? false),
    bodyLimit: context.host.limits.frameBytes,
    // A connection on which nothing moves; sockets and event streams have their own heartbeat.
    connectionTimeout: 75_000,
    keepAliveTimeout: 65_000,
    requestTimeout: 600_000,
    http: { headersTimeout: 15_000 },
    exposeHeadRoutes: false,
    frameworkErrors: (error, _, reply) => void refuse(reply, rejection("invalid-request", error.message)),
    clientErrorHandler: refuseGarbage,
    routerOptions: { maxParamLength: 256 },
  });
  addSecurity(app, context);
  addBodies(app, context);
  addServiceRoutes(app, context);
  addSessionRoutes(app, context);
  addRequestRoutes(app, context);
  addEventRoutes(app, context, office);
  addFileRoutes(app, context);
  addExportRoute(app, context);
  addUploadRoutes(app, context);
  addStatic(app, context.options.staticDir);
  return app;
}

/** Everything that is not `/connect` is not to be upgraded. */
function addUpgrades(server: Server, connections: Connections): void {
  server.on("upgrade", (request, socket, head) => {
    const path = (request.url ?? "").split("?", 1)[0];
    if (path === "/connect") return connections.upgrade(request, socket, head);
    socket.on("error", () => socket.destroy());
    socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });
}

function sessionsOf(connections: Connections, office: PostOffice): readonly Session[] {
  return [...connections.sessions, ...office.boxes]
    .map(({ session }) => session)
    .filter((session) => session !== undefined);
}

/** Spread over some seconds, so that the next node is not run over. */
async function drainSessions(sessions: readonly Session[], host: SessionHost): Promise<void> {
  const { clock, limits, random } = host;
  const from = clock.now();
  const leaving = sessions.map(
    (session) =>
      new Promise<void>((resolve) => {
        clock.alarms.set(from + random() * limits.drainOver, () => {
          session.end("draining", Math.round(random() * limits.drainOver));
          resolve();
        });
      }),
  );
  await Promise.all(leaving);
}
