import { drive, go, machine, type Step } from "@elsewhere/machine";
import { describe, expect, it } from "vitest";
import { draw } from "./draw.ts";
import { explore } from "./explore.ts";
import { simulate, type Site, type World } from "./simulate.ts";
import { virtualClock } from "./virtual-clock.ts";

// The pattern for every machine: its rules on a virtual clock, an exploration, a simulation and a drawing.

const [firstPause, patience, openFor] = [500, 10_000, 3000];

type Visitor =
  | { readonly name: "away" }
  | {
      readonly name: "knocking";
      readonly visit: string;
      readonly pause: number;
      readonly timers: { readonly again: number; readonly giveUp: number };
    }
  | { readonly name: "inside"; readonly visit: string }
  | { readonly name: "gone"; readonly visit: string };
type VisitorEvent =
  | { readonly type: "came"; readonly at: number; readonly visit: string }
  | { readonly type: "answered"; readonly at: number; readonly visit: string };
interface Knock {
  readonly type: "knock";
  readonly visit: string;
}
type VisitorStep = Step<Visitor, Knock>;

const visitor = machine<Visitor, VisitorEvent, Knock>({
  away(state, event): VisitorStep {
    switch (event.type) {
      case "came": {
        const { visit, at } = event;
        const timers = { again: at + firstPause, giveUp: at + patience };
        return go({ name: "knocking", visit, pause: firstPause, timers }, { type: "knock", visit });
      }
      case "answered":
        return go(state);
    }
  },
  knocking(state, event): VisitorStep {
    switch (event.type) {
      case "came":
        return go(state);
      case "answered":
        return event.visit === state.visit ? go({ name: "inside", visit: state.visit }) : go(state);
      case "timer": {
        if (event.timer === "giveUp") return go({ name: "gone", visit: state.visit });
        const pause = Math.min(state.pause * 2, 4 * firstPause);
        const timers = { ...state.timers, again: event.at + pause };
        return go({ ...state, pause, timers }, { type: "knock", visit: state.visit });
      }
    }
  },
  inside: (state): VisitorStep => go(state),
  gone: (state): VisitorStep => go(state),
});

type Door =
  | { readonly name: "shut"; readonly known: readonly string[] }
  | { readonly name: "open"; readonly known: readonly string[]; readonly timers: { readonly shut: number } };
interface Knocked {
  readonly type: "knocked";
  readonly at: number;
  readonly visit: string;
}
type DoorEffect =
  | { readonly type: "answer"; readonly visit: string }
  | { readonly type: "letIn"; readonly visit: string };
type DoorStep = Step<Door, DoorEffect>;

const door = machine<Door, Knocked, DoorEffect>({
  shut: (state, event): DoorStep => admit(state, event),
  open(state, event): DoorStep {
    switch (event.type) {
      case "knocked":
        return admit(state, event);
      case "timer":
        return go({ name: "shut", known: state.known });
    }
  },
});

function admit({ known }: Door, { visit, at }: Knocked): DoorStep {
  const timers = { shut: at + openFor };
  if (known.includes(visit)) return go({ name: "open", known, timers }, { type: "answer", visit });
  return go(
    { name: "open", known: [...known, visit], timers },
    { type: "letIn", visit },
    { type: "answer", visit },
  );
}

const bug = (error: unknown): never => {
  throw error;
};

describe("rules", () => {
  function visit() {
    const clock = virtualClock();
    const knocks: number[] = [];
    const driver = drive({
      machine: visitor,
      initial: { name: "away" },
      alarms: clock.alarms,
      perform: () => void knocks.push(clock.now()),
      failed: bug,
    });
    driver.send({ type: "came", at: 0, visit: "alice" });
    return { clock, knocks, driver };
  }

  it("[KNOCK1] a visitor knocks with growing pauses until the door answers", () => {
    const { clock, knocks, driver } = visit();
    clock.advance(4000);
    driver.send({ type: "answered", at: clock.now(), visit: "bob" });
    driver.send({ type: "answered", at: clock.now(), visit: "alice" });
    clock.advance(60_000);
    expect(knocks).toEqual([0, 500, 1500, 3500]);
    expect(driver.state).toEqual({ name: "inside", visit: "alice" });
    expect(clock.pending).toBe(0);
  });

  it("[KNOCK2] a visitor whom nobody answers goes away when patience ends", () => {
    const { clock, driver } = visit();
    clock.advance(patience - 1);
    expect(driver.state.name).toBe("knocking");
    clock.advance(1);
    expect(driver.state).toEqual({ name: "gone", visit: "alice" });
    expect(clock.pending).toBe(0);
  });

  it("[KNOCK3] the door answers every knock of a visit and lets the visitor in once", () => {
    const first = door.step({ name: "shut", known: [] }, { type: "knocked", at: 0, visit: "alice" });
    const second = door.step(first.state, { type: "knocked", at: 10, visit: "alice" });
    expect(first.effects.map(({ type }) => type)).toEqual(["letIn", "answer"]);
    expect(second.effects.map(({ type }) => type)).toEqual(["answer"]);
  });
});

const exploreVisitor = () =>
  explore(visitor, {
    initial: { name: "away" },
    events: [
      { type: "came", at: 0, visit: "alice" },
      { type: "answered", at: 1, visit: "alice" },
      { type: "answered", at: 1, visit: "bob" },
    ],
    limit: 20,
  });

describe("exploration", () => {
  it("[KNOCK1] a visitor is inside only after an answer to this visit", () => {
    const { names, transitions } = exploreVisitor();
    expect(names).toEqual(["away", "gone", "inside", "knocking"]);
    const entering = transitions.filter(({ from, to }) => from.name !== "inside" && to.name === "inside");
    expect(new Set(entering.map(({ event }) => event))).toEqual(new Set(["answered"]));
  });
});

type Letter = { readonly type: "knock" | "answer"; readonly visit: string };

/** A visitor starts where its disk says it was. */
function visitorSite(visit: string) {
  return (site: Site<Letter>): void => {
    const stored = site.disk.get("state");
    const driver = drive({
      machine: visitor,
      initial: stored === undefined ? { name: "away" } : (JSON.parse(stored) as Visitor),
      alarms: site.clock.alarms,
      perform: (effect) => site.post("door", effect),
      observe: ({ after }) => void site.disk.set("state", JSON.stringify(after)),
      failed: bug,
    });
    site.bind((letter) => driver.send({ type: "answered", at: site.clock.now(), visit: letter.visit }));
    driver.send({ type: "came", at: site.clock.now(), visit });
  };
}

function doorSite(letIn: string[]) {
  return (site: Site<Letter>): void => {
    const stored = site.disk.get("state");
    const askers = new Map<string, string>();
    const driver = drive({
      machine: door,
      initial: stored === undefined ? { name: "shut", known: [] } : (JSON.parse(stored) as Door),
      alarms: site.clock.alarms,
      perform(effect) {
        if (effect.type === "letIn") letIn.push(effect.visit);
        else site.post(askers.get(effect.visit) ?? "", effect);
      },
      observe: ({ after }) => void site.disk.set("state", JSON.stringify(after)),
      failed: bug,
    });
    site.bind((letter, from) => {
      askers.set(letter.visit, from);
      driver.send({ type: "knocked", at: site.clock.now(), visit: letter.visit });
    });
  };
}

describe("simulation", () => {
  const stateOf = (world: World<Letter>, place: string): string =>
    (JSON.parse(world.disk(place).get("state") ?? "{}") as Visitor).name;

  it("[KNOCK3] on any network, with crashes, each visitor is let in at most once and ends inside or gone", () => {
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= 100; seed++) {
      const letIn: string[] = [];
      const world = simulate<Letter>({
        seed,
        network: { latency: 20, jitter: 200, loss: 0.5, duplicate: 0.2, reorder: 0.2 },
        sites: { door: doorSite(letIn), alice: visitorSite("alice"), bob: visitorSite("bob") },
        crashes: { places: ["door", "alice"], every: 2000, down: 1000 },
        rough: 8000,
        calm: 20_000,
        always: () => expect(new Set(letIn).size).toBe(letIn.length),
        finally: (end) => {
          for (const place of ["alice", "bob"]) expect(["inside", "gone"]).toContain(stateOf(end, place));
        },
      });
      for (const place of ["alice", "bob"]) {
        outcomes.add(stateOf(world, place));
        if (stateOf(world, place) === "inside") expect(letIn).toContain(place);
      }
    }
    expect(outcomes).toContain("inside");
  });
});

describe("drawing", () => {
  it("[KNOCK2] the drawing shows the way in and the way out", () => {
    const drawing = draw(exploreVisitor().transitions, { name: "away" });
    expect(drawing).toBe(`stateDiagram-v2
  [*] --> away
  away --> knocking : came / knock
  knocking --> gone : after giveUp
  knocking --> inside : answered
  knocking --> knocking : after again / knock
  gone --> [*]
  inside --> [*]
`);
  });
});
