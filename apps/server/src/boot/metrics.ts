import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { Exchange, Observe, Store } from "@elsewhere/core";
import type { Meters } from "@elsewhere/edge-web";
import type { Logger } from "pino";

export interface Metrics {
  readonly meters: Meters;
  readonly observe: Observe;
  /** Deliveries since the start, memory in bytes, the delay of the event loop (p99 since last asked) and age in ms. */
  figures(): Readonly<Record<string, number>>;
  /** The Prometheus text. */
  text(): Promise<string>;
  /** What is counted elsewhere and read when asked; set once the parts exist. */
  attach(parts: { readonly exchange: Exchange; readonly store: Store }): void;
}

/** Of the measurement of the event loop, in milliseconds: it sees delays longer than this. */
const loopResolution = 20;

/** Counts on the hot path are plain numbers in nested maps; they become Prometheus series when they are read. */
export function createMetrics(log: Logger): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "elsewhere_" });
  const attached: { exchange?: Exchange; store?: Store } = {};
  const deliveries = deliveryCounts(registry);
  addGauges(registry, attached);
  const tallied: Tallied = { connections: 0, messages: 0, requests: 0, requestTime: 0 };
  const loop = monitorEventLoopDelay({ resolution: loopResolution });
  loop.enable();
  return {
    meters: counting(createMeters(registry), tallied),
    observe: createObserve(registry, log, deliveries.tally),
    figures() {
      const eventLoopDelay = Math.max(0, loop.percentile(99) / 1e6 - loopResolution);
      loop.reset();
      return {
        ...deliveries.byManner(),
        ...tallied,
        deliveries: deliveries.total(),
        memory: process.memoryUsage.rss(),
        eventLoopDelay,
        uptime: process.uptime() * 1000,
      };
    },
    text: () => registry.metrics(),
    attach: (parts) => Object.assign(attached, parts),
  };
}

/** What administrators see of the traffic; sums since the start, `connections` as it is now. */
interface Tallied {
  connections: number;
  messages: number;
  requests: number;
  /** Milliseconds. */
  requestTime: number;
}

/** The meters, which also keep plain sums. */
function counting(meters: Meters, sums: Tallied): Meters {
  return {
    ...meters,
    opened(transport) {
      sums.connections += 1;
      meters.opened(transport);
    },
    closed(transport, reason) {
      sums.connections -= 1;
      meters.closed(transport, reason);
    },
    answered(request, outcome, took) {
      sums.requests += 1;
      sums.requestTime += took;
      if (request === "send-message" && outcome === "ok") sums.messages += 1;
      meters.answered(request, outcome, took);
    },
  };
}

type Tally = (datum: string, how: string, reason: string) => void;

interface DeliveryCounts {
  readonly tally: Tally;
  readonly total: () => number;
  /** `deliveries.alert` and so on. */
  readonly byManner: () => Readonly<Record<string, number>>;
}

function deliveryCounts(registry: Registry): DeliveryCounts {
  const counts = new Map<string, { datum: string; how: string; reason: string; count: number }>();
  const counter = new Counter({
    name: "elsewhere_deliveries_total",
    help: "What was planned for connected points, by kind of data, manner and reason.",
    labelNames: ["datum", "how", "reason"],
    registers: [registry],
    collect() {
      counter.reset();
      for (const { datum, how, reason, count } of counts.values()) counter.inc({ datum, how, reason }, count);
    },
  });
  let total = 0;
  const tally: Tally = (datum, how, reason) => {
    total += 1;
    const key = `${datum} ${how} ${reason}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { datum, how, reason, count: 1 });
    else known.count += 1;
  };
  const byManner = (): Readonly<Record<string, number>> => {
    const sums: Record<string, number> = {};
    for (const { how, count } of counts.values())
      sums[`deliveries.${how}`] = (sums[`deliveries.${how}`] ?? 0) + count;
    return sums;
  };
  return { tally, total: () => total, byManner };
}

function createObserve(registry: Registry, log: Logger, delivered: Tally): Observe {
  const pushes = new Counter({
    name: "elsewhere_pushes_total",
    help: "Web push requests by outcome.",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const failures = new Counter({
    name: "elsewhere_failures_total",
    help: "Things that must not happen; each is logged.",
    labelNames: ["what"],
    registers: [registry],
  });
  return {
    delivered,
    pushed: (outcome) => pushes.inc({ outcome }),
    event: (name, fields) => log.info(fields, name),
    failed(what, cause) {
      failures.inc({ what });
      log.error({ what, err: cause }, "failed");
    },
  };
}

function createMeters(registry: Registry): Meters {
  const registers = [registry];
  const connections = new Gauge({
    name: "elsewhere_connections",
    help: "Open connections.",
    labelNames: ["transport"],
    registers,
  });
  const closes = new Counter({
    name: "elsewhere_connections_closed_total",
    help: "Closed connections by reason.",
    labelNames: ["transport", "reason"],
    registers,
  });
  const counts = { in: { frames: 0, messages: 0 }, out: { frames: 0, messages: 0 } };
  const frames = new Counter({
    name: "elsewhere_frames_total",
    help: "Frames by direction.",
    labelNames: ["direction"],
    registers,
    collect() {
      frames.reset();
      for (const direction of ["in", "out"] as const) frames.inc({ direction }, counts[direction].frames);
    },
  });
  const messages = new Counter({
    name: "elsewhere_wire_messages_total",
    help: "WebSocket messages and bodies by direction; several frames travel in one.",
    labelNames: ["direction"],
    registers,
    collect() {
      messages.reset();
      for (const direction of ["in", "out"] as const) messages.inc({ direction }, counts[direction].messages);
    },
  });
  const requests = new Histogram({
    name: "elsewhere_request_seconds",
    help: "Time from a request to its answer.",
    labelNames: ["request", "outcome"],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    registers,
  });
  return {
    opened: (transport) => connections.inc({ transport }),
    closed(transport, reason) {
      connections.dec({ transport });
      closes.inc({ transport, reason });
    },
    received(count) {
      counts.in.frames += count;
      counts.in.messages += 1;
    },
    sent(count) {
      counts.out.frames += count;
      counts.out.messages += 1;
    },
    answered: (request, outcome, took) => requests.observe({ request, outcome }, took / 1000),
  };
}

function addGauges(registry: Registry, attached: { exchange?: Exchange; store?: Store }): void {
  const numbers = new Gauge({
    name: "elsewhere_exchange",
    help: "Points here, accounts here, topics in memory, open alerts, watched accounts.",
    labelNames: ["what"],
    registers: [registry],
    collect() {
      for (const [what, value] of Object.entries(attached.exchange?.counts() ?? {}))
        numbers.set({ what }, value);
    },
  });
  const store = new Gauge({
    name: "elsewhere_store",
    help: "The store: accounts, devices, topics, entries, bytes, commit groups and commits since the start, commits waiting.",
    labelNames: ["what"],
    registers: [registry],
    async collect() {
      for (const [what, value] of Object.entries((await attached.store?.stats()) ?? {}))
        store.set({ what }, value);
    },
  });
}
