/** How one keeps a conversation. */
export const keeping = {
  markRead: "Mark as read",
  markUnread: "Mark as unread",
  pin: "Pin to the top",
  unpin: "Unpin",
  moveUp: "Move up",
  moveDown: "Move down",
  mute: "Mute",
  muteHour: "Mute for an hour",
  muteMorning: "Mute until 8 in the morning",
  muteGood: "Mute for good",
  unmute: "Unmute",
  mutedUntil: (when: string) => `Muted until ${when}`,
  mutedGood: "Muted",
  archive: "Archive",
  bringBack: "Take out of the archive",
};
