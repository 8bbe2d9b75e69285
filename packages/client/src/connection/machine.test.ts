import { explore } from "@elsewhere/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draw, newCourse, transports, usualTiming, type Course } from "./course.ts";
import { firstState, possibleEvents, stateKey } from "../testing/connection-events.ts";
import { connectionMachine } from "./machine.ts";
import type { ConnectionEffect, ConnectionEvent, ConnectionState } from "./states.ts";

const heartbeat = 30_000;
type Given = ConnectionEvent extends infer E
  ? E extends ConnectionEvent
    ? Omit<E, "at" | "attempt">
    : never
  : never;

/** A machine at a time, which sends events for its present attempt and lets timers fire. */
class Walk {
  at = 1_000;
  state: ConnectionState;
  effects: readonly ConnectionEffect[] = [];

  constructor(course: Partial<Course> = {}, seed = 7) {
    this.state = { name: "stopped", course: { ...newCourse(transports, usualTiming, seed), ...course } };
  }

  send(...events: readonly Given[]): this {
    for (const event of events)
      this.#step({ ...event, attempt: this.state.course.attempt, at: this.at } as ConnectionEvent);
    return this;
  }

  /** Lets time pass to the timer that is due first, and that much later. */
  fire(late = 0): this {
    const [timer, due] = this.#earliest();
    this.at = due + late;
    this.#step({ type: "timer", timer, at: this.at } as never);
    return this;
  }

  live(): this {
    const welcomed = { type: "welcomed", heartbeat } as const;
    return this.send({ type: "start" }, { type: "opened" }, welcomed, { type: "caught-up" });
  }

  /** Fails until it waits. */
  fail(): this {
    if (this.state.name === "waiting") this.fire();
    return this.send({ type: "closed", code: 1006 });
  }

  get wait(): number {
    return this.state.name === "waiting" ? this.state.timers.wait - this.at : Number.NaN;
  }

  get orders(): readonly string[] {
    return this.effects.map((effect) => effect.type);
  }

  #earliest(): readonly [string, number] {
    const timers = Object.entries("timers" in this.state ? this.state.timers : {});
    return timers.toSorted(([, one], [, other]) => one - other)[0] ?? ["none", this.at];
  }

  #step(event: ConnectionEvent): void {
    ({ state: this.state, effects: this.effects } = connectionMachine.step(this.state, event));
  }
}

describe("coming up", () => {
  it("[CONN1] it dials, says hello, catches up and is live", () => {
    const walk = new Walk().send({ type: "start" });
    expect(walk.effects).toEqual([{ type: "dial", attempt: 1, transport: "ws" }]);
    expect(walk.send({ type: "opened" }).orders).toEqual(["say-hello"]);
    expect(walk.send({ type: "welcomed", heartbeat }).state.name).toBe("catching-up");
    expect(walk.send({ type: "caught-up" }).state.name).toBe("live");
  });

  it("[CONN2] what does not open or is not answered in time is hung up, and tried again after a wait", () => {
    const unopened = new Walk().send({ type: "start" }).fire();
    expect([unopened.at, unopened.state.name, unopened.orders]).toEqual([11_000, "waiting", ["hang-up"]]);
    expect(unopened.fire().effects).toEqual([{ type: "dial", attempt: 2, transport: "ws" }]);
    const unanswered = new Walk().send({ type: "start" }, { type: "opened" }).fire();
    expect([unanswered.state.name, unanswered.orders]).toEqual(["waiting", ["hang-up"]]);
    const stuck = new Walk().send({ type: "start" }, { type: "opened" }, { type: "welcomed", heartbeat });
    expect(stuck.send({ type: "heard" }).fire().orders).toEqual(["hang-up"]);
  });

  it("[CONN3] the bound of the wait doubles up to half a minute, and is small again after being live", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 40 }), (seed, failures) => {
        const walk = new Walk({}, seed).send({ type: "start" });
        for (let count = 0; count < failures; count++) walk.fail();
        const bound = Math.min(30_000, 1_000 * 2 ** failures);
        expect(walk.wait).toBeGreaterThanOrEqual(0);
        expect(walk.wait).toBeLessThanOrEqual(bound);
      }),
    );
    const walk = new Walk().send({ type: "start" });
    for (let count = 0; count < 9; count++) walk.fail();
    expect(walk.fire().live().send({ type: "closed", code: 1006 }).wait).toBeLessThanOrEqual(1_000);
  });

  it("[CONN3] numbers drawn for waits are spread evenly", () => {
    let seed = 1;
    let sum = 0;
    for (let count = 0; count < 10_000; count++) {
      const [chance, next] = draw(seed);
      sum += chance;
      seed = next;
    }
    expect(sum / 10_000).toBeCloseTo(0.5, 1);
  });

  it("[CONN4] what an earlier transport says is ignored", () => {
    const walk = new Walk().send({ type: "start" }).fail().fire().send({ type: "opened" });
    const late = { type: "closed", attempt: 1, code: 4503, at: walk.at } as const;
    expect(connectionMachine.step(walk.state, late)).toEqual({ state: walk.state, effects: [] });
  });

  it("[CONN5] coming back ends a wait at once, unless the server asked for it", () => {
    expect(new Walk().send({ type: "start" }).fail().send({ type: "roused" }).orders).toEqual(["dial"]);
    const online = new Walk().send({ type: "start" }).fail().send({ type: "online", online: true });
    expect(online.orders).toEqual(["dial"]);
    const asked = new Walk().live().send({ type: "parting", code: 4000, comeBackAfter: 3_000 });
    expect(asked.send({ type: "roused" }).orders).toEqual([]);
    expect(asked.send({ type: "online", online: true }).state.name).toBe("waiting");
  });
});

describe("staying up", () => {
  it("[CONN6] silence is asked about, and then believed", () => {
    const walk = new Walk({ timing: { ...usualTiming, pulse: 1e9 } }).live().fire();
    expect([walk.at, walk.orders]).toEqual([46_000, ["probe"]]);
    walk.fire();
    expect([walk.at, walk.state.name, walk.orders]).toEqual([51_000, "connecting", ["hang-up", "dial"]]);
  });

  it("[CONN7] anything heard answers the probe", () => {
    const walk = new Walk({ timing: { ...usualTiming, pulse: 1e9 } })
      .live()
      .fire()
      .send({ type: "heard" })
      .fire();
    expect([walk.at, walk.state.name, walk.orders]).toEqual([91_000, "live", ["probe"]]);
  });

  it("[CONN8] it asks at once after a jump of time, a return of the person or a change of the network", () => {
    expect(new Walk().live().fire(600_000).orders).toEqual(["probe"]);
    expect(new Walk().live().fire(20).orders).toEqual([]);
    expect(new Walk().live().send({ type: "roused" }).orders).toEqual(["probe"]);
    expect(new Walk().live().send({ type: "online", online: false }).orders).toEqual(["probe"]);
  });

  it("[CONN9] one probe at a time", () => {
    const walk = new Walk().live().send({ type: "roused" });
    const before = walk.state;
    expect(walk.send({ type: "roused" }).orders).toEqual([]);
    expect(walk.state).toBe(before);
  });
});

describe("going down", () => {
  it("[CONN10] it does not come back by itself after a refusal", () => {
    const closed = new Walk().live().send({ type: "closed", code: 4503 });
    expect(closed.state).toMatchObject({ name: "refused", refusal: { by: "close", code: 4503 } });
    const told = new Walk().live().send({ type: "parting", code: 4504, comeBackAfter: undefined });
    expect([told.state.name, told.orders]).toEqual(["refused", ["hang-up"]]);
    const turned = new Walk().send({ type: "start" }, { type: "opened" });
    turned.send({ type: "turned-away", error: "not-signed-in", temporary: false, retryAfter: undefined });
    expect(turned.state).toMatchObject({ name: "refused", refusal: { by: "hello", error: "not-signed-in" } });
    expect(turned.send({ type: "roused" }, { type: "online", online: true }).state.name).toBe("refused");
    expect(turned.send({ type: "start" }).state.name).toBe("connecting");
  });

  it("[CONN11] it waits as long as the server asks, and a little more", () => {
    const walk = new Walk().live().send({ type: "parting", code: 4000, comeBackAfter: 3_000 });
    expect(walk.wait).toBeGreaterThanOrEqual(3_000);
    expect(walk.wait).toBeLessThanOrEqual(4_000);
    expect(walk.orders).toEqual(["hang-up"]);
  });

  it("[CONN12] a hello refused for now is said again after a wait", () => {
    const opening = () => new Walk().send({ type: "start" }, { type: "opened" });
    const named = opening().send({
      type: "turned-away",
      error: "too-fast",
      temporary: true,
      retryAfter: 5_000,
    });
    expect(named.wait).toBeGreaterThanOrEqual(5_000);
    const unnamed = opening().send({
      type: "turned-away",
      error: "unavailable",
      temporary: true,
      retryAfter: undefined,
    });
    expect([unnamed.state.name, unnamed.state.course.rungFailures]).toEqual(["waiting", 0]);
  });

  it("[CONN13] stopped, it hangs up and rests", () => {
    const walk = new Walk().live().send({ type: "stop" });
    expect([walk.state.name, walk.orders]).toEqual(["stopped", ["hang-up"]]);
    expect(walk.send({ type: "roused" }, { type: "closed", code: 1000 }).state.name).toBe("stopped");
    expect(walk.send({ type: "online", online: false }).state.course.online).toBe(false);
  });
});

describe("the ladder", () => {
  const rungs = (walk: Walk, failures: number) =>
    Array.from({ length: failures }, () => walk.fail().state.course.rung);

  it("[CONN14] two failures lead a rung down, and from the last to the first", () => {
    expect(rungs(new Walk().send({ type: "start" }), 8)).toEqual([0, 1, 1, 2, 2, 3, 3, 0]);
  });

  it("[CONN15] a rung that was live is left after six failures", () => {
    const walk = new Walk().live().send({ type: "heard" }, { type: "closed", code: 1006 });
    expect(rungs(walk, 6)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  it("[CONN15] a rung that goes live and is then silent is left", () => {
    const walk = new Walk({ timing: { ...usualTiming, pulse: 1e9 } });
    expect(walk.live().fire().fire().state.course.rung).toBe(0);
    const welcomed = { type: "welcomed", heartbeat } as const;
    walk.send({ type: "opened" }, welcomed, { type: "caught-up" }).fire().fire();
    expect(walk.state.course.rung).toBe(1);
  });

  it("[CONN16] failures without a network do not count against a rung", () => {
    const walk = new Walk().send({ type: "online", online: false }, { type: "start" });
    expect(rungs(walk, 8)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("[CONN17] it looks for the best rung after longer and longer, and moves when that opens", () => {
    const walk = new Walk({ rung: 1, timing: { ...usualTiming, pulse: 1e9 } }).live().fire();
    expect([walk.at, walk.effects]).toEqual([16_000, [{ type: "scout", attempt: 1, transport: "ws" }]]);
    walk.send({ type: "scouted", found: false });
    expect(walk.state).toMatchObject({ name: "live", timers: { climb: 46_000 } });
    walk.send({ type: "heard" }).fire().send({ type: "scouted", found: true });
    expect(walk.effects).toEqual([
      { type: "hang-up", attempt: 1 },
      { type: "dial", attempt: 2, transport: "ws" },
    ]);
  });

  it("[CONN18] one of our codes does not count against the rung", () => {
    const walk = new Walk();
    for (let count = 0; count < 8; count++)
      walk.send({ type: "start" }, { type: "opened" }, { type: "closed", code: 4005 });
    expect(walk.state.course).toMatchObject({ rung: 0, rungFailures: 0 });
  });
});

describe("in all", () => {
  it("[CONN19] every event is answered in every state, transports that are left are hung up, timers end", () => {
    const { names } = exploreConnection();
    expect(names).toEqual(["catching-up", "connecting", "live", "opening", "refused", "stopped", "waiting"]);
  });
});

/** The machine with two rungs; what it does with its transports is checked on the way. */
function exploreConnection() {
  return explore(connectionMachine, {
    initial: firstState(),
    events: (state) => possibleEvents(state.course.attempt),
    key: stateKey,
    limit: 1_000,
    check: ({ from, to, effects: orders }) => {
      const effects = orders as readonly ConnectionEffect[];
      const left = to.course.attempt !== from.course.attempt || !hasTransport(to);
      if (!effects.some((one) => one.type === "hang-up")) return;
      if (!hasTransport(from)) throw new Error("hangs up what it does not have");
      if (!left) throw new Error("hangs up what it keeps");
    },
  });
}

function hasTransport(state: ConnectionState): boolean {
  return state.name !== "stopped" && state.name !== "refused" && state.name !== "waiting";
}
