/** What places got, and why. */
export const decisions = {
  heading: "Why it did, and why it did not",
  lead: "The latest messages, what each of your places did with them, and because of what.",
  at: "At",
  everyPlace: "every place",
  looking: "Looking it up …",
  none: "Nothing is written down yet. Once somebody writes to you, it is explained here.",
  lastFrom: (name: string, when: string) => `${name}, ${when}:`,
  all: "Why did it, or did it not?",
  can: (things: string) => `shows ${things}`,
  things: { text: "messages", image: "pictures", file: "files", audio: "talk", video: "video" },
  wakes: "can be woken",
  since: (day: string) => `here since ${day}`,
  rulesFor: "Rules for it",
  prepared: "Rules others like",
  add: "Add",
};
