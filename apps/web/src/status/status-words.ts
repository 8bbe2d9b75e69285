import type { OwnTopic } from "@elsewhere/client";
import type { Words } from "../language/words.ts";

export type Status = NonNullable<OwnTopic["status"]>;

/** What one can say of oneself, in the order of the menu. */
export const states = [
  "auto",
  "available",
  "away",
  "busy",
  "do-not-disturb",
  "invisible",
] as const satisfies readonly Status["state"][];

/** `Your contacts see this, except 2 people.` Who sees what is set here, as the person chose it in the settings. */
export function whoSees(
  watchers: keyof Words["status"]["watchers"],
  hiddenFrom: number,
  { status }: Words,
): string {
  const who = status.watchers[watchers];
  return hiddenFrom === 0 || watchers === "nobody" ? status.seen(who) : status.seenExcept(who, hiddenFrom);
}

export const endings = ["open", "half-hour", "hour", "today", "tomorrow", "time"] as const;

export type Ending = (typeof endings)[number];

/**
 * When a status that is set now ends; undefined if it stays. `typed`: the day and hour somebody typed, by the clock of
 * this device; one that has passed is none.
 */
export function endOf(ending: Ending, now: number, typed = ""): number | undefined {
  const date = new Date(now);
  switch (ending) {
    case "open":
      return undefined;
    case "half-hour":
      return now + 30 * 60_000;
    case "hour":
      return now + 60 * 60_000;
    case "today":
      return date.setHours(24, 0, 0, 0);
    case "tomorrow":
      return date.setHours(24 + 9, 0, 0, 0);
    case "time": {
      const end = new Date(typed).getTime();
      return end > now ? end : undefined;
    }
  }
}

/** A time as the field for day and hour has it, by the clock of this device. */
export function fieldTime(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

const sensed: Status = { state: "auto" };

/** The status that holds at a time: one that has ended is none. */
export function statusAt(status: Status | undefined, now: number): Status {
  if (status === undefined || (status.until !== undefined && status.until <= now)) return sensed;
  return status;
}
