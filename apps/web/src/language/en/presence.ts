/** How a person is, and what can be done with them now. */
export const presence = {
  states: {
    available: "Available",
    away: "Away",
    busy: "Busy",
    "in-call": "In a call",
    "do-not-disturb": "Do not disturb",
    offline: "Offline",
  },
  until: (state: string, when: string) => `${state} until ${when}`,
  lastAgo: (state: string, span: string) => `${state}, last here ${span} ago`,
  lastAt: (state: string, when: string) => `${state}, last here ${when}`,
  talkAndVideo: "can talk and be seen",
  talkOnly: "can talk, no video",
};
