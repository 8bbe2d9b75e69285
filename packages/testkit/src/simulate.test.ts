import { describe, expect, it } from "vitest";
import { simulate, type Site } from "./simulate.ts";

/** Says hello every 100 ms, and writes down what it hears. */
function greeter(other: string, log: string[]) {
  return (site: Site<string>): void => {
    site.bind((value) => void log.push(`${site.clock.now().toFixed(3)} ${site.name} ${value}`));
    const greet = (now: number): void => {
      site.post(other, `hello from ${site.name} ${site.random.int(1000)}`);
      site.clock.alarms.set(now + 100, greet);
    };
    greet(site.clock.now());
  };
}

function greetings(seed: number): string[] {
  const log: string[] = [];
  simulate<string>({
    seed,
    network: { latency: 5, jitter: 20, loss: 0.2, duplicate: 0.1, reorder: 0.1 },
    sites: { alice: greeter("bob", log), bob: greeter("alice", log) },
    crashes: { places: ["alice", "bob"], every: 300, down: 150 },
    rough: 2000,
    calm: 500,
  });
  return log;
}

const nothing = (): void => undefined;

describe("simulate", () => {
  it("[SIM1] the same seed gives the same run, another seed another", () => {
    expect(greetings(4)).toEqual(greetings(4));
    expect(greetings(4)).not.toEqual(greetings(5));
    expect(greetings(4).length).toBeGreaterThan(20);
  });

  it("[SIM10] a crash ends the program's alarms, and its disk is there at the restart", () => {
    const starts: string[] = [];
    const alarms: number[] = [];
    const world = simulate<string>({
      seed: 1,
      network: {},
      sites: {
        alice(site) {
          const count = Number(site.disk.get("starts") ?? 0) + 1;
          site.disk.set("starts", String(count));
          starts.push(`${count} at ${site.clock.now()}`);
          site.clock.alarms.set(site.clock.now() + 100, () => void alarms.push(count));
        },
      },
      rough: 50,
      calm: 0,
    });
    world.crash("alice");
    world.clock.runUntil(120);
    world.restart("alice");
    world.restart("alice");
    world.clock.runUntil(500);
    expect(starts).toEqual(["1 at 0", "2 at 120"]);
    expect(alarms).toEqual([2]);
    expect(world.disk("alice").get("starts")).toBe("2");
  });

  it("[SIM10] places crash by themselves in the rough time only", () => {
    const starts: number[] = [];
    simulate<string>({
      seed: 2,
      network: {},
      sites: { alice: (site) => void starts.push(site.clock.now()) },
      crashes: { places: ["alice"], every: 1000, down: 10 },
      rough: 20_000,
      calm: 20_000,
    });
    expect(starts.length).toBeGreaterThan(10);
    expect(starts.length).toBeLessThan(40);
    expect(Math.max(...starts)).toBeLessThanOrEqual(20_010);
  });

  it("[SIM11] a failure says the seed and the time", () => {
    const fail = (site: Site<string>): void => {
      site.clock.alarms.set(70, () => {
        throw new Error("a bug");
      });
    };
    const run = () =>
      simulate<string>({ seed: 42, network: {}, sites: { alice: fail }, rough: 100, calm: 0 });
    expect(run).toThrow("seed 42, at 70 ms: a bug");
  });

  it("[SIM12] checks after every moment, and once in the end", () => {
    const checked: string[] = [];
    simulate<string>({
      seed: 1,
      network: {},
      sites: { alice: (site) => [10, 10, 30].forEach((at) => site.clock.alarms.set(at, nothing)) },
      rough: 20,
      calm: 30,
      always: ({ clock }) => void checked.push(`always ${clock.now()}`),
      finally: ({ clock }) => void checked.push(`finally ${clock.now()}`),
    });
    expect(checked).toEqual(["always 10", "always 30", "finally 50"]);
  });

  it("[SIM12] nothing is lost in the calm time", () => {
    const heard: number[] = [];
    simulate<number>({
      seed: 1,
      network: { latency: 5, loss: 1 },
      sites: {
        alice: (site) => [50, 150].forEach((at) => site.clock.alarms.set(at, () => site.post("bob", at))),
        bob: (site) => site.bind((value) => void heard.push(value)),
      },
      rough: 100,
      calm: 100,
    });
    expect(heard).toEqual([150]);
  });
});
