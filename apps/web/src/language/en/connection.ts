import { plural } from "./forms.ts";

/** How it stands with the server. */
export const connection = {
  noNetwork: "No network. You can read on and write.",
  tryingIn: (seconds: number) => `Not connected. Trying again in ${seconds} s.`,
  connecting: "Connecting …",
  catchingUp: "Fetching what came meanwhile …",
  none: "Not connected.",
  waiting: (count: number) =>
    plural(count, {
      one: "One message waits and will be sent.",
      other: `${count} messages wait and will be sent.`,
    }),
  tryNow: "Try now",
  signedOut: "You were signed out here from another place. Sign in again to go on.",
  disabled: "This account is disabled. Ask your administrator.",
  tokenReused: "Somebody else used this place's key, so it was signed out. Please sign in again.",
  notSignedIn: "You were signed out here while the page was not connected. Please sign in again.",
  wrongOrigin: "The server does not expect people at this address. Ask your administrator.",
  refused: (reason: string) => `The server does not let this page in (${reason}).`,
  noReason: "no reason given",
};
