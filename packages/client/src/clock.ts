import { createClock, type RunningClock } from "@elsewhere/machine";

/** The runtime's own clock. Whoever takes it stops it. */
export function systemClock(): RunningClock {
  return createClock({
    now: () => Date.now(),
    setTimer: (wake, delay) => setTimeout(wake, delay),
    clearTimer: (handle) => clearTimeout(handle),
  });
}

/** Makes ids that no other run of this or another device makes: of up to 30 characters. */
export function idMaker(random: () => number): () => string {
  const word = () => Math.floor(random() * 2 ** 52).toString(36);
  const prefix = `${word()}${word()}`;
  let count = 0;
  return () => `${prefix}-${((count += 1)).toString(36)}`;
}
