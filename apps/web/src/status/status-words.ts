import type { OwnTopic } from "@elsewhere/client";

export type Status = NonNullable<OwnTopic["status"]>;

/** What one can say of oneself, in the order of the menu. */
export const choices = [
  { state: "auto", title: "As I am", about: "Shown as your places sense it" },
  { state: "available", title: "Available", about: "Also while you are away from your places" },
  { state: "away", title: "Away", about: "Reachable, but not at once" },
  { state: "busy", title: "Busy", about: "Here, with something else" },
  { state: "do-not-disturb", title: "Do not disturb", about: "No sound and no alert anywhere" },
  { state: "invisible", title: "Invisible", about: "Others see you as offline" },
] as const satisfies readonly {
  readonly state: Status["state"];
  readonly title: string;
  readonly about: string;
}[];

/** Who sees what is set here, as the person chose it in the settings. */
export const watcherWords = {
  contacts: "Your contacts see this",
  everyone: "Everyone on this server sees this",
  chosen: "The people you chose see this",
  nobody: "Nobody sees this",
} as const;

/** `Your contacts see this, except 2 people.` */
export function whoSees(watchers: keyof typeof watcherWords, hiddenFrom: number): string {
  const except = hiddenFrom === 1 ? ", except one person" : `, except ${hiddenFrom} people`;
  return `${watcherWords[watchers]}${hiddenFrom === 0 || watchers === "nobody" ? "" : except}.`;
}

export type Ending = "open" | "half-hour" | "hour" | "today" | "tomorrow";

export const endings = [
  { ending: "open", title: "until I change it" },
  { ending: "half-hour", title: "for 30 minutes" },
  { ending: "hour", title: "for an hour" },
  { ending: "today", title: "until the end of today" },
  { ending: "tomorrow", title: "until tomorrow, 9:00" },
] as const satisfies readonly { readonly ending: Ending; readonly title: string }[];

/** When a status that is set now ends; undefined if it stays. */
export function endOf(ending: Ending, now: number): number | undefined {
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
  }
}

const sensed: Status = { state: "auto" };

/** The status that holds at a time: one that has ended is none. */
export function statusAt(status: Status | undefined, now: number): Status {
  if (status === undefined || (status.until !== undefined && status.until <= now)) return sensed;
  return status;
}
