/** A rule as one sentence, wherever it is named. */
export const ruleSentences = {
  everywhere: "Everywhere",
  gonePlace: "a place that is gone",
  does: {
    messages: {
      never: "no messages",
      silent: "messages without a sound",
      always: "always an alert for messages",
    },
    alerts: { never: "no alerts", silent: "alerts without a sound", always: "always an alert" },
    rings: {
      never: "no ringing",
      silent: "calls show without ringing",
      always: "calls always ring",
    },
  },
  inConversation: (title: string) => ` in ${title}`,
  atHours: (hours: string) => `, ${hours}`,
  whileActiveOn: (place: string) => `, while you are active on ${place}`,
  /** `parts`: what it does, then what narrows it. */
  sentence: (where: string, parts: readonly string[]) => `${where}: ${parts.join("")}.`,
  quoted: (sentence: string) => `“${sentence}”`,
};
