import type { AccountName, Bus, NodeName } from "@elsewhere/core";
import { busContract } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { createLocalBus, createLocalWire } from "./local-bus.ts";

const alice = "alice" as AccountName;
const node = (name: string): NodeName => name as NodeName;

/** Everything that is on the way has arrived after a turn of the event loop. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("local wire", () => {
  busContract(
    () => {
      const wire = createLocalWire();
      const joined: Bus[] = [];
      return Promise.resolve({
        join: (name) => {
          const bus = wire.join(name);
          joined.push(bus);
          return Promise.resolve(bus);
        },
        settle,
        close: async () => {
          await Promise.all(joined.map((bus) => bus.close()));
        },
      });
    },
    { describe, it, expect },
  );

  it("[BUS9] two wires share nothing", () => {
    createLocalWire().join(node("n1")).hold(alice);
    const other = createLocalWire().join(node("n1"));
    const alone = createLocalBus(node("n1"));
    expect([other.held(alice), alone.held(alice)]).toEqual([false, false]);
  });

  it("[BUS11] a node is alone until another joins", () => {
    const wire = createLocalWire();
    const n1 = wire.join(node("n1"));
    expect([n1.alone, createLocalBus(node("n1")).alone]).toEqual([true, true]);
    wire.join(node("n2"));
    expect(n1.alone).toBe(false);
  });

  it("[BUS9] one name joins once at a time", async () => {
    const wire = createLocalWire();
    const first = wire.join(node("n1"));
    expect(() => wire.join(node("n1"))).toThrow(/n1/);
    await first.close();
    expect(wire.join(node("n1")).node).toBe("n1");
  });
});
