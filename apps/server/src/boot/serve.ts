import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createLocalBus } from "@elsewhere/bus";
import {
  createExchange,
  isRejection,
  rejection,
  type Exchange,
  type Gate,
  type NodeName,
  type Store,
} from "@elsewhere/core";
import { createClock, type RunningClock } from "@elsewhere/machine";
import { createEdgeWeb, passLink, type Attachments, type EdgeWeb } from "@elsewhere/edge-web";
import { limits } from "@elsewhere/protocol";
import { lockDataDir, openFiles, openParts, openSqliteStore } from "@elsewhere/store";
import type { Files, Parts } from "@elsewhere/core";
import type { Logger } from "pino";
import { liveSettings, type LiveSettings } from "../config/adjustable.ts";
import type { LoadedConfig } from "../config/load.ts";
import { publicReach, type Reach } from "../links/fetching.ts";
import { createPages } from "../links/pages.ts";
import { createControl } from "./control.ts";
import { createLog } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { createPasskeys } from "./passkeys.ts";
import { createPremises } from "./premises.ts";
import { createPush, pushKeys } from "./push.ts";
import { secrets } from "./secrets.ts";
import { version } from "./version.ts";

/** A node without its edges: what the command line needs when no server runs, and what a server is built on. */
export interface Node {
  readonly store: Store;
  readonly files: Files;
  readonly parts: Parts;
  readonly exchange: Exchange;
  readonly gate: Gate;
  readonly clock: RunningClock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly pushKey: string;
  readonly settings: LiveSettings;
  close(): Promise<void>;
}

export interface Serving {
  readonly node: Node;
  readonly address: { readonly address: string; readonly port: number };
  readonly publicUrl: string;
  /** The link that makes the first administrator, if there is none. */
  readonly setupLink: string | undefined;
  /** Lets connections leave, then closes everything in the reverse order of the start. */
  stop(): Promise<void>;
}

const pruneEvery = 3_600_000;
const passingKept = 3_600_000;
/** After a start: long enough for devices to come back, and then how old an untold message may be, in milliseconds. */
const recoverAfter = 20_000;
const recoveredFor = 600_000;
/** As long as the picture of a card is kept that no message came to hold. */
const cardsKept = 86_400_000;
const commandsKept = 7 * 86_400_000;

export function systemClock(): RunningClock {
  return createClock({
    now: () => Date.now(),
    setTimer: (wake, delay) => setTimeout(wake, delay),
    clearTimer: clearTimeout,
  });
}

/** Opens the data directory and puts the heart of a node together. Throws when the directory is in use. */
export async function openNode(
  loaded: LoadedConfig,
  onStoreFailure: (cause: unknown) => void,
  reach: Partial<Reach> = {},
): Promise<Node> {
  const { config } = loaded;
  const dataDir = config.dataDir;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockDataDir(dataDir);
  try {
    const clock = systemClock();
    const log = createLog(config.logLevel, config.logPrivate);
    const metrics = createMetrics(log);
    const store = await openSqliteStore({
      path: join(dataDir, "elsewhere.db"),
      now: () => clock.now(),
      durability: config.durability,
      onFailure: onStoreFailure,
    });
    const files = openFiles(join(dataDir, "files"));
    const keys = await pushKeys(store);
    const contact = config.pushContact ?? `mailto:postmaster@${config.domain}`;
    const settings = liveSettings(loaded);
    const name = () => settings.now().houseName ?? config.domain;
    const bus = createLocalBus(config.nodeName as NodeName);
    const { exchange, gate } = createExchange({
      node: bus.node,
      store,
      bus,
      clock,
      secrets,
      pages: createPages({
        clock,
        store,
        files,
        newId: () => secrets.id(),
        reach: { ...publicReach(config.linkPorts), ...reach },
        userAgent: `Elsewhere/${version} (preview of a link)`,
        missed: (cause) => log.debug({ err: cause }, "page not shown"),
      }),
      push: createPush({ keys, contact, allowPrivate: config.pushPrivate }),
      observe: metrics.observe,
      figures: () => metrics.figures(),
      linkOf: (file) => `${loaded.publicUrl}/api/v1/files/${file}`,
      passkeys: createPasskeys({ name, origin: loaded.publicUrl }),
      premises: createPremises(dataDir, store, () => clock.now()),
      adjusting: settings,
      limits: { rotateAfter: config.rotateAfter },
    });
    metrics.attach({ exchange, store });
    await exchange.readSettings();
    const parts = openParts(join(dataDir, "files"));
    return {
      store,
      files,
      parts,
      exchange,
      gate,
      clock,
      log,
      metrics,
      pushKey: keys.publicKey,
      settings,
      async close() {
        await exchange.close();
        await bus.close();
        await store.close();
        clock.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Starts everything, in this order; `stop` is the reverse. */
export async function serve(
  loaded: LoadedConfig,
  staticDir: string | undefined,
  /** For tests, whose web sites are on this machine. */
  reach: Partial<Reach> = {},
): Promise<Serving> {
  const { config, publicUrl } = loaded;
  let fail = (_cause: unknown): void => undefined;
  const node = await openNode(loaded, (cause) => fail(cause), reach);
  const { log } = node;
  for (const name of loaded.ignored) log.warn({ name }, "setting has no effect in this version");
  const control = createControl();
  const edge = openEdge(loaded, node, control.gate(node.gate), staticDir);
  const address = await edge.listen(config.httpPort, config.bind).catch(async (error: unknown) => {
    await edge.close();
    await node.close();
    throw error;
  });
  control.publish(config.dataDir, address);
  const stopPruning = pruneRegularly(node);
  const stopRecovering = recoverLater(node);
  const pass = await node.gate.setupPass();
  const ready = { node: config.nodeName, version, port: address.port };
  log.info(ready, "node started");
  const stop = once(async () => {
    log.info(ready, "node stopping");
    stopPruning();
    stopRecovering();
    await edge.drain();
    control.withdraw();
    await edge.close();
    await node.close();
    log.info(ready, "node stopped");
  });
  // Without its store a node can answer nothing: its users are better off elsewhere, and a supervisor starts it again.
  fail = (cause) => {
    log.error({ err: cause }, "store failed");
    process.exitCode = 1;
    stop().catch(() => undefined);
  };
  const setupLink = pass === undefined ? undefined : passLink(publicUrl, pass);
  return { node, address, publicUrl, setupLink, stop };
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}

export function openEdge(
  loaded: LoadedConfig,
  node: Node,
  gate: Gate,
  staticDir: string | undefined,
): EdgeWeb {
  const { config, publicUrl } = loaded;
  return createEdgeWeb({
    exchange: node.exchange,
    gate,
    files: node.files,
    parts: node.parts,
    attachments: attachmentsOf(node),
    house: () => {
      const { houseName, welcome, signUp, uploadLimit } = node.settings.now();
      return { name: houseName, welcome, signUp, uploadBytes: uploadLimit };
    },
    isSetUp: async () => (await node.store.listAccounts()).some((account) => account.admin),
    clock: node.clock,
    secret: () => secrets.token(),
    random: () => randomBytes(4).readUInt32LE() / 2 ** 32,
    config: {
      domain: config.domain,
      publicUrl,
      origins: config.origins,
      version,
      node: config.nodeName,
      pushKey: node.pushKey,
      trustProxy: config.trustProxy,
      metricsOpen: config.metricsOpen,
      limits: {
        requestsPerSecond: config.requestRate,
        requestBurst: config.requestRate * 3,
        drainOver: config.drainTime,
      },
    },
    log: node.log,
    meters: node.metrics.meters,
    metrics: () => node.metrics.text(),
    staticDir,
  });
}

/** Who may have a file: its uploader, and members of a conversation with a message that holds it. */
export function attachmentsOf({ store, exchange }: Pick<Node, "store" | "exchange">): Attachments {
  return {
    newId: () => secrets.id() as ReturnType<Attachments["newId"]>,
    async mayRead(asker, id) {
      const file = await store.readFile(id);
      if (file === undefined) return rejection("no-such-file");
      if (file.by === asker.account) return file;
      const used = await exchange.ask(asker, { type: "file", file: id }, undefined);
      return isRejection(used) ? used : file;
    },
    async stored(record, size) {
      await store.putFile(size === undefined ? record : { ...record, ...size });
    },
  };
}

/** A crash may have kept people from being told of messages; devices first have time to come back. */
function recoverLater(node: Node): () => void {
  const since = node.clock.now() - recoveredFor;
  const timer = setTimeout(() => {
    node.exchange
      .recover(since)
      .then((told) => told > 0 && node.log.info({ told }, "alerts recovered"))
      .catch((cause: unknown) => node.metrics.observe.failed("recover", cause));
  }, recoverAfter);
  return () => clearTimeout(timer);
}

/** Forgets what is too old to be asked for, and files that no message came to hold. */
function pruneRegularly(node: Node): () => void {
  const prune = async (): Promise<void> => {
    const at = node.clock.now();
    await node.exchange.tidy(at - passingKept);
    await node.parts.expire(at - limits.uploadKept);
    const plans = node.settings.now().plansKept;
    await node.store.prune(at, { commands: commandsKept, plans, cards: cardsKept });
    for (const file of await node.store.unusedFiles(at - 86_400_000, 1000)) {
      await node.files.remove(file.id);
      await node.store.removeFile(file.id);
    }
  };
  const timer = setInterval(() => {
    prune().catch((cause: unknown) => node.metrics.observe.failed("prune", cause));
  }, pruneEvery);
  return () => clearInterval(timer);
}
