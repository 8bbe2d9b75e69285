/**
 * The domain says no. A rejection is a value, not an exception: it travels to the person who asked.
 * `temporary` tells a program whether the same request may succeed later.
 */
export const rejectionCodes = {
  "not-signed-in": { temporary: false, text: "Sign in first." },
  "not-allowed": { temporary: false, text: "You may not do this." },
  "not-a-member": { temporary: false, text: "You are not a member of this conversation." },
  "not-an-owner": { temporary: false, text: "Only an owner of the conversation may do this." },
  "not-yours": { temporary: false, text: "Only its author may do this." },
  "no-such-account": { temporary: false, text: "There is no such account." },
  "no-such-conversation": { temporary: false, text: "There is no such conversation." },
  "no-such-message": { temporary: false, text: "There is no such message." },
  "no-such-device": { temporary: false, text: "There is no such device." },
  "no-such-invitation": { temporary: false, text: "There is no such invitation." },
  "no-such-passkey": { temporary: false, text: "There is no such passkey." },
  "no-such-file": { temporary: false, text: "There is no such file." },
  "no-such-contact": { temporary: false, text: "This person is not one of your contacts." },
  "already-exists": { temporary: false, text: "It exists already." },
  "account-disabled": { temporary: false, text: "This account is disabled." },
  "wrong-credentials": { temporary: false, text: "The name or the password is wrong." },
  blocked: { temporary: false, text: "This person does not take messages from you." },
  expired: { temporary: false, text: "It has expired." },
  "used-up": { temporary: false, text: "It has been used already." },
  "last-owner": { temporary: false, text: "A group needs an owner: make somebody else owner first." },
  "device-limit": { temporary: false, text: "The account has as many devices as it may have." },
  "too-large": { temporary: false, text: "It is too large." },
  "too-many": { temporary: false, text: "There are too many of them." },
  "too-fast": { temporary: true, text: "Too many requests; wait a moment." },
  "invalid-request": { temporary: false, text: "The request is not as the protocol says." },
  "unknown-request": { temporary: false, text: "There is no such request." },
  "changed-meanwhile": { temporary: true, text: "It changed meanwhile; try again." },
  draining: { temporary: true, text: "This node is closing down; come back in a moment." },
  unavailable: { temporary: true, text: "A part of the server cannot be reached; try again later." },
  "internal-error": { temporary: true, text: "The server made a mistake; it has been logged." },
} as const satisfies Record<string, { readonly temporary: boolean; readonly text: string }>;

export type RejectionCode = keyof typeof rejectionCodes;

export interface Rejection {
  readonly rejected: RejectionCode;
  /** What exactly, in words for a person; never contains what the asker may not know. */
  readonly detail?: string;
}

export function rejection(rejected: RejectionCode, detail?: string): Rejection {
  return detail === undefined ? { rejected } : { rejected, detail };
}

export function isRejection(value: object): value is Rejection {
  return "rejected" in value;
}
