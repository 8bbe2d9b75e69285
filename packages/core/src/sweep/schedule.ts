import type { Duration, Time } from "../names.ts";

export const sweepTimes = {
  /** The first repetition of what got no answer; each next one takes twice as long. */
  repeatAfter: 500,
  /** So many times in all is a message sent: at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s. */
  sends: 7,
  /** After the last of them. */
  lastWait: 2_000,
  /** The answer window without any session information. */
  windowBase: 2_000,
  windowPerSession: 500,
  longestWindow: 30_000,
  /** The incumbent waits longer than the newcomer, so that a response in time is not too late on the way. */
  windowAllowance: 2_000,
  /** How long a ticket for a sweep, and one for a prepared sweep, can be used. */
  ticketFor: 60_000,
  preparedTicketFor: 600_000,
  /** A prepared newcomer asks anew while its ticket has this long to go. */
  renewBefore: 120_000,
  /** And again after this long, if no new one came. */
  renewAgain: 20_000,
  /** How far the clocks of two devices may differ. */
  clockSkew: 60_000,
  /** The incumbent asks the remote who has the session if it heard nothing for so long. */
  askAfter: 3_000,
  /** The remote gives the session back if the newcomer's media did not come. */
  silentAfter: 10_000,
  /** A leg that died and that nobody took over ends the session. */
  lostAfter: 60_000,
  /** Who has let go answers questions for so long. */
  rememberFor: 600_000,
} as const satisfies Record<string, Duration>;

/** The rate at which a newcomer is sure to take session information, in bytes a millisecond. */
const readingRate = 50;

/** The window in which the newcomer answers: it grows with how much session information there is. Milliseconds. */
export function answerWindow(sessions: number, bytes: number): Duration {
  const { windowBase, windowPerSession, longestWindow } = sweepTimes;
  return Math.min(windowBase + windowPerSession * sessions + Math.ceil(bytes / readingRate), longestWindow);
}

/** When what was sent `sent` times, the last time at `at`, is due again. */
export function repeatAt(sent: number, at: Time): Time {
  const { repeatAfter, sends, lastWait } = sweepTimes;
  return at + (sent >= sends ? lastWait : repeatAfter * 2 ** (sent - 1));
}

/** It was sent as often as it may be. */
export function isGivenUp(sent: number): boolean {
  return sent >= sweepTimes.sends;
}

/** How a message goes. `any`: the way the question came, or whichever is open. */
export type Path = "direct" | "incumbent" | "server" | "any";

/** Other ways are tried in between, and the best way to the last: it may only have lost what was sent before. */
const ways = {
  own: ["direct", "direct", "direct", "server", "direct", "server", "direct"],
  prepared: ["direct", "direct", "direct", "incumbent", "direct", "server", "direct"],
  unprepared: ["incumbent", "incumbent", "server", "incumbent", "server", "incumbent", "server"],
} as const satisfies Record<string, readonly Path[]>;

/** The way of the next sending to another own device: direct, and in between through the server. */
export function pathToOwn(sent: number): Path {
  return ways.own[sent] ?? "direct";
}

/** The way of the next sending to the remote: a prepared channel, the incumbent, the server. */
export function pathToRemote(sent: number, prepared: boolean): Path {
  return (prepared ? ways.prepared[sent] : ways.unprepared[sent]) ?? "server";
}
