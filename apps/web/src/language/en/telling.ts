/** How the page asks whether it may tell of messages while nobody looks. */
export const telling = {
  missed: (name: string) =>
    `${name} wrote while you were looking elsewhere. Shall this place tell you with a notification next time?`,
  allow: "Allow notifications",
  notNow: "Not now",
  install: "Install it as an app",
  installLead: "A window and an icon of its own, with the number of unread messages on it.",
  installNow: "Install",
  installIos: "In Safari: Share, then “Add to Home Screen”. Opened from there it can also be woken.",
};
