import { describe, expect, it } from "vitest";
import { bobs, laptop, mallory, phone, session, start, tablet, ticketFor } from "../testing/sweep-devices.ts";
import type { SweepMessage } from "./message.ts";
import { inSessionWith, remoteMachine } from "./remote.ts";
import { mostAnnounced, type RemoteEffect, type RemoteEvent, type RemoteState } from "./remote-state.ts";
import { sweepTimes } from "./schedule.ts";
import type { SweepDevice, Ticket } from "./ticket.ts";

type Timer = { readonly type: "timer"; readonly timer: string; readonly at: number };
type Happening = RemoteEvent | Timer;

const talking = inSessionWith(bobs, session, laptop);

function from(first: RemoteState, ...events: readonly Happening[]) {
  return events.reduce<{ state: RemoteState; effects: readonly RemoteEffect[] }>(
    ({ state }, event) => remoteMachine.step(state, event as RemoteEvent),
    { state: first, effects: [] },
  );
}

const after = (...events: readonly Happening[]) => from(talking, ...events);
const got = (by: SweepDevice, message: SweepMessage, signedBy?: string, at = start): RemoteEvent => ({
  type: "received",
  at,
  from: by,
  message,
  signedBy,
});
const timer = (name: string, at: number): Timer => ({ type: "timer", timer: name, at });
const messages = (effects: readonly RemoteEffect[]): [string, string][] =>
  effects.flatMap((one) => (one.type === "send" ? [[one.to.device, one.message.type]] : []));

/** An update of `who` with a ticket of `by`, by default the laptop, verified with that one's key. */
function update(who: SweepDevice, changes: Partial<Ticket> = {}, by = laptop, at = start): RemoteEvent {
  const ticket = ticketFor(who, { by: by.device, ...changes });
  const message = {
    type: "update",
    session,
    ticket,
    takes: ["audio"],
    resumeAt: 7,
    description: "offer",
  } as const;
  return got(who, message, by.key, at);
}

const announce = (who: SweepDevice, changes: Partial<Ticket> = {}): RemoteEvent =>
  got(who, { type: "announce", session, ticket: ticketFor(who, changes), description: "offer" }, laptop.key);
const attached = (epoch = 2): RemoteEvent => ({ type: "attached", at: start, epoch, description: "answer" });
const flowing = (who: SweepDevice): RemoteEvent => ({ type: "flowing", at: start, device: who.device });
const died = (who: SweepDevice): RemoteEvent => ({ type: "leg-died", at: start, device: who.device });
const here = (who: SweepDevice, epoch: number) => got(who, { type: "here", session, epoch });
const heard = (who: SweepDevice, epoch: number) => got(who, { type: "heard", session, epoch });

const switching = [update(phone), attached()];
const switched = [...switching, flowing(phone)];

describe("the remote side of a sweep", () => {
  it("[SWEEP1] a good update is taken, set up and answered", () => {
    const taken = after(update(phone));
    expect(taken.state).toMatchObject({
      name: "switching",
      old: { peer: laptop },
      leg: { peer: phone, epoch: 2 },
    });
    expect(taken.effects).toStrictEqual([
      { type: "attach", newcomer: phone, epoch: 2, description: "offer", takes: ["audio"], resumeAt: 7 },
    ]);
    expect(from(taken.state, attached()).effects).toStrictEqual([
      {
        type: "send",
        to: phone,
        via: "any",
        message: { type: "answer", session, epoch: 2, description: "answer" },
      },
    ]);
  });

  it("[SWEEP3] the old leg goes on until the newcomer's first media, or its word", () => {
    expect(after(...switching).effects.some(({ type }) => type === "drop-leg")).toBe(false);
    expect(after(update(phone), flowing(phone)).state.name).toBe("switching");
    expect(after(...switching, flowing(laptop)).state.name).toBe("switching");
    for (const sign of [
      flowing(phone),
      here(phone, 2),
      got(phone, { type: "who-has-it", session, epoch: 2 }),
    ]) {
      const { state, effects } = after(...switching, sign);
      expect(state).toMatchObject({ name: "with", leg: { peer: phone, epoch: 2 } });
      expect(effects[0]).toStrictEqual({ type: "play", device: phone.device });
      expect(messages(effects)).toStrictEqual([
        ["laptop", "switched"],
        ["phone", "yours"],
      ]);
      expect(effects).toContainEqual({ type: "drop-leg", device: laptop.device });
    }
  });

  it("[SWEEP2] [SWEEP13] a newcomer that announces itself gets a transport, and nothing moves", () => {
    const announced = after(announce(phone));
    expect(announced.state).toMatchObject({ name: "with", leg: { peer: laptop }, announced: [phone] });
    expect(announced.effects).toStrictEqual([{ type: "warm", newcomer: phone, description: "offer" }]);
    const warm: RemoteEvent = { type: "warmed", at: start, newcomer: phone, description: "warm" };
    expect(messages(from(announced.state, warm).effects)).toStrictEqual([["phone", "announced"]]);
    expect(after(warm).effects).toStrictEqual([]);
    expect(messages(after(...switching, announce(tablet, { epoch: 3 })).effects)).toStrictEqual([
      ["tablet", "update-refused"],
    ]);
  });

  it("[SWEEP13] who prepared hears that somebody else has it", () => {
    const { effects } = after(announce(phone), announce(tablet), ...switched);
    expect(messages(effects)).toContainEqual(["tablet", "taken-by"]);
    expect(messages(effects)).not.toContainEqual(["phone", "taken-by"]);
  });

  it("[SWEEP2] no more newcomers prepare at once than a few", () => {
    const many = Array.from({ length: mostAnnounced + 1 }, (_, index) =>
      announce({ ...phone, device: `phone${index}` as SweepDevice["device"], key: `k${index}` }),
    );
    const { state } = after(...many);
    expect(state.name === "with" && state.announced).toHaveLength(mostAnnounced);
  });

  it("[SWEEP9] [FAIL10] back and forth, each move raises the epoch", () => {
    const back = update(laptop, { epoch: 3 }, phone);
    const { state } = after(...switched, back, attached(3), flowing(laptop));
    expect(state).toMatchObject({ name: "with", leg: { peer: laptop, epoch: 3 } });
    const forth = update(phone, { epoch: 4 }, laptop);
    expect(from(state, forth).state).toMatchObject({ leg: { peer: phone, epoch: 4 } });
    expect(from(state, update(phone)).state).toStrictEqual(state);
  });

  it("[SWEEP9] a device that was answered may give it on before its media came; the first is told", () => {
    const on = after(...switching, update(tablet, { epoch: 3 }, phone));
    expect(on.state).toMatchObject({ old: { peer: phone }, leg: { peer: tablet, epoch: 3 } });
    expect(messages(on.effects)).toStrictEqual([["laptop", "switched"]]);
    const back = after(...switching, update(laptop, { epoch: 3 }, phone));
    expect(messages(back.effects)).toStrictEqual([]);
  });
});

describe("tickets at the remote", () => {
  it.each([
    ["forged", got(phone, (update(phone) as { message: SweepMessage }).message, undefined)],
    ["forged", update(phone, {}, mallory)],
    ["forged", got(phone, (update(phone) as { message: SweepMessage }).message, mallory.key)],
    ["wrong-call", update(phone, { session: "call2" })],
    ["wrong-key", update(phone, { newcomer: ticketFor(tablet).newcomer })],
    ["wrong-key", update({ ...phone, account: mallory.account })],
    ["expired", update(phone, {}, laptop, start + 200_000)],
  ] as const)("[TICKET2] [TICKET3] [TICKET4] [TICKET5] %s: refused, and nothing moves", (why, event) => {
    const { state, effects } = after(event);
    expect(state).toStrictEqual(talking);
    expect(effects).toMatchObject([{ message: { type: "update-refused", epoch: 2, why } }]);
  });

  it("[TICKET6] stale: own devices hear who has it, and who has it its epoch; strangers hear nothing of that", () => {
    const { effects } = after(...switched, update(tablet));
    expect(effects).toMatchObject([
      { to: tablet, message: { type: "taken-by", epoch: 2, by: phone } },
      { to: phone, message: { type: "yours", epoch: 2 } },
    ]);
    const stranger = after(...switched, update(mallory));
    expect(stranger.effects).toMatchObject([{ message: { type: "update-refused", why: "stale" } }]);
  });

  it("[TICKET7] the same again from the same device is answered again and changes nothing", () => {
    for (const events of [switching, switched]) {
      const before = after(...events);
      const again = from(before.state, update(phone));
      expect(again.state).toStrictEqual(before.state);
      expect(messages(again.effects)).toStrictEqual([["phone", "answer"]]);
    }
  });

  it("[TICKET7] replayed by another device, or after the session moved on, it is refused", () => {
    const stolen = got(mallory, (update(phone) as { message: SweepMessage }).message, laptop.key);
    expect(after(stolen).effects).toMatchObject([{ message: { type: "update-refused", why: "wrong-key" } }]);
    const moved = after(...switched, update(tablet, { epoch: 3 }, phone), attached(3), flowing(tablet));
    const replay = from(moved.state, update(phone));
    expect(replay.state).toStrictEqual(moved.state);
    expect(messages(replay.effects)).toContainEqual(["phone", "taken-by"]);
  });

  it("[TICKET8] a newcomer that was not answered cannot vouch for another", () => {
    const early = after(update(phone), update(tablet, { epoch: 3 }, phone));
    expect(early.effects).toMatchObject([{ message: { type: "update-refused", why: "forged" } }]);
  });
});

describe("what goes wrong, for the remote", () => {
  it("[FAIL5] [FAIL16] it cannot set the transport up: refused, and all is as before, the epoch too", () => {
    const cannot: RemoteEvent = { type: "cannot-attach", at: start, epoch: 2 };
    const { state, effects } = after(update(phone), cannot);
    expect(state).toStrictEqual(talking);
    expect(effects[0]).toMatchObject({ to: phone, message: { type: "update-refused", why: "unable" } });
    expect(after(update(phone), cannot, update(phone)).state.name).toBe("switching");
    expect(after(...switching, cannot).state.name).toBe("switching");
    expect(after(update(phone), died(laptop), cannot).state).toMatchObject({
      timers: { lost: start + sweepTimes.lostAfter },
    });
  });

  it("[FAIL6] the answer, or the order to make one, was lost: asked again, it is given again", () => {
    expect(messages(after(...switching, update(phone)).effects)).toStrictEqual([["phone", "answer"]]);
    expect(after(update(phone), update(phone)).effects.map(({ type }) => type)).toStrictEqual(["attach"]);
    expect(after(...switching, attached()).effects).toStrictEqual([]);
  });

  it("[FAIL7] hanging up tells everybody who has or wants it, and later who asks", () => {
    const { state, effects } = after(announce(tablet), ...switching, { type: "hung-up", at: start });
    expect(messages(effects)).toStrictEqual([
      ["phone", "ended"],
      ["laptop", "ended"],
      ["tablet", "ended"],
    ]);
    expect(effects).toContainEqual({ type: "end", session, why: "hung-up" });
    expect(messages(from(state, update(tablet)).effects)).toStrictEqual([["tablet", "ended"]]);
    expect(from(state, timer("forget", start + sweepTimes.rememberFor)).state.name).toBe("forgotten");
  });

  it("[FAIL7] the incumbent hangs up, before or amid a sweep; others cannot", () => {
    const ended = (by: SweepDevice) => got(by, { type: "ended", session });
    expect(after(ended(laptop)).state.name).toBe("over");
    expect(messages(after(...switching, ended(laptop)).effects)).toContainEqual(["phone", "ended"]);
    expect(after(ended(mallory)).state).toStrictEqual(talking);
    expect(after(...switched, ended(laptop)).state.name).toBe("with");
  });

  it("[FAIL8] the incumbent dies after the ticket: the newcomer gets it all the same", () => {
    const { state } = after(died(laptop), ...switched);
    expect(state).toMatchObject({ name: "with", leg: { peer: phone, dead: false } });
    const timers = state.name === "with" ? state.timers : {};
    expect(timers).not.toHaveProperty("lost");
  });

  it("[FAIL9] two at once: the first has it, the other hears who", () => {
    for (const events of [[update(phone)], switching, switched]) {
      const { state, effects } = after(...events, update(tablet));
      expect(state).toMatchObject({ leg: { peer: phone, epoch: 2 } });
      expect(effects[0]).toMatchObject({ to: tablet, message: { type: "taken-by", by: phone } });
    }
  });

  it("[FAIL13] no media from the newcomer: offered back at an epoch nobody had, and taken back", () => {
    const silent = after(...switching, timer("silent", start + sweepTimes.silentAfter));
    expect(silent.state).toMatchObject({ name: "switching", returning: 3 });
    expect(silent.effects).toMatchObject([{ to: laptop, message: { type: "yours", epoch: 3 } }]);
    const back = from(silent.state, heard(laptop, 3));
    expect(back.state).toMatchObject({ name: "with", leg: { peer: laptop, epoch: 3 } });
    expect(back.effects).toMatchObject([
      { to: phone, message: { type: "taken-by", epoch: 3, by: laptop } },
      { type: "drop-leg", device: "phone" },
    ]);
    expect(from(silent.state, heard(laptop, 2)).state.name).toBe("switching");
    expect(from(silent.state, heard(phone, 3)).state.name).toBe("switching");
  });

  it("[FAIL13] the newcomer was heard of first: it has it, above the epoch that was offered", () => {
    const silent = after(...switching, timer("silent", start + sweepTimes.silentAfter));
    const came = from(silent.state, here(phone, 2));
    expect(came.state).toMatchObject({ name: "with", leg: { peer: phone, epoch: 4 } });
    expect(came.effects).toContainEqual(
      expect.objectContaining({ to: phone, message: { type: "yours", session, epoch: 4 } }),
    );
    const late = from(silent.state, update(tablet, { epoch: 3 }, phone));
    expect(messages(late.effects)).toStrictEqual([["tablet", "taken-by"]]);
  });

  it("[FAIL13] the old device is dead: nothing is offered back, and after a minute of nobody it is lost", () => {
    const waiting = after(...switching, died(laptop), timer("silent", start + sweepTimes.silentAfter));
    expect(waiting.state).toMatchObject({ name: "switching" });
    expect(waiting.state).not.toHaveProperty("returning");
    expect(waiting.effects).toStrictEqual([]);
    const lost = from(waiting.state, timer("silent", start + sweepTimes.lostAfter));
    expect(lost.effects).toContainEqual({ type: "end", session, why: "lost" });
  });

  it("[FAIL14] switched is said until the incumbent heard it, at most seven times", () => {
    const told = after(...switched);
    let step: { state: RemoteState; effects: readonly RemoteEffect[] } = told;
    let times = 1;
    for (let due = tellTimer(step.state); due !== undefined; due = tellTimer(step.state)) {
      step = from(step.state, timer("tell", due));
      times += messages(step.effects).filter(([, type]) => type === "switched").length;
    }
    expect(times).toBe(7);
    expect(tellTimer(from(told.state, heard(laptop, 2)).state)).toBeUndefined();
    expect(tellTimer(from(told.state, heard(laptop, 1)).state)).toBeDefined();
    expect(tellTimer(from(told.state, heard(mallory, 2)).state)).toBeDefined();
  });

  it("[FAIL14] who asks is told who has it; strangers are told nothing", () => {
    const ask = (by: SweepDevice) => got(by, { type: "who-has-it", session, epoch: 1 });
    const { state } = after(...switched);
    expect(messages(from(state, ask(laptop)).effects)).toStrictEqual([["laptop", "switched"]]);
    expect(messages(from(state, ask(phone)).effects)).toStrictEqual([["phone", "yours"]]);
    expect(messages(from(state, here(laptop, 1)).effects)).toStrictEqual([["laptop", "switched"]]);
    expect(from(state, ask(mallory)).effects).toStrictEqual([]);
    expect(after(...switching, ask(laptop)).effects).toStrictEqual([]);
  });

  it("[FAIL17] a leg that is dead for a minute ends the session, one that comes back does not", () => {
    const dead = after(died(laptop));
    expect(dead.state).toMatchObject({ timers: { lost: start + sweepTimes.lostAfter } });
    const lost = from(dead.state, timer("lost", start + sweepTimes.lostAfter));
    expect(lost.effects).toContainEqual({ type: "end", session, why: "lost" });
    expect(from(dead.state, flowing(laptop)).state).toStrictEqual(talking);
    expect(after(died(phone)).state).toStrictEqual(talking);
  });

  it("[FAIL19] read from storage it goes on", () => {
    const stored = JSON.parse(JSON.stringify(after(...switching).state)) as RemoteState;
    expect(from(stored, flowing(phone)).state).toMatchObject({ name: "with", leg: { peer: phone } });
  });
});

function tellTimer(state: RemoteState): number | undefined {
  return "timers" in state && "tell" in state.timers ? state.timers.tell : undefined;
}
