import { createClock, type RunningClock } from "@elsewhere/machine";

/** The runtime's own clock. Whoever takes it stops it. */
export function systemClock(): RunningClock {
  return createClock({
    now: () => Date.now(),
    setTimer: (wake, delay) => setTimeout(wake, delay),
    clearTimer: (handle) => clearTimeout(handle),
  });
}

/**
 * Makes ids that no other run of this or another device makes, of up to 40 characters. They begin with the seconds of
 * their making (`t<base 36>-`), by which the server finds a repeated command without looking far.
 */
export function idMaker(random: () => number, now: () => number): () => string {
  const word = () => Math.floor(random() * 2 ** 52).toString(36);
  const prefix = `${word()}${word()}`;
  let count = 0;
  const seconds = () =>
    Math.floor(now() / 1000)
      .toString(36)
      .padStart(6, "0")
      .slice(-6);
  return () => `t${seconds()}-${prefix}-${((count += 1)).toString(36)}`;
}
