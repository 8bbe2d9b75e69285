import { readdirSync, readFileSync } from "node:fs";
import { createClock } from "@elsewhere/machine";
import { seeded } from "@elsewhere/testkit";
import { assaultBytes, assaultHttp, assaultSocket } from "../packages/edge-web/src/testing/assault.ts";
import { createHostile } from "../packages/edge-web/src/testing/hostile.ts";
import { createRig } from "../packages/edge-web/src/testing/rig.ts";
import { answers } from "../packages/edge-web/src/testing/samples.ts";
import type { Suite } from "./run.ts";

const corpus = new URL("../packages/protocol/corpus/valid/", import.meta.url);

function goodFrames(): readonly object[] {
  return readdirSync(corpus)
    .filter((file) => file.startsWith("request-"))
    .map((file) => (JSON.parse(readFileSync(new URL(file, corpus), "utf8")) as { value: object }).value);
}

/** Connections, requests and bytes that mean harm, against an edge on a free port of this machine. */
export const web: Suite = async (rounds, seed) => {
  const clock = createClock({
    now: Date.now,
    setTimer: (wake, delay) => setTimeout(wake, delay),
    clearTimer: clearTimeout,
  });
  const rig = await createRig(clock);
  rig.fake.answer = ({ ask }) => answers[ask.type as keyof typeof answers] ?? {};
  const chance = seeded(seed);
  const hostile = createHostile(() => chance.next(), goodFrames());
  const findings: string[] = [];
  for (let i = 0; i < rounds && findings.length < 20; i++) {
    findings.push(...(await assaultSocket(rig.port, hostile, 40, i % 3 !== 0)));
    findings.push(...(await assaultHttp(rig.port, hostile)));
    if (i % 10 === 0) findings.push(...(await assaultBytes(rig.port, hostile)));
  }
  const alive = await fetch(`${rig.url}/healthz`);
  if (alive.status !== 200) findings.push(`not alive afterwards: ${alive.status}`);
  await rig.edge.close();
  clock.stop();
  return [...findings, ...rig.complaints.map(({ fields, message }) => `${message}: ${describe(fields)}`)];
};

function describe(fields: object): string {
  const { err } = fields as { readonly err?: Error };
  return err?.stack ?? JSON.stringify(fields);
}
