/** What stands around everything: the house, its pages, its dialogs. */
export const frame = {
  brand: "Elsewhere",
  motto: "Start it here, finish it elsewhere.",
  skip: "Skip to the conversation",
  back: "Back to the list",
  close: "Close",
  closeMessage: "Close the message",
  save: "Save",
  cancel: "Cancel",
  allow: "Allow",
  nothingOpen: "No conversation is open",
  welcome: (name: string) => `Welcome, ${name}`,
  welcomeLead:
    "Find somebody on the left and write to them. Sign in on your other devices too: what you start here you can finish there.",
  empty: "Nothing is open",
  emptyLead: "Choose a conversation on the left, or find somebody to write to.",
  invite: "Invite people",
  newVersion: "A new version is here.",
  reload: "Reload",
};
