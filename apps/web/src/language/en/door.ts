import { plural } from "./forms.ts";

/** Signing in and joining. */
export const door = {
  signIn: "Sign in",
  signingIn: "Signing in …",
  othersStay: (domain: string | undefined) =>
    `Your other places stay signed in${domain === undefined ? "" : ` at ${domain}`}.`,
  nobodyYet:
    "Nobody lives here yet. The server printed a link when it started: open that to become the first administrator.",
  shortName: "Short name",
  password: "Password",
  oneMoment: "One moment",
  looking: "Looking at your link …",
  brokenLink: "This link does not work",
  groupFirst:
    "You have an invitation to a group here. Sign in, and you will see it. Without an account, ask whoever sent it for an invitation to this server first.",
  askAgain: "Ask whoever sent it for a new one. If you have an account already:",
  makeYours: "Make this place yours",
  invited: "You are invited",
  firstHere: "You are the first here: this makes you the administrator.",
  makeAccount: "Make your account and start.",
  yourName: "Your name",
  shortNameForm: "Small letters, digits, dots, dashes and underlines",
  shortNameHint: "You sign in with it, and it is how others find you.",
  passwordHint: "At least eight characters.",
  joining: "One moment …",
  join: "Join",
  placeName: "What is this place called?",
  placeExamples: "Laptop, Desk, Phone …",
  placeHint: "You see it wherever you are signed in. Empty: it is named after the browser.",
  isPublic: "Others use this computer too",
  withPasskey: "Sign in with a passkey",
  brokenOff: "The browser broke it off. Try again, or use your password.",
  wait: (span: string) => `Too many tries. Try again in ${span}.`,
  seconds: (count: number) => plural(count, { one: "a second", other: `${count} seconds` }),
  invitedBy: (name: string, house: string) => `${name} invites you to ${house}.`,
  newPassword: "A new password",
  newPasswordLead: (account: string) =>
    `For ${account}. All other places are signed out; this one is signed in.`,
  takePassword: "Take it and sign in",
  publicHint: "Nothing is kept; closing or reloading the page signs you out.",
};
