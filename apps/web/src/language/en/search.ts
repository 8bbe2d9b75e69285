/** Finding messages. */
export const search = {
  inConversation: "Search in this conversation",
  words: "Words to find in this conversation",
  close: "Close the search",
  found: "Found by these words",
  messages: "Messages",
  looking: "Looking …",
  none: "No message says that.",
  more: "More",
};
