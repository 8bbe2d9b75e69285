import type { IncumbentEvent, IncumbentState, VouchFor } from "../sweep/incumbent-state.ts";
import type { SweepMessage } from "../sweep/message.ts";
import type { NewcomerEvent, NewcomerState } from "../sweep/newcomer-state.ts";
import type { RemoteEvent, RemoteState } from "../sweep/remote-state.ts";
import type { SweepDevice, Ticket } from "../sweep/ticket.ts";
import {
  bobs,
  callInfo,
  chunksOf,
  goalOf,
  laptop,
  mallory,
  phone,
  session,
  tablet,
  textInfo,
  ticketFor,
} from "./sweep-devices.ts";

/** All that may happen to the machines of a sweep, for exploration. Times are counted from when a state was reached. */
const at = 1_000;
const text = JSON.stringify(callInfo);
const sweep = "s1";

function from(device: SweepDevice, message: SweepMessage) {
  return { type: "received", at, from: device, message } as const;
}

/** The newcomer is the phone. */
export function newcomerEvents(_state: NewcomerState): readonly NewcomerEvent[] {
  const ticket = ticketFor(phone, { expires: 90_000 });
  const refused = { session, epoch: 2, why: "unable" } as const;
  return [
    { type: "pull", at, goal: goalOf() },
    { type: "prepare", at, goal: goalOf() },
    { type: "stop", at },
    { type: "offered", at, description: "offer" },
    { type: "offered", at, description: "x".repeat(3_000) },
    { type: "cannot-offer", at },
    from(laptop, { type: "come", session, sweep, remote: bobs }),
    ...chunksOf(text, 2, ticket).map((message) => from(laptop, message)),
    ...chunksOf("{}", 1, ticket, 2).map((message) => from(laptop, message)),
    from(laptop, { type: "go-away-refused", session, sweep, why: "denied" }),
    from(laptop, { type: "moved", session, epoch: 2, to: tablet }),
    from(laptop, { type: "ended", session }),
    from(bobs, { type: "announced", session, description: "answer" }),
    from(bobs, { type: "answer", session, epoch: 2, description: "answer" }),
    from(bobs, { type: "update-refused", ...refused }),
    from(bobs, { type: "taken-by", session, epoch: 2, by: tablet }),
    from(bobs, { type: "ended", session }),
    from(mallory, { type: "answer", session, epoch: 2, description: "forged" }),
    from(mallory, { type: "ended", session }),
  ];
}

const highest = 4;

/** The incumbent is the laptop; phone and tablet ask. */
export function incumbentEvents(state: IncumbentState): readonly IncumbentEvent[] {
  const epoch = "epoch" in state ? Math.min(state.epoch, highest) : 1;
  const asks = [phone, tablet].flatMap((newcomer): readonly IncumbentEvent[] => {
    const ticket = ticketFor(newcomer, { epoch: epoch + 1, expires: 1_000_000_000 });
    const forWhom = (purpose: VouchFor["purpose"]): VouchFor => ({ newcomer, sweep, purpose, sessions: 1 });
    return [
      from(newcomer, { type: "go-away", session, sweep, sessions: 1, ticketed: false }),
      from(newcomer, { type: "go-away", session, sweep, sessions: 1, ticketed: true }),
      from(newcomer, { type: "prepare", session, sweep }),
      from(newcomer, { type: "ask-chunks", session, sweep, missing: [0] }),
      from(newcomer, {
        type: "response",
        session,
        sweep,
        answer: { name: "take", takes: ["audio"] },
      }),
      from(newcomer, {
        type: "response",
        session,
        sweep,
        answer: { name: "refuse", why: "incapable" },
      }),
      from(newcomer, { type: "done", session, epoch: epoch + 1 }),
      { type: "signed", at, ticket, for: forWhom("sweep") },
      { type: "signed", at, ticket, for: forWhom("prepare") },
    ];
  });
  const higher = epoch < highest ? [epoch + 1] : [];
  return [
    ...asks,
    from(mallory, { type: "go-away", session, sweep, sessions: 1, ticketed: false }),
    from(mallory, { type: "switched", session, epoch: 9, to: mallory }),
    ...higher.flatMap((next): readonly IncumbentEvent[] => [
      from(bobs, { type: "switched", session, epoch: next, to: phone }),
      from(bobs, { type: "taken-by", session, epoch: next, by: tablet }),
      from(bobs, { type: "yours", session, epoch: next }),
    ]),
    from(bobs, { type: "switched", session, epoch, to: phone }),
    from(bobs, { type: "yours", session, epoch }),
    from(bobs, { type: "yours", session, epoch: epoch - 1 }),
    from(bobs, { type: "ended", session }),
    { type: "changed", at, info: textInfo },
    { type: "push", at, to: phone, sweep },
    { type: "push", at, to: mallory, sweep },
    { type: "deny", at },
    { type: "doubted", at },
    { type: "hung-up", at },
  ];
}

/** Bob's side; laptop and phone sweep to and fro, the tablet comes too late, mallory forges. */
export function remoteEvents(state: RemoteState): readonly RemoteEvent[] {
  const live = "leg" in state ? state : undefined;
  const epoch = live?.leg.epoch ?? 1;
  const incumbent = live?.leg.peer ?? laptop;
  const signed = (ticket: Ticket, by: SweepDevice, whom: SweepDevice): readonly RemoteEvent[] => [
    {
      ...from(whom, { type: "update", session, ticket, takes: ["audio"], resumeAt: 0, description: "offer" }),
      signedBy: by.key,
    },
    { ...from(whom, { type: "announce", session, ticket, description: "offer" }), signedBy: by.key },
  ];
  const tickets = (whom: SweepDevice, at: number, by = incumbent): readonly RemoteEvent[] =>
    signed(ticketFor(whom, { epoch: at, by: by.device, expires: 1_000_000_000 }), by, whom);
  const says = (whom: SweepDevice): readonly RemoteEvent[] => [
    { ...from(whom, { type: "here", session, epoch }), signedBy: undefined },
    { ...from(whom, { type: "who-has-it", session, epoch }), signedBy: undefined },
    { ...from(whom, { type: "heard", session, epoch }), signedBy: undefined },
    { ...from(whom, { type: "heard", session, epoch: epoch + 1 }), signedBy: undefined },
    { ...from(whom, { type: "ended", session }), signedBy: undefined },
    { type: "flowing", at, device: whom.device },
    { type: "leg-died", at, device: whom.device },
    { type: "warmed", at, newcomer: whom, description: "answer" },
  ];
  const next = epoch < highest ? [epoch + 1] : [];
  return [
    ...next.flatMap((higher) => [...tickets(phone, higher), ...tickets(laptop, higher)]),
    ...tickets(tablet, epoch),
    ...tickets(mallory, epoch + 1, mallory),
    ...[laptop, phone, mallory].flatMap(says),
    { type: "attached", at, epoch, description: "answer" },
    { type: "cannot-attach", at, epoch },
    { type: "hung-up", at },
  ];
}

const counts = new Set(["timers", "revision", "since", "expires", "sent"]);

/** States that differ only in times, numbers of tries and revisions are one; which timers there are counts. */
export function sweepKeyOf(state: NewcomerState | IncumbentState | RemoteState): string {
  const timers = "timers" in state ? Object.keys(state.timers).sort() : [];
  const givenUp = "sent" in state && state.sent >= 7;
  const plain = JSON.stringify(state, (key, value: unknown) => (counts.has(key) ? undefined : value));
  return JSON.stringify([timers, givenUp, plain]);
}
