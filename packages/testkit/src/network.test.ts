import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Channel } from "./link.ts";
import { lossyNetwork } from "./network.ts";
import { virtualClock } from "./virtual-clock.ts";
import type { Faults } from "./weather.ts";

function world(faults: Faults = {}, seed = 1) {
  const clock = virtualClock();
  const network = lossyNetwork<number>({ seed, clock, latency: 10, ...faults });
  return { clock, network };
}

/** What arrives at an end, in order. */
function hear(channel: Channel<number>): (number | string)[] {
  const heard: (number | string)[] = [];
  channel.receive({ value: (value) => void heard.push(value), closed: (why) => void heard.push(why) });
  return heard;
}

const numbers = Array.from({ length: 100 }, (_, index) => index);

describe("connection", () => {
  it("[SIM2] keeps order, loses and doubles nothing, however bad the network", () => {
    const rate = fc.double({ min: 0, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(fc.nat(), rate, rate, rate, (seed, loss, reorder, duplicate) => {
        const { clock, network } = world({ loss, reorder, duplicate, jitter: 50 }, seed);
        const [one, other] = network.link("alice", "bob", "connection").ends;
        const [atOne, atOther] = [hear(one), hear(other)];
        for (const number of numbers) {
          one.send(number);
          other.send(0 - number);
          clock.advance(5);
        }
        clock.advance(1_000_000);
        const cut = atOther.at(-1) === "cut";
        const arrived = cut ? atOther.slice(0, -1) : atOther;
        expect(arrived).toEqual(cut ? numbers.slice(0, arrived.length) : numbers);
        // Only where hardly anything gets through is a connection given up.
        if (loss < 0.25) expect([cut, atOne]).toEqual([false, numbers.map((number) => 0 - number)]);
      }),
      { numRuns: 50 },
    );
  });

  it("[SIM4] what arrives is a copy", () => {
    const clock = virtualClock();
    const network = lossyNetwork<{ text: string }>({ seed: 1, clock });
    const [one, other] = network.link("alice", "bob", "connection").ends;
    const heard: { text: string }[] = [];
    other.receive({ value: (value) => void heard.push(value), closed: () => undefined });
    const value = { text: "before" };
    one.send(value);
    value.text = "after";
    clock.advance(1);
    expect(heard).toEqual([{ text: "before" }]);
  });

  it("[SIM5] a cut loses what is on the way and tells both ends once", () => {
    const { clock, network } = world();
    const link = network.link("alice", "bob", "connection");
    const [atOne, atOther] = link.ends.map(hear);
    link.ends[0].send(1);
    link.cut();
    link.cut();
    clock.advance(100);
    expect([atOne, atOther]).toEqual([["cut"], ["cut"]]);
    expect(link.ends.map(({ open }) => open)).toEqual([false, false]);
  });

  it("[SIM5] breaks by chance while values are sent", () => {
    const { clock, network } = world({ cut: 0.2 });
    const [one, other] = network.link("alice", "bob", "connection").ends;
    const [atOne, atOther] = [hear(one), hear(other)];
    for (const number of numbers) {
      one.send(number);
      clock.advance(20);
    }
    expect(atOne).toEqual(["cut"]);
    expect(atOther.at(-1)).toBe("cut");
    expect(atOther.slice(0, -1)).toEqual(numbers.slice(0, atOther.length - 1));
  });

  it("[SIM5] a connection that cannot get through at all is given up", () => {
    const { clock, network } = world({ loss: 1 });
    const [one, other] = network.link("alice", "bob", "connection").ends;
    const heard = [hear(one), hear(other)];
    one.send(1);
    clock.advance(100_000);
    expect(heard).toEqual([["cut"], ["cut"]]);
  });

  it("[SIM6] a half-open end is not told, and what it sends is lost", () => {
    const { clock, network } = world();
    const link = network.link("alice", "bob", "connection");
    const [atOne, atOther] = link.ends.map(hear);
    link.cut([0]);
    clock.advance(100);
    expect(link.ends[0].open).toBe(true);
    link.ends[0].send(1);
    clock.advance(100_000);
    expect([atOne, atOther]).toEqual([[], ["cut"]]);
  });

  it("[SIM7] is refused one round trip later where nobody listens", () => {
    const { clock, network } = world();
    const channel = network.connect("alice", "bob");
    const heard = hear(channel);
    channel.send(1);
    clock.advance(19);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect(heard).toEqual(["refused"]);
  });

  it("[SIM7] reaches the listener one way later, with the values sent meanwhile behind it", () => {
    const { clock, network } = world({ jitter: 30 });
    const heard: (number | string)[][] = [];
    network.listen("bob", (channel, from) => {
      heard.push([from], hear(channel));
      channel.send(7);
    });
    const channel = network.connect("alice", "bob");
    const back = hear(channel);
    channel.send(1);
    clock.advance(100);
    expect(heard).toEqual([["alice"], [1]]);
    expect(back).toEqual([7]);
  });

  it("[SIM8] closing lets arrive what was sent before, then tells the other end once", () => {
    const { clock, network } = world({ jitter: 30 });
    const [one, other] = network.link("alice", "bob", "connection").ends;
    const [atOne, atOther] = [hear(one), hear(other)];
    other.send(5);
    one.send(1);
    one.close();
    one.close();
    one.send(2);
    clock.advance(100);
    expect([atOne, atOther]).toEqual([[], [1, "closed"]]);
    expect(other.open).toBe(false);
  });

  it("[SIM9] a stalled connection delivers when it is resumed", () => {
    const { clock, network } = world();
    const link = network.link("alice", "bob", "connection");
    const [, atOther] = link.ends.map(hear);
    link.stall();
    link.ends[0].send(1);
    link.ends[0].send(2);
    clock.advance(60_000);
    expect(atOther).toEqual([]);
    link.resume();
    expect(atOther).toEqual([1, 2]);
  });

  it("[SIM10] a crash tells the survivor, and only the survivor", () => {
    const { clock, network } = world();
    const link = network.link("alice", "bob", "connection");
    const [atOne, atOther] = link.ends.map(hear);
    network.crash("bob");
    clock.advance(100);
    expect([atOne, atOther]).toEqual([["cut"], []]);
    expect(link.ends[1].open).toBe(false);
  });

  it("[SIM10] the survivor of a crash may be left half-open", () => {
    const { clock, network } = world({ halfOpen: 1 });
    const [one] = network.link("alice", "bob", "connection").ends;
    const heard = hear(one);
    network.crash("bob");
    clock.advance(100_000);
    expect(heard).toEqual([]);
    expect(one.open).toBe(true);
  });

  it("[SIM13] keeps what arrives before there is a receiver", () => {
    const { clock, network } = world();
    const [one, other] = network.link("alice", "bob", "connection").ends;
    one.send(1);
    one.send(2);
    one.close();
    clock.advance(100);
    expect(hear(other)).toEqual([1, 2, "closed"]);
  });
});

describe("datagrams", () => {
  function postAll(faults: Faults, calm = false): number[] {
    const { clock, network } = world({ jitter: 1, ...faults });
    if (calm) network.calm();
    const heard: number[] = [];
    network.bind("bob", (value) => void heard.push(value));
    for (const number of numbers) {
      network.post("alice", "bob", number);
      clock.advance(5);
    }
    clock.advance(10_000);
    return heard;
  }

  it("[SIM3] are lost, doubled and overtaken as often as told", () => {
    expect(postAll({})).toEqual(numbers);
    const lost = numbers.length - postAll({ loss: 0.3 }).length;
    expect(Math.abs(lost - 30)).toBeLessThan(15);
    const doubled = postAll({ duplicate: 0.3 }).length - numbers.length;
    expect(Math.abs(doubled - 30)).toBeLessThan(15);
    const mixed = postAll({ reorder: 0.3 });
    expect(mixed).not.toEqual(numbers);
    expect(mixed.toSorted((one, other) => one - other)).toEqual(numbers);
  });

  it("[SIM3] are safe when it is calm", () => {
    expect(postAll({ loss: 0.9, duplicate: 0.5, reorder: 0.5 }, true)).toEqual(numbers);
  });

  it("[SIM3] over a link are lost like others", () => {
    const { clock, network } = world({ loss: 0.5 });
    const [one, other] = network.link("alice", "bob", "datagram").ends;
    const heard = hear(other);
    for (const number of numbers) one.send(number);
    clock.advance(100);
    expect(heard.length).toBeGreaterThan(30);
    expect(heard.length).toBeLessThan(70);
  });

  it("[SIM9] over a stalled link are lost", () => {
    const { clock, network } = world();
    const link = network.link("alice", "bob", "datagram");
    const [, atOther] = link.ends.map(hear);
    link.stall();
    link.ends[0].send(1);
    clock.advance(100);
    link.resume();
    link.ends[0].send(2);
    clock.advance(100);
    expect(atOther).toEqual([2]);
  });

  it("[SIM10] do not reach a place that crashed", () => {
    const { clock, network } = world();
    const heard: number[] = [];
    network.bind("bob", (value) => void heard.push(value));
    network.post("alice", "bob", 1);
    network.crash("bob");
    clock.advance(100);
    expect(heard).toEqual([]);
  });
});
