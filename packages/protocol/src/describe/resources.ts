import type { TSchema } from "typebox";
import type { RejectionCode } from "@elsewhere/core";
import {
  MailboxFetched,
  MailboxOpened,
  NewUpload,
  PassState,
  ServerInfo,
  SignedIn,
  SignIn,
  SignUp,
  Uploaded,
  UploadState,
} from "../http.ts";

/** HTTP resources beside the requests of the table, as documents tell of them. */
export interface Resource {
  readonly method: "get" | "post" | "patch" | "delete";
  readonly path: string;
  readonly name: string;
  readonly about: string;
  /** Whether a token is needed. */
  readonly signedIn: boolean;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: TSchema | "bytes" | "frames";
  readonly answer: TSchema | "text" | "bytes" | "events" | "nothing";
  readonly refusals: readonly RejectionCode[];
}

const always: readonly RejectionCode[] = ["unavailable", "internal-error"];

export const resources: readonly Resource[] = [
  {
    method: "get",
    path: "/healthz",
    name: "health",
    about: "The process is alive.",
    signedIn: false,
    answer: "text",
    refusals: [],
  },
  {
    method: "get",
    path: "/readyz",
    name: "readiness",
    about: "The node takes connections; 503 while it is draining.",
    signedIn: false,
    answer: "text",
    refusals: ["draining"],
  },
  {
    method: "get",
    path: "/metrics",
    name: "metrics",
    about: "Numbers for Prometheus; for private addresses unless opened.",
    signedIn: false,
    answer: "text",
    refusals: ["not-allowed"],
  },
  {
    method: "get",
    path: "/api/v1/server",
    name: "server",
    about: "What this server is.",
    signedIn: false,
    answer: ServerInfo,
    refusals: always,
  },
  {
    method: "post",
    path: "/api/v1/session",
    name: "signIn",
    about: "Signs in: makes a device of the account and its token. Pages get the token as a cookie.",
    signedIn: false,
    body: SignIn,
    answer: SignedIn,
    refusals: [
      "invalid-request",
      "wrong-credentials",
      "account-disabled",
      "device-limit",
      "too-fast",
      ...always,
    ],
  },
  {
    method: "get",
    path: "/api/v1/session",
    name: "whoAmI",
    about: "Who the token belongs to.",
    signedIn: true,
    answer: SignedIn,
    refusals: always,
  },
  {
    method: "delete",
    path: "/api/v1/session",
    name: "signOut",
    about: "Signs this device out.",
    signedIn: true,
    answer: "nothing",
    refusals: always,
  },
  {
    method: "post",
    path: "/api/v1/session/rotate",
    name: "rotate",
    about: "Exchanges the token for a new one; the old one holds until the new one is first used.",
    signedIn: true,
    answer: SignedIn,
    refusals: always,
  },
  {
    method: "get",
    path: "/api/v1/pass/{secret}",
    name: "pass",
    about: "What a pass is for, without using it.",
    signedIn: false,
    answer: PassState,
    refusals: ["expired", "used-up", "too-fast", ...always],
  },
  {
    method: "post",
    path: "/api/v1/sign-up",
    name: "signUp",
    about: "Makes an account with a pass, and signs in. A `setup` pass makes the first administrator.",
    signedIn: false,
    body: SignUp,
    answer: SignedIn,
    refusals: ["invalid-request", "already-exists", "expired", "used-up", "too-fast", ...always],
  },
  {
    method: "post",
    path: "/api/v1/files",
    name: "upload",
    about: "Uploads the bytes of an attachment as they are. The media type is found by looking at them.",
    signedIn: true,
    query: { name: "File name." },
    body: "bytes",
    answer: Uploaded,
    refusals: ["too-large", ...always],
  },
  {
    method: "post",
    path: "/api/v1/uploads",
    name: "beginUpload",
    about: "Begins an upload in pieces, or goes on with an unfinished one of the same bytes.",
    signedIn: true,
    body: NewUpload,
    answer: UploadState,
    refusals: ["invalid-request", "too-large", ...always],
  },
  {
    method: "get",
    path: "/api/v1/uploads/{id}",
    name: "uploadState",
    about: "How far an upload is, and its file once it is complete. Unfinished ones are kept for a day.",
    signedIn: true,
    answer: UploadState,
    refusals: ["no-such-file", ...always],
  },
  {
    method: "patch",
    path: "/api/v1/uploads/{id}",
    name: "continueUpload",
    about: "Sends the next piece. What came before a connection broke is kept.",
    signedIn: true,
    headers: { "Upload-Offset": "Where the piece begins: how far the upload is." },
    body: "bytes",
    answer: UploadState,
    refusals: ["invalid-request", "no-such-file", "changed-meanwhile", "too-large", ...always],
  },
  {
    method: "delete",
    path: "/api/v1/uploads/{id}",
    name: "giveUpUpload",
    about: "Forgets an unfinished upload.",
    signedIn: true,
    answer: "nothing",
    refusals: always,
  },
  {
    method: "get",
    path: "/api/v1/files/{id}",
    name: "download",
    about: "Bytes of an attachment, for its uploader and the members of conversations that hold it.",
    signedIn: true,
    headers: { Range: "One range of bytes.", "If-None-Match": "The ETag that is known." },
    answer: "bytes",
    refusals: ["no-such-file", ...always],
  },
  {
    method: "post",
    path: "/events",
    name: "openOrPost",
    about:
      "Without `mailbox`: the hello, which opens one. With it: requests, whose answers come through it (202).",
    signedIn: true,
    query: { mailbox: "The mailbox." },
    body: "frames",
    answer: MailboxOpened,
    refusals: ["invalid-request", "too-many", "expired", "account-disabled", "draining", ...always],
  },
  {
    method: "get",
    path: "/events",
    name: "fetch",
    about: "Frames behind the cursor: at once (a poll), when there are some (`wait`), or as an event stream.",
    signedIn: true,
    query: {
      mailbox: "The mailbox.",
      cursor: "Of the last answer; what is before it is forgotten.",
      wait: "Seconds to wait for frames; 0 or absent: a poll.",
    },
    headers: {
      Accept: "`text/event-stream` for an event stream.",
      "Last-Event-ID": "Cursor of an event stream that goes on.",
    },
    answer: MailboxFetched,
    refusals: ["invalid-request", "expired", "too-fast", ...always],
  },
  {
    method: "delete",
    path: "/events",
    name: "closeMailbox",
    about: "Closes the mailbox: the point is gone.",
    signedIn: true,
    query: { mailbox: "The mailbox." },
    answer: "nothing",
    refusals: ["expired", ...always],
  },
  {
    method: "get",
    path: "/api/v1/openapi.json",
    name: "openApi",
    about: "This description.",
    signedIn: false,
    answer: "text",
    refusals: [],
  },
];
