import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seeded, virtualClock } from "@elsewhere/testkit";
import { assaultBytes, assaultHttp, assaultSocket } from "./testing/assault.ts";
import { createHostile, type Hostile } from "./testing/hostile.ts";
import { createRig, type Rig } from "./testing/rig.ts";
import { answers } from "./testing/samples.ts";
import { openSocket } from "./testing/test-socket.ts";

const corpus = new URL("../../protocol/corpus/valid/", import.meta.url);
const frames = readdirSync(corpus)
  .filter((file) => file.startsWith("request-"))
  .map((file) => (JSON.parse(readFileSync(new URL(file, corpus), "utf8")) as { value: object }).value);

describe("hostile input", () => {
  let rig: Rig;
  let hostile: Hostile;
  beforeEach(async () => {
    rig = await createRig(virtualClock(1_000_000));
    rig.fake.answer = ({ ask }) => answers[ask.type as keyof typeof answers] ?? {};
    const chance = seeded(20_261_121);
    hostile = createHostile(() => chance.next(), frames);
  });
  afterEach(() => rig.edge.close());

  it("[FUZZ1] on a connection is answered or closes it with a documented code, and the server goes on", async () => {
    for (let i = 0; i < 60; i++) {
      expect(await assaultSocket(rig.port, hostile, 40, i % 3 !== 0)).toEqual([]);
    }
    expect(rig.complaints).toEqual([]);
    const socket = await openSocket(rig);
    expect(await socket.hello("alice-laptop")).toHaveProperty("ok");
  });

  it("[FUZZ2] over HTTP gets a documented answer, and the server goes on", async () => {
    for (let i = 0; i < 300; i++) {
      expect(await assaultHttp(rig.port, hostile)).toEqual([]);
      if (i % 10 === 0) expect(await assaultBytes(rig.port, hostile)).toEqual([]);
    }
    expect(rig.complaints).toEqual([]);
    expect((await fetch(`${rig.url}/healthz`)).status).toBe(200);
  });
});
