import { newServer } from "../e2e/running-server.ts";
import { survive } from "../e2e/survival.ts";
import type { Suite } from "./run.ts";

/** A server lives through this many deaths before another begins with an empty data directory. */
const deathsOfOne = 250;

/** Messages sent while the server is killed, as often as there are rounds; every answered one must arrive once. */
export const kill: Suite = async (rounds, seed) => {
  const findings: string[] = [];
  for (let done = 0; done < rounds; done += deathsOfOne) {
    const server = await newServer();
    const plan = { seed: seed + done, kills: Math.min(deathsOfOne, rounds - done), messages: 100 };
    try {
      const { wrong, sent, seconds } = await survive(server, plan);
      console.log(
        `seed ${plan.seed}: ${plan.kills} kills, ${sent} messages, ${seconds} s, ${wrong.length} wrong`,
      );
      findings.push(...wrong);
    } finally {
      await server.clear();
    }
  }
  return findings;
};
