import { describe, expect, it } from "vitest";
import {
  bobs,
  callInfo,
  chunksOf,
  fileInfo,
  goalOf,
  laptop,
  mallory,
  phone,
  session,
  start,
  tablet,
  textInfo,
  ticketFor,
} from "../testing/sweep-devices.ts";
import type { SweepMessage } from "./message.ts";
import { newcomer, newcomerMachine } from "./newcomer.ts";
import type { NewcomerEffect, NewcomerEvent, NewcomerState } from "./newcomer-state.ts";
import { sweepTimes } from "./schedule.ts";
import type { SweepDevice } from "./ticket.ts";

type Timer = { readonly type: "timer"; readonly timer: string; readonly at: number };
type Happening = NewcomerEvent | Timer;

const idle = newcomer({ self: phone, abilities: ["text", "file", "audio", "video"] });

/** The state after all these, and the effects of the last. */
function after(...events: readonly Happening[]) {
  return from(idle, ...events);
}

function from(first: NewcomerState, ...events: readonly Happening[]) {
  return events.reduce<{ state: NewcomerState; effects: readonly NewcomerEffect[] }>(
    ({ state }, event) => newcomerMachine.step(state, event as NewcomerEvent),
    { state: first, effects: [] },
  );
}

const got = (by: SweepDevice, message: SweepMessage, at = start): NewcomerEvent => ({
  type: "received",
  at,
  from: by,
  message,
});
const timer = (name: string, at: number): Timer => ({ type: "timer", timer: name, at });
const messages = (effects: readonly NewcomerEffect[]): [string, string, string][] =>
  effects.flatMap((one) => (one.type === "send" ? [[one.to.device, one.message.type, one.via]] : []));

const pull: NewcomerEvent = { type: "pull", at: start, goal: goalOf() };
const prepare: NewcomerEvent = { type: "prepare", at: start, goal: goalOf() };
const text = JSON.stringify(callInfo);
const ticket = ticketFor(phone, { expires: start + 600_000 });
const info = chunksOf(text, 1, ticket).map((message) => got(laptop, message));
const offered: NewcomerEvent = { type: "offered", at: start + 100, description: "offer" };
const announced = got(bobs, { type: "announced", session, description: "transport" });
const answer = got(bobs, { type: "answer", session, epoch: 2, description: "answer" });
const updating = [pull, ...info, offered];
const ready = [prepare, ...info, offered, announced];

describe("an unprepared sweep", () => {
  it("[SWEEP1] go away, information, offer, response and update, answer: the session is here", () => {
    expect(messages(after(pull).effects)).toStrictEqual([["laptop", "go-away", "direct"]]);
    expect(after(pull, ...info).effects).toStrictEqual([
      { type: "make-offer", remote: bobs, info: callInfo, takes: ["audio", "video"] },
    ]);
    const sent = after(...updating);
    expect(sent.state.name).toBe("updating");
    expect(messages(sent.effects)).toStrictEqual([
      ["bobs-browser", "update", "incumbent"],
      ["laptop", "response", "direct"],
    ]);
    const here = after(...updating, answer);
    expect(here.state).toMatchObject({ name: "here", epoch: 2 });
    expect(here.effects).toStrictEqual([
      { type: "connect", description: "answer" },
      { type: "become", session, epoch: 2, info: callInfo, remote: bobs },
      {
        type: "send",
        to: laptop,
        via: "direct",
        message: { type: "done", session, epoch: 2 },
      },
    ]);
  });

  it.each([
    [textInfo, 17],
    [fileInfo, 4_096],
    [callInfo, 0],
  ])("[SWEEP10] the update says where it goes on: %j", (what, resumeAt) => {
    const chunks = chunksOf(JSON.stringify(what), 1, ticket).map((message) => got(laptop, message));
    const { effects } = after(pull, ...chunks, offered);
    expect(effects[0]).toMatchObject({ message: { type: "update", resumeAt } });
    const here = after(pull, ...chunks, offered, answer);
    expect(here.effects).toContainEqual(expect.objectContaining({ type: "become", info: what }));
  });

  it("[SWEEP4] the window begins with the first chunk, by the amount there is", () => {
    const [first] = chunksOf(text, 2, ticket);
    const large = { ...(first as Extract<SweepMessage, { type: "info" }>), bytes: 100_000 };
    const goal = goalOf({ sessions: 4 });
    const { state } = after({ ...pull, goal }, got(laptop, large, start + 50));
    expect(state).toMatchObject({ timers: { window: start + 50 + 6_000 } });
  });

  it("[SWEEP6] the update goes through the incumbent and then the server, to own devices at last by the server", () => {
    let { state } = after(...updating);
    const ways: string[] = [];
    for (let at = start + 100; state.name === "updating"; ) {
      at = state.timers.repeat;
      const step = newcomerMachine.step(state, timer("repeat", at) as never);
      state = step.state;
      ways.push(...messages(step.effects).flatMap(([, type, via]) => (type === "update" ? [via] : [])));
    }
    expect(ways).toStrictEqual(["incumbent", "server", "incumbent", "server", "incumbent", "server"]);
  });

  it("[SWEEP8] asked to come, it fetches; a stranger cannot ask", () => {
    const come: SweepMessage = { type: "come", session, sweep: "s1", remote: bobs };
    expect(messages(after(got(laptop, come)).effects)).toStrictEqual([["laptop", "go-away", "direct"]]);
    expect(after(got(mallory, come)).state).toStrictEqual(idle);
  });

  it("[SWEEP9] after a failure, or after it was here before, it can be asked again", () => {
    const failed = [...updating, got(bobs, { type: "taken-by", session, epoch: 2, by: tablet })];
    expect(messages(after(...failed, pull).effects)).toStrictEqual([["laptop", "go-away", "direct"]]);
  });

  it("[SWEEP13] stopped before the update, it says so and nothing happened", () => {
    const stop: NewcomerEvent = { type: "stop", at: start };
    expect(after(pull, stop).state).toStrictEqual(idle);
    expect(messages(after(pull, ...info, stop).effects)).toStrictEqual([["laptop", "response", "direct"]]);
    expect(after(...ready, stop).effects).toStrictEqual([{ type: "drop-media" }]);
    expect(after(...updating, stop).state.name).toBe("updating");
  });
});

describe("a prepared sweep", () => {
  it("[SWEEP2] ready is who has ticket, information and a transport", () => {
    expect(messages(after(prepare).effects)).toStrictEqual([["laptop", "prepare", "direct"]]);
    expect(messages(after(prepare, ...info, offered).effects)).toStrictEqual([
      ["bobs-browser", "announce", "incumbent"],
    ]);
    const { state, effects } = after(...ready);
    expect(state).toMatchObject({ name: "ready", prepared: { warm: true } });
    expect(effects).toStrictEqual([{ type: "connect", description: "transport" }]);
  });

  it("[SWEEP2] on the press update, go away and media leave in one step", () => {
    const { state, effects } = after(...ready, { ...pull, at: start + 1_000 });
    expect(state.name).toBe("updating");
    expect(messages(effects)).toStrictEqual([
      ["bobs-browser", "update", "direct"],
      ["laptop", "go-away", "direct"],
    ]);
    expect(effects[1]).toMatchObject({ message: { ticketed: true } });
    expect(effects[2]).toStrictEqual({ type: "attach", info: callInfo, takes: ["audio", "video"] });
  });

  it("[SWEEP2] pressed while it prepares, it goes on from where it is", () => {
    expect(messages(after(prepare, pull).effects)).toStrictEqual([["laptop", "go-away", "direct"]]);
    const offering = after(prepare, ...info, pull);
    expect(messages(offering.effects)).toStrictEqual([["laptop", "go-away", "direct"]]);
    expect(from(offering.state, offered).state.name).toBe("updating");
    const announcing = after(prepare, ...info, offered, pull);
    expect(announcing.state.name).toBe("updating");
  });

  it("[SWEEP2] a remote that does not answer the announcement leaves it ready without a transport", () => {
    let { state } = after(prepare, ...info, offered);
    while (state.name === "announcing")
      state = newcomerMachine.step(state, timer("repeat", state.timers.repeat) as never).state;
    expect(state).toMatchObject({ name: "ready", prepared: { warm: false } });
    const { effects } = from(state, pull);
    expect(messages(effects)[0]).toStrictEqual(["bobs-browser", "update", "incumbent"]);
  });

  it("[SWEEP12] newer information counts once it is whole", () => {
    const newer = { ...callInfo, held: true };
    const [one, two] = chunksOf(JSON.stringify(newer), 2, ticket, 2).map((message) => got(laptop, message));
    if (one === undefined || two === undefined) throw new Error("there are two");
    expect(after(...ready, one).state).toMatchObject({ prepared: { info: callInfo } });
    expect(after(...ready, one, two).state).toMatchObject({ name: "ready", prepared: { info: newer } });
    const [bad] = chunksOf("{}", 1, ticket, 3).map((message) => got(laptop, message));
    expect(after(...ready, bad as NewcomerEvent).state).toMatchObject({ prepared: { info: callInfo } });
  });

  it("[SWEEP12] the ticket is renewed in time, and it stays ready meanwhile", () => {
    const due = start + 600_000 - sweepTimes.renewBefore;
    const asked = after(...ready, timer("renew", due));
    expect(asked.state).toMatchObject({ name: "ready", timers: { renew: due + sweepTimes.renewAgain } });
    expect(messages(asked.effects)).toStrictEqual([["laptop", "prepare", "direct"]]);
    const fresh = ticketFor(phone, { expires: start + 1_100_000 });
    const [chunk] = chunksOf(text, 1, fresh, 1);
    const renewed = from(asked.state, got(laptop, chunk as SweepMessage, due));
    expect(renewed.state).toMatchObject({
      prepared: { ticket: fresh },
      timers: { renew: start + 1_100_000 - sweepTimes.renewBefore },
    });
    const other = chunksOf(text, 1, ticketFor(tablet, { expires: start + 9_000_000 }), 1);
    const stays = from(asked.state, got(laptop, other[0] as SweepMessage, due));
    expect(stays.state).toMatchObject({ prepared: { ticket } });
    const late = timer("renew", ticket.expires + sweepTimes.renewAgain);
    expect(from(asked.state, late).state.name).toBe("gathering");
  });

  it("[SWEEP13] what was prepared is worthless once somebody else has the session", () => {
    const taken = after(...ready, got(bobs, { type: "taken-by", session, epoch: 2, by: tablet }));
    expect(taken.state).toMatchObject({ name: "failed", why: { name: "taken-by", by: tablet } });
    const moved = after(...ready, got(laptop, { type: "moved", session, epoch: 2, to: tablet }));
    expect(moved.state).toMatchObject({ name: "failed" });
    expect(after(...ready, got(mallory, { type: "ended", session })).state.name).toBe("ready");
    const elsewhere: NewcomerEvent = { type: "prepare", at: start, goal: goalOf({ incumbent: tablet }) };
    expect(after(...ready, elsewhere).state).toMatchObject({
      name: "gathering",
      goal: { incumbent: tablet },
    });
    expect(after(...ready, prepare).state.name).toBe("ready");
  });
});

describe("what goes wrong, for the newcomer", () => {
  it("[FAIL1] [SWEEP5] the incumbent is unreachable: seven tries, then it gives up", () => {
    let step = after(pull);
    const sent = [...messages(step.effects)];
    while (step.state.name === "gathering") {
      step = newcomerMachine.step(step.state, timer("repeat", step.state.timers.repeat) as never);
      sent.push(...messages(step.effects));
    }
    const asks = sent.filter(([, type]) => type === "go-away").map(([, , via]) => via);
    expect(asks).toStrictEqual(["direct", "direct", "direct", "server", "direct", "server", "direct"]);
    expect(step.state).toMatchObject({ name: "failed", why: { name: "incumbent-unreachable" } });
  });

  it("[FAIL2] [FAIL11] the incumbent refuses: nothing moves, and it says why", () => {
    for (const why of ["denied", "not-active", "not-yours"] as const) {
      const refused = got(laptop, { type: "go-away-refused", session, sweep: "s1", why });
      expect(after(pull, refused).effects).toContainEqual({
        type: "failed",
        session,
        failure: { name: "refused", why },
      });
      expect(after(pull, ...info, refused).state.name).toBe("failed");
    }
    const other = got(laptop, { type: "go-away-refused", session, sweep: "s0", why: "denied" });
    expect(after(pull, other).state.name).toBe("gathering");
  });

  it("[FAIL3] lost chunks are asked for, and come", () => {
    const chunks = chunksOf(text, 3, ticket).map((message) => got(laptop, message));
    const [one, two, three] = chunks as [NewcomerEvent, NewcomerEvent, NewcomerEvent];
    const { state, effects } = after(pull, one, three, timer("repeat", start + 500));
    expect(effects).toStrictEqual([
      {
        type: "send",
        to: laptop,
        via: "direct",
        message: { type: "ask-chunks", session, sweep: "s1", missing: [1] },
      },
    ]);
    expect(from(state, two).state.name).toBe("offering");
  });

  it("[FAIL3] they do not come within the window: both give up", () => {
    const [one] = chunksOf(text, 3, ticket).map((message) => got(laptop, message));
    const begun = after(pull, one as NewcomerEvent);
    const at = start + 10_000;
    const { state, effects } = from(begun.state, timer("window", at));
    expect(state).toMatchObject({ name: "failed", why: { name: "information-incomplete" } });
    expect(messages(effects)).toStrictEqual([["laptop", "response", "direct"]]);
  });

  it("[FAIL4] no offer within the window: it refuses", () => {
    const { state, effects } = after(pull, ...info, timer("window", start + 10_000));
    expect(state).toMatchObject({ why: { name: "refused", why: "too-late" } });
    expect(messages(effects)).toStrictEqual([["laptop", "response", "direct"]]);
  });

  it.each([
    ["cannot-offer", { type: "cannot-offer", at: start }, "incapable"],
    ["too large an offer", { type: "offered", at: start, description: "x".repeat(3_000) }, "too-large"],
  ] as const)("[FAIL12] %s: it refuses, and the incumbent keeps it", (_, event, why) => {
    const { state, effects } = after(pull, ...info, event);
    expect(state).toMatchObject({ why: { name: "refused", why } });
    expect(effects[0]).toMatchObject({ message: { answer: { name: "refuse", why } } });
  });

  it("[FAIL12] [SWEEP11] it takes the audio of a video call, or refuses with nothing left", () => {
    const deaf = newcomer({ self: phone, abilities: ["text"] });
    expect(from(deaf, pull, ...info).state).toMatchObject({ why: { name: "refused", why: "incapable" } });
    const blind = newcomer({ self: phone, abilities: ["audio"] });
    const here = from(blind, pull, ...info, offered, answer);
    expect(here.effects).toContainEqual(
      expect.objectContaining({ info: { ...callInfo, parts: ["audio"], dropped: ["video"] } }),
    );
  });

  it("[SWEEPMSG3] information that cannot be read, or a ticket for another device, moves nothing", () => {
    const unreadable = chunksOf("{}", 1, ticket).map((message) => got(laptop, message));
    const foreign = chunksOf(text, 1, ticketFor(tablet)).map((message) => got(laptop, message));
    for (const chunks of [unreadable, foreign])
      expect(after(pull, ...chunks).state).toMatchObject({ why: { name: "information-incomplete" } });
    expect(after(pull, got(mallory, chunksOf(text, 1, ticket)[0] as SweepMessage)).state.name).toBe(
      "gathering",
    );
  });

  it.each(["unable", "forged", "expired"] as const)("[FAIL5] the remote refuses: %s", (why) => {
    const { state, effects } = after(
      ...updating,
      got(bobs, { type: "update-refused", session, epoch: 2, why }),
    );
    expect(state).toMatchObject({ name: "failed", why: { name: "refused", why } });
    expect(effects[0]).toMatchObject({ to: laptop, message: { answer: { name: "refuse", why } } });
  });

  it("[FAIL5] [SWEEP7] another session is not touched by that: it has its own machine", () => {
    const other = { type: "update-refused", session, epoch: 5, why: "unable" } as const;
    expect(after(...updating, got(bobs, other)).state.name).toBe("updating");
  });

  it("[FAIL6] the answer is lost: the very same update goes out again", () => {
    const first = after(...updating);
    const again = from(first.state, timer("repeat", start + 600));
    const update = first.effects.find((one) => one.type === "send" && one.message.type === "update");
    expect(again.effects).toStrictEqual([update]);
  });

  it("[FAIL7] the session ends midway: it hears so in every state", () => {
    for (const events of [[pull], [pull, ...info], updating, ready, [prepare, ...info, offered]])
      for (const by of [bobs, laptop]) {
        const { state } = after(...events, got(by, { type: "ended", session }));
        expect(state).toMatchObject({ name: "failed", why: { name: "ended" } });
      }
  });

  it("[FAIL8] the incumbent is not needed any more once there is a ticket", () => {
    const { state } = after(...updating, timer("repeat", start + 600), answer);
    expect(state.name).toBe("here");
  });

  it("[FAIL9] somebody was faster: it hears who", () => {
    const taken = got(bobs, { type: "taken-by", session, epoch: 2, by: tablet });
    expect(after(...updating, taken).effects).toContainEqual({
      type: "failed",
      session,
      failure: { name: "taken-by", by: tablet },
    });
  });

  it("[FAIL10] what belongs to a lower epoch is ignored", () => {
    const old = got(bobs, { type: "taken-by", session, epoch: 1, by: laptop });
    const oldAnswer = got(bobs, { type: "answer", session, epoch: 1, description: "old" });
    expect(after(...updating, old, oldAnswer).state.name).toBe("updating");
    const forged = got(mallory, { type: "answer", session, epoch: 2, description: "forged" });
    expect(after(...updating, forged).state.name).toBe("updating");
  });

  it("[FAIL15] the remote is unreachable: it gives up, says so, and keeps what it has for another press", () => {
    let step = after(...ready, pull);
    while (step.state.name === "updating")
      step = newcomerMachine.step(step.state, timer("repeat", step.state.timers.repeat) as never);
    expect(step.state).toMatchObject({ name: "failed", why: { name: "remote-unreachable" } });
    expect(messages(step.effects)).toStrictEqual([["laptop", "response", "direct"]]);
    const again = from(step.state, { ...pull, at: start + 40_000 });
    expect(again.state.name).toBe("updating");
    const late = from(step.state, { ...pull, at: ticket.expires });
    expect(late.state.name).toBe("gathering");
  });

  it("[FAIL18] it moved while it was asked for: the other device is asked; not somebody else's, not itself", () => {
    const moved = (to: SweepDevice) => got(laptop, { type: "moved", session, epoch: 2, to });
    const { state, effects } = after(pull, moved(tablet));
    expect(state).toMatchObject({ name: "gathering", goal: { incumbent: tablet } });
    expect(messages(effects)).toStrictEqual([["tablet", "go-away", "direct"]]);
    for (const to of [mallory, phone]) expect(after(pull, moved(to)).effects).toStrictEqual([]);
  });

  it("[FAIL19] read from storage it goes on", () => {
    const stored = JSON.parse(JSON.stringify(after(...updating).state)) as NewcomerState;
    expect(from(stored, answer).state.name).toBe("here");
  });
});
