import { plural } from "./forms.ts";

/** The administration of the server. */
export const admin = {
  heading: "Administration",
  lead: "Signing up needs an invitation; you make them here.",
  accounts: "Accounts",
  hereSince: (day: string) => `here since ${day}`,
  administrator: "administrator",
  disabled: "disabled",
  enable: "Enable",
  disable: "Disable",
  invite: "Invite people",
  word: "A word to them",
  wordExample: "Welcome to the workshop",
  howMany: "How many",
  makeLink: "Make a link",
  sendLink: "Send this link; it works for seven days.",
  copied: "Copied",
  copy: "Copy",
  openInvitations: "Open invitations",
  withoutWord: "An invitation without a word",
  revoke: "Take back",
  revokeOf: (name: string) => `Take back: ${name}`,
  holds: (uses: number, until: string) =>
    `${plural(uses, { one: "for one person", other: `for ${uses} people` })}, until ${until}`,
};
