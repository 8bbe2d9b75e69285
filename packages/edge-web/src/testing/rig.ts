import type { Clock } from "@elsewhere/machine";
import type { FileId, FileRecord } from "@elsewhere/core";
import { createEdgeWeb, type EdgeWeb } from "../edge.ts";
import { usualLimits, type EdgeConfig, type EdgeOptions } from "../options.ts";
import { createMemoryFiles } from "./memory-files.ts";
import { createFakeExchange, type FakeExchange } from "./fake-exchange.ts";

/** An edge on a free port of the loopback address, on a fake exchange and files in memory. */
export interface Rig {
  readonly edge: EdgeWeb;
  readonly fake: FakeExchange;
  readonly port: number;
  readonly url: string;
  readonly records: Map<FileId, FileRecord>;
  /** Log lines of warnings and errors. */
  readonly complaints: { readonly fields: object; readonly message: string }[];
}

export interface RigOptions extends Partial<Omit<EdgeOptions, "config" | "clock">> {
  readonly config?: Partial<EdgeConfig>;
}

export async function createRig(clock: Clock, { config, ...options }: RigOptions = {}): Promise<Rig> {
  const fake = createFakeExchange(() => clock.now());
  const complaints: Rig["complaints"] = [];
  const complain = (fields: object, message: string) => void complaints.push({ fields, message });
  const nothing = () => undefined;
  const files = createMemoryFiles(() => clock.now());
  const edge = createEdgeWeb({
    exchange: fake.exchange,
    gate: fake.gate,
    files: files.files,
    parts: files.parts,
    attachments: files.attachments,
    isSetUp: async () => true,
    house: () => ({
      name: "The house",
      welcome: undefined,
      signUp: "invitation",
      uploadBytes: config?.limits?.uploadBytes ?? usualLimits.uploadBytes,
    }),
    clock,
    secret: createSecrets(),
    random: () => 0.5,
    log: { debug: nothing, info: nothing, warn: complain, error: complain },
    meters: { opened: nothing, closed: nothing, received: nothing, sent: nothing, answered: nothing },
    metrics: async () => "up 1\n",
    staticDir: undefined,
    ...options,
    config: {
      domain: "example.org",
      publicUrl: "http://localhost:8080",
      origins: ["https://pages.example.org"],
      version: "1.0.0",
      node: "n1",
      ...config,
    },
  });
  const { port } = await edge.listen(0, "127.0.0.1");
  return { edge, fake, port, url: `http://127.0.0.1:${port}`, records: files.records, complaints };
}

function createSecrets(): () => string {
  let count = 0;
  return () => `secret${++count}`;
}
