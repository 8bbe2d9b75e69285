import {
  keyOf,
  kindOf,
  type AttachmentKind,
  type Commit,
  type CommitResult,
  type Body,
  type HouseBody,
  type MessageBody,
  type TopicId,
} from "@elsewhere/core";

/**
 * What goes between the event loop and the writer's thread. Commits are tuples with bodies already in JSON:
 * the copy between threads is a third cheaper than that of objects, and the writer never parses a body.
 */
export type CommitOrder = readonly [
  at: number,
  account: string | null,
  command: string | null,
  answer: string | null,
  expect: readonly ExpectOrder[],
  entries: readonly EntryOrder[],
];
export type ExpectOrder = readonly [topic: string, key: string, offset: number];
export type EntryOrder = readonly [
  topic: string,
  key: string | null,
  type: string,
  author: string | null,
  body: string,
  uses: FileUses | null,
  revision: Revision | null,
];
/** The files of a message and what each is to it: an attachment of a kind, or the picture of a card. */
export type FileUses = readonly (readonly [file: string, kind: AttachmentKind | "card"])[];
/** The message that a `revised` body replaces. */
export type Revision = readonly [of: number, message: string, text: RevisedText];
/** What becomes of the message's text in the search index. */
export type RevisedText = { readonly keep: true } | { readonly keep: false; readonly text: string };

/** Offsets if committed. */
export type CommitReply =
  | readonly number[]
  | { readonly repeated: string; readonly answer: string | null }
  | { readonly stale: string };

/** Everything else that a thread is asked for: a named operation and what it is given. */
export interface Order {
  readonly do: string;
  readonly with: readonly unknown[];
}

export interface Failure {
  readonly failed: { readonly message: string; readonly code: string | undefined };
}

export function isFailure(reply: unknown): reply is Failure {
  return typeof reply === "object" && reply !== null && "failed" in reply;
}

export function failure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return { failed: { message, code } };
}

export function encodeCommit(commit: Commit): CommitOrder {
  const { command, answer } = commit;
  return [
    commit.at,
    command?.account ?? null,
    command?.id ?? null,
    answer === undefined ? null : JSON.stringify(answer),
    commit.expect.map(({ topic, key, offset }) => [topic, key, offset]),
    commit.entries.map(({ topic, body }) => encodeEntry(topic, body)),
  ];
}

function encodeEntry(topic: TopicId, body: Body | HouseBody): EntryOrder {
  const key = keyOf(body) ?? null;
  const json = JSON.stringify(body);
  if (body.type === "message") return [topic, key, "message", body.by, json, usesOf(body), null];
  if (body.type !== "revised") return [topic, key, body.type, null, json, null, null];
  const { message } = body;
  const text: RevisedText =
    body.change === "reacted"
      ? { keep: true }
      : { keep: false, text: message.deletedAt === undefined ? message.text : "" };
  const revision: Revision = [body.of, JSON.stringify(message), text];
  return [topic, key, "revised", null, json, usesOf(message), revision];
}

function usesOf({ files = [], cards = [] }: MessageBody): FileUses | null {
  if (files.length + cards.length === 0) return null;
  const shown = cards.flatMap(({ image }) => (image === undefined ? [] : [[image.file, "card"] as const]));
  return [...files.map((file) => [file.file, kindOf(file)] as const), ...shown];
}

export function decodeReply(reply: CommitReply): CommitResult {
  if ("stale" in reply) return { outcome: "stale", topic: reply.stale as TopicId };
  if (!("repeated" in reply)) return { outcome: "committed", offsets: reply };
  const answer: unknown = reply.answer === null ? undefined : JSON.parse(reply.answer);
  return { outcome: "repeated", offsets: JSON.parse(reply.repeated) as number[], answer };
}
