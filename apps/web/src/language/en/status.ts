import { plural } from "./forms.ts";

/** How one is shown to others. */
export const status = {
  heading: "How others see you",
  change: "Change how others see you",
  asYouAre: "Shown as you are",
  until: (state: string, when: string) => `${state} until ${when}`,
  choices: {
    auto: { title: "As I am", about: "Shown as your places sense it" },
    available: { title: "Available", about: "Also while you are away from your places" },
    away: { title: "Away", about: "Reachable, but not at once" },
    busy: { title: "Busy", about: "Here, with something else" },
    "do-not-disturb": { title: "Do not disturb", about: "No sound and no alert anywhere" },
    invisible: { title: "Invisible", about: "Others see you as offline" },
  },
  note: "Note",
  noteExample: "at the workshop",
  holds: "It holds",
  endings: {
    open: "until I change it",
    "half-hour": "for 30 minutes",
    hour: "for an hour",
    today: "until the end of today",
    tomorrow: "until tomorrow, 9:00",
    time: "until …",
  },
  watchers: {
    contacts: "Your contacts see this",
    everyone: "Everyone on this server sees this",
    chosen: "The people you chose see this",
    nobody: "Nobody sees this",
  },
  endsAt: "It ends",
  seen: (watchers: string) => `${watchers}.`,
  seenExcept: (watchers: string, count: number) =>
    `${watchers}, except ${plural(count, { one: "one person", other: `${count} people` })}.`,
  whoCanSee: "Who can see me",
  show: "Show me so",
};
