import type { Told } from "../../words/plans.ts";

/** Why a thing reached each place as it did. */
export const why = {
  lookingUp: "Looking it up …",
  nothing: "Nothing is written down about this",
  nothingLead: "It happened too long ago, or before you were here.",
  yourPlaces: "Your places",
  headings: {
    show: "Why it was shown here",
    alert: "Why this place told you",
    ring: "Why this place rang",
    push: "Why this place was woken",
    silent: "Why this place stayed silent",
    withhold: "Why this place did not get it",
  },
  whereFor: (name: string) => `Where it went for ${name}`,
  where: "Where it went",
  labelHere: (label: string) => `${label}, here`,
  change: "Change this",
  changeFor: (label: string) => `Change this for ${label}`,
  /** The server says it in English. */
  told: ({ text }: Told) => text,
  asOf: (clock: string) => `As it stood at ${clock}.`,
};
