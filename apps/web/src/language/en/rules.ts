/** The person's own rules: their list and their editor. */
export const rules = {
  heading: "Your rules",
  lead: "The first rule that fits decides; without one, Elsewhere looks at where you are.",
  newRule: "New rule",
  settings: "Settings",
  inOrder: "Rules in order",
  none: "No rules yet. For example: Phone: no messages, while you are active on Laptop.",
  kept: (sentence: string) => `Kept: ${sentence}`,
  moved: (place: number, all: number, sentence: string) => `Rule ${place} of ${all}: ${sentence}`,
  neverDecides: "Never decides: a rule above it always does first.",
  holds: "Holds now",
  holdsNot: "Not now",
  orderOf: (sentence: string) => `Order of the rule ${sentence} Up and down with the arrow keys`,
  drag: "Drag, or use the arrow keys",
  change: "Change",
  changeOf: (sentence: string) => `Change the rule ${sentence}`,
  remove: "Remove",
  removeOf: (sentence: string) => `Remove the rule ${sentence}`,
  aNewRule: "A new rule",
  changeTheRule: "Change the rule",
  at: "At",
  everyPlace: "every place",
  placeHere: (place: string) => `${place}, here`,
  what: "What",
  how: "How",
  inside: "In",
  everyConversation: "every conversation",
  whileActiveOn: "While I am active on",
  anything: "anything or nothing",
  certainTimes: "Only at certain times",
  certainTimesAbout: "By the clock of this place.",
  add: "Add the rule",
  save: "Save the rule",
  data: { messages: "Messages", alerts: "Alerts", rings: "Calls" },
  hows: {
    messages: {
      never: "do not come",
      silent: "come without a sound",
      always: "always come with an alert",
    },
    alerts: { never: "do not come", silent: "come without a sound", always: "always come" },
    rings: { never: "do not ring", silent: "show without ringing", always: "always ring" },
  },
  effects: {
    messages: {
      never:
        "They are kept for you and are there when the rule ends; your other places get them. A message is never kept from all your places at once.",
      silent: "They are there to be read, with no sound, no alert and no push.",
      always:
        "They call for you there even in quiet hours, in muted conversations and when you are busy elsewhere.",
    },
    alerts: {
      never:
        "Messages still come to be read, silently; of missed calls and other news nothing is shown there.",
      silent: "All of it is there to be seen, with no sound and no push.",
      always:
        "It calls for you there even in quiet hours, in muted conversations and when you are busy elsewhere.",
    },
    rings: {
      never: "A call is not shown there at all; your other places ring as ever.",
      silent: "You see the call and can take it; it makes no sound.",
      always: "Also in quiet hours and while you do not want to be disturbed.",
    },
  },
};
