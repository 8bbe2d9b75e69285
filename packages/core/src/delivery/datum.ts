import type { AccountName, ConversationId, DeviceId, Offset } from "../names.ts";
import type { Attachment, MessageBody } from "../topic/entry.ts";

/**
 * One thing to be delivered, with the facts the plan needs and no more. Every type of data is here; a new one
 * does not compile until the table has rows for it.
 */
export type Datum =
  | MessageDatum
  | RevisionDatum
  | AlertDatum
  | ReceiptDatum
  | TypingDatum
  | ReadMarkDatum
  | DraftDatum
  | OwnPresenceDatum
  | OthersPresenceDatum
  | RingDatum
  | CallSignalDatum
  | FileOfferDatum
  | FileBytesDatum
  | ContactChangeDatum
  | ConversationChangeDatum
  | AccountChangeDatum
  | SessionControlDatum;

/** What an attachment is, as far as showing it goes. */
export type Content = "image" | "audio" | "video" | "file";

/** What a message asks of a screen. */
export interface MessageParts {
  /** The text uses formatting. */
  readonly rich: boolean;
  readonly carries: readonly Content[];
}

export interface MessageDatum extends MessageParts {
  readonly type: "message";
  readonly conversation: ConversationId;
  readonly offset: Offset;
  readonly by: AccountName;
  /** The device it was sent from. */
  readonly device: DeviceId;
  readonly mentions: readonly AccountName[];
  /** It was deleted before it could be delivered. */
  readonly deleted: boolean;
}

/** An edit, a deletion or a reaction. */
export interface RevisionDatum extends MessageParts {
  readonly type: "revision";
  readonly conversation: ConversationId;
  /** The message. */
  readonly of: Offset;
  readonly by: AccountName;
  readonly device: DeviceId;
  readonly change: "edited" | "deleted" | "reacted";
}

/** Something the person should notice that is not a message. */
export interface AlertDatum {
  readonly type: "alert";
  readonly subject: "missed-call" | "voicemail" | "new-device" | "contact-request" | "invitation" | "notice";
  /** Where it belongs, or undefined. */
  readonly conversation: ConversationId | undefined;
  /** Its place in its topic; what is read up to there needs no alert. */
  readonly offset: Offset;
}

/** How far somebody has received and read. */
export interface ReceiptDatum {
  readonly type: "receipt";
  readonly conversation: ConversationId;
  readonly by: AccountName;
}

export interface TypingDatum {
  readonly type: "typing";
  readonly conversation: ConversationId;
  readonly by: AccountName;
  readonly device: DeviceId;
}

/** The person has read up to a place. */
export interface ReadMarkDatum {
  readonly type: "read-mark";
  readonly conversation: ConversationId;
  /** Where they read it. */
  readonly device: DeviceId;
}

export interface DraftDatum {
  readonly type: "draft";
  readonly conversation: ConversationId;
  /** Where it is being written. */
  readonly device: DeviceId;
}

/** A point of the account came, changed or went. */
export interface OwnPresenceDatum {
  readonly type: "own-presence";
  /** The point that changed. */
  readonly device: DeviceId;
}

/** The composite presence of somebody the person watches. */
export interface OthersPresenceDatum {
  readonly type: "others-presence";
  readonly of: AccountName;
}

/** How a ring ended, or that it has not. */
export type RingState =
  | { readonly name: "ringing" }
  | { readonly name: "answered"; readonly device: DeviceId }
  | { readonly name: "declined"; readonly device: DeviceId }
  /** The caller gave up, or nobody answered in time. */
  | { readonly name: "over" };

export interface RingDatum {
  readonly type: "ring";
  readonly call: string;
  readonly by: AccountName;
  /** The device that calls. */
  readonly device: DeviceId;
  readonly media: "audio" | "video";
  readonly state: RingState;
  /** Points on which the person asked for silence. */
  readonly silencedOn: readonly DeviceId[];
}

/** What happens inside a call. */
export interface CallSignalDatum {
  readonly type: "call-signal";
  readonly call: string;
  readonly signal: "media" | "signalling" | "dtmf" | "mute" | "hold";
  /** The device that is in the call. */
  readonly device: DeviceId;
}

/** Whether one of the person's devices took the file, and which. */
export type Claim =
  | { readonly name: "open" }
  | { readonly name: "accepted"; readonly device: DeviceId }
  | { readonly name: "declined"; readonly device: DeviceId };

export interface FileOfferDatum {
  readonly type: "file-offer";
  readonly conversation: ConversationId;
  readonly offset: Offset;
  readonly by: AccountName;
  readonly device: DeviceId;
  readonly content: Content;
  /** Bytes. */
  readonly size: number;
  /** The bytes are on the server, so that a link can be given; otherwise they go from device to device. */
  readonly stored: boolean;
  readonly claim: Claim;
}

export interface FileBytesDatum {
  readonly type: "file-bytes";
  /** The device that accepted the offer. */
  readonly claimedBy: DeviceId;
}

export interface ContactChangeDatum {
  readonly type: "contact-change";
  readonly contact: AccountName;
}

/** Members, title or the way the person keeps it. */
export interface ConversationChangeDatum {
  readonly type: "conversation-change";
  readonly conversation: ConversationId;
}

/** Settings, status, profile or the list of devices. */
export interface AccountChangeDatum {
  readonly type: "account-change";
  readonly change: "settings" | "status" | "profile" | "devices";
}

export interface SessionControlDatum {
  readonly type: "session-control";
  readonly control: "sign-out" | "sweep";
  /** The addressed device. */
  readonly device: DeviceId;
}

/** What an attachment of a media type is. */
export function contentOf(mediaType: string): Content {
  const kind = mediaType.slice(0, mediaType.indexOf("/"));
  return kind === "image" || kind === "audio" || kind === "video" ? kind : "file";
}

/** The datum of a message at its place. `rich`: the text uses formatting. */
export function messageDatum(
  conversation: ConversationId,
  offset: Offset,
  body: MessageBody,
  rich: boolean,
): MessageDatum {
  return {
    type: "message",
    conversation,
    offset,
    by: body.by,
    device: body.device,
    rich,
    carries: contents(body.files),
    mentions: body.mentions ?? [],
    deleted: body.deletedAt !== undefined,
  };
}

function contents(files: readonly Attachment[] | undefined): readonly Content[] {
  return files === undefined ? [] : [...new Set(files.map((file) => contentOf(file.type)))];
}
