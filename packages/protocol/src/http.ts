import Type, { type Static } from "typebox";
import { limits } from "./limits.ts";
import {
  Account,
  AttachmentValue,
  Capabilities,
  Device,
  DeviceKind,
  FileId,
  Label,
  LimitedText,
  PasskeyAnswer,
  PasskeyOffer,
  Password,
  Secret,
  Time,
  words,
} from "./values.ts";

/** Bodies of the HTTP resources that are not requests of the table (`requests.ts`). */
const device = {
  label: Type.Optional(Label),
  kind: Type.Optional(DeviceKind),
  capabilities: Type.Optional(Capabilities),
  /** `cookie`: the token comes as an HttpOnly cookie (pages). `token`: in the answer (programs). */
  as: Type.Optional(words(["cookie", "token"] as const)),
  /** A public terminal: the cookie ends with the browser, the device with the connection. */
  public: Type.Optional(Type.Boolean()),
};

export const SignIn = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 320 }),
  password: Password,
  ...device,
});
export const SignedIn = Type.Object({
  account: Account,
  device: Device,
  token: Type.Optional(Type.String()),
});
/** What a browser needs to sign in with a passkey, and its answer. */
export const SignInWithPasskey = Type.Object({ ...PasskeyAnswer.properties, ...device });
/** With a `password` pass: a new password for its account. */
export const NewPassword = Type.Object({
  pass: Secret,
  password: Type.String({ minLength: 8, maxLength: 1024 }),
  ...device,
});
/** Also creates the first administrator (a `setup` pass). */
export const SignUp = Type.Object({
  pass: Secret,
  account: Account,
  displayName: LimitedText(limits.displayName),
  password: Type.String({ minLength: 8, maxLength: 1024 }),
  ...device,
});
export const PassState = Type.Object({
  kind: words(["setup", "sign-up", "password"] as const),
  from: Type.Optional(Type.String({ description: "The display name of who invites." })),
  account: Type.Optional(Account),
  note: Type.Optional(Type.String()),
  expiresAt: Time,
});
export const ServerInfo = Type.Object({
  domain: Type.String(),
  version: Type.String(),
  node: Type.String(),
  pushKey: Type.Optional(Type.String()),
  setUp: Type.Boolean({ description: "An administrator exists." }),
  publicUrl: Type.Optional(Type.String({ description: "Where it believes to be reached." })),
  name: Type.Optional(Type.String({ description: "What the house is called." })),
  welcome: Type.Optional(Type.String({ description: "A word to who comes in." })),
  signUp: Type.Optional(words(["invitation", "closed"] as const)),
  uploadLimit: Type.Optional(Type.Integer({ minimum: 0, description: "Bytes of the largest file." })),
});
/** `POST /session/passkey-offer`. */
export const PasskeyOffered = PasskeyOffer;
export const Uploaded = AttachmentValue;
/** `POST /api/v1/uploads`: begins an upload that may be broken off and goes on. */
export const NewUpload = Type.Object({
  name: Type.String({ maxLength: 1024 }),
  size: Type.Integer({ minimum: 0 }),
  hash: Type.Optional(
    Type.String({
      pattern: "^[0-9a-f]{64}$",
      description: "SHA-256 of all bytes. Checked at the end; and what was sent of the same bytes goes on.",
    }),
  ),
});
export const UploadState = Type.Object({
  upload: FileId,
  offset: Type.Integer({ minimum: 0, description: "Bytes that have come; the next piece begins there." }),
  size: Type.Integer({ minimum: 0 }),
  file: Type.Optional(Uploaded),
});
/** `POST /events`: opens a mailbox for a client without WebSocket. */
export const MailboxOpened = Type.Object({
  mailbox: Type.String(),
  frames: Type.Array(Type.Unknown()),
  cursor: Type.Integer(),
});
export const MailboxFetched = Type.Object({
  frames: Type.Array(Type.Unknown()),
  cursor: Type.Integer({ description: "Give it with the next fetch: what is before it is forgotten." }),
  next: Type.Integer({ description: "Milliseconds to wait before the next fetch (polling)." }),
});
export type SignIn = Static<typeof SignIn>;
export type SignInWithPasskey = Static<typeof SignInWithPasskey>;
export type NewPassword = Static<typeof NewPassword>;
export type PasskeyOffered = Static<typeof PasskeyOffered>;
export type SignedIn = Static<typeof SignedIn>;
export type SignUp = Static<typeof SignUp>;
export type PassState = Static<typeof PassState>;
export type ServerInfo = Static<typeof ServerInfo>;
export type Uploaded = Static<typeof Uploaded>;
export type NewUpload = Static<typeof NewUpload>;
export type UploadState = Static<typeof UploadState>;
export type MailboxOpened = Static<typeof MailboxOpened>;
export type MailboxFetched = Static<typeof MailboxFetched>;
