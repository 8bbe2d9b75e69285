import { writeFileSync } from "node:fs";
import { WebSocket } from "ws";
import type { Child } from "../child.ts";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** One Chrome DevTools session with a Node process that was started without a debugger. */
export interface Inspector {
  /** Collects all garbage of all threads. */
  collect(): Promise<void>;
  startProfile(): Promise<void>;
  /** Writes `<name>.cpuprofile` for the main thread and one file more for each worker. */
  stopProfile(name: string): Promise<void>;
  /** Writes a heap snapshot of the main thread. */
  snapshot(path: string): Promise<void>;
  close(): void;
}

/** Asks the process to listen for a debugger (Node does so at SIGUSR1) and connects. */
export async function inspect(child: Child): Promise<Inspector> {
  const listening = child.waitFor(/Debugger listening on (ws:\S+)/);
  process.kill(child.pid, "SIGUSR1");
  const [, url] = await listening;
  const socket = new WebSocket(url ?? "", { perMessageDeflate: false });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return inspectorOn(socket);
}

type Ask = (method: string, params?: object) => Promise<Record<string, unknown>>;

async function inspectorOn(socket: WebSocket): Promise<Inspector> {
  const chunks: string[] = [];
  const workers = new Map<string, Ask>();
  const ask = asker((text) => socket.send(text));
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message;
    if (message.method === "HeapProfiler.addHeapSnapshotChunk")
      chunks.push(String(message.params?.["chunk"]));
    else if (message.method === "NodeWorker.attachedToWorker")
      attach(message.params?.["sessionId"] as string);
    else if (message.method === "NodeWorker.receivedMessageFromWorker")
      takenBy.get(message.params?.["sessionId"] as string)?.(
        JSON.parse(String(message.params?.["message"])) as Message,
      );
    else ask.take(message);
  });
  const takenBy = new Map<string, (message: Message) => void>();
  const attach = (sessionId: string) => {
    const worker = asker((message) => void ask("NodeWorker.sendMessageToWorker", { sessionId, message }));
    takenBy.set(sessionId, worker.take);
    workers.set(sessionId, worker);
  };
  await ask("NodeWorker.enable", { waitForDebuggerOnStart: false });
  const all = () => [ask, ...workers.values()];
  return {
    async collect() {
      for (const one of all()) await one("HeapProfiler.collectGarbage");
    },
    async startProfile() {
      for (const one of all()) {
        await one("Profiler.enable");
        await one("Profiler.setSamplingInterval", { interval: 200 });
        await one("Profiler.start");
      }
    },
    async stopProfile(name) {
      let index = 0;
      for (const one of all()) {
        const { profile } = await one("Profiler.stop");
        const path = `${name}${index === 0 ? "" : `.worker${index}`}.cpuprofile`;
        writeFileSync(path, JSON.stringify(profile));
        index += 1;
      }
    },
    async snapshot(path) {
      await ask("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
      writeFileSync(path, chunks.splice(0).join(""));
    },
    close: () => socket.close(),
  };
}

function asker(send: (text: string) => void): Ask & { take: (this: void, message: Message) => void } {
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (e: Error) => void }
  >();
  let last = 0;
  const ask: Ask = (method, params = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      send(JSON.stringify({ id: last, method, params }));
    });
  const take = ({ id, result, error }: Message) => {
    if (id === undefined) return;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error !== undefined) asked?.reject(new Error(error.message));
    else asked?.resolve(result ?? {});
  };
  return Object.assign(ask, { take });
}
