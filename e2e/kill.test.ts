import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { merged, textsOf, Watch } from "./command.ts";
import { newServer, type RunningServer } from "./running-server.ts";
import { survive } from "./survival.ts";

const servers: RunningServer[] = [];

async function makeServer(): Promise<RunningServer> {
  const server = await newServer();
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.clear();
});

describe("a server that is killed", () => {
  it("[KILL1] [KILL2] [KILL3] loses and repeats nothing at a hundred random moments", {
    timeout: 400_000,
  }, async () => {
    const { wrong, sent, told } = await survive(await makeServer(), {
      seed: 20_250_101,
      kills: 100,
      messages: 1_000,
    });
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(sent).toBeGreaterThanOrEqual(1_000);
    expect(Object.values(told).map((ids) => ids.length)).toEqual([sent, sent, sent, sent, sent]);
  });
});

describe("the command line while the server is killed", () => {
  it("[KILL4] [WATCH3] [WATCH4] [SEND2] watch and send lose and repeat nothing, also when watch is killed", async () => {
    const server = await makeServer();
    await server.spawn().ready;
    for (const account of ["alice", "bob"]) await server.ask("admin-add-account", { account });
    const [alice = "", bob = "", away = ""] = await Promise.all(
      ["alice", "bob", "bob"].map(async (account) => {
        const { token } = await server.ask("admin-create-token", { account, label: "script" });
        return token;
      }),
    );
    const state = ["--state", join(server.folder, "watch-position")];
    const runs = [new Watch(server, bob, state)];
    await runs[0]?.live();
    const texts = Array.from({ length: 60 }, (_, index) => `line ${index}`);
    const variables = { ELSEWHERE_TOKEN: alice, ELSEWHERE_URL: server.url };
    const sending = server.feed(["send", "--to", "bob", "--lines", "-"], variables, texts);
    for (let round = 0; round < 3; round += 1) {
      await server.end("SIGKILL");
      const { ready } = server.spawn();
      await runs.at(-1)?.end("SIGKILL");
      runs.push(new Watch(server, bob, state));
      await ready;
    }
    const { code, out, err } = await sending;
    expect([code, err]).toEqual([0, ""]);
    expect(new Set(out.trim().split("\n")).size).toBe(texts.length);
    const told = () => textsOf(merged(runs.map(({ lines }) => lines)));
    await runs.at(-1)?.until(() => told().length >= texts.length);
    expect(told()).toEqual(texts);
    const back = new Watch(server, away);
    await back.until(() => back.texts.length >= texts.length);
    expect(back.texts).toEqual(texts);
    expect(await back.end("SIGINT")).toBe(0);
  });
});
