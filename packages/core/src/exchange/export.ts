import { accountTopic, type AccountName, type ConversationId } from "../names.ts";
import { conversationsOf, settingsOf } from "../people/account-state.ts";
import type { AccountRecord, FileRecord } from "../ports/store.ts";
import { keyOf, type Attachment } from "../topic/entry.ts";
import { entriesOf, type TopicState } from "../topic/state.ts";
import type { House } from "./house.ts";
import { loadSure } from "./trust.ts";

/** A piece of an account's export: a line of one of its files, or an attachment. Lines of one file follow each other. */
export type ExportPart =
  | { readonly kind: "line"; readonly file: ExportFile; readonly value: object }
  | { readonly kind: "attachment"; readonly file: FileRecord };

export type ExportFile =
  | "account"
  | "settings"
  | "contacts"
  | "devices"
  | "passkeys"
  | "conversations"
  | "messages";

const page = 500;

/** Everything of an account, without any secret. Reads as it goes, so that nothing has to be held. Rejects with `Unavailable`. */
export async function* exportParts(house: House, record: AccountRecord): AsyncIterable<ExportPart> {
  const { passwordHash: _, ...account } = record;
  yield { kind: "line", file: "account", value: account };
  const own = await loadSure(house, accountTopic(record.name));
  yield { kind: "line", file: "settings", value: settingsOf(own) };
  for (const { body } of entriesOf(own, "contact")) yield { kind: "line", file: "contacts", value: body };
  yield* accessParts(house, record.name);
  const conversations = conversationsOf(own);
  for (const id of conversations)
    yield {
      kind: "line",
      file: "conversations",
      value: conversationLine(own, await loadSure(house, id), id),
    };
  const files = new Map<string, Attachment>();
  for (const id of conversations)
    for await (const value of messageLines(house, id, files)) yield { kind: "line", file: "messages", value };
  for (const { file } of files.values()) {
    const stored = await house.store.readFile(file);
    if (stored !== undefined) yield { kind: "attachment", file: stored };
  }
}

async function* accessParts(house: House, name: AccountName): AsyncIterable<ExportPart> {
  for (const device of await house.store.listDevices(name)) {
    const { id, label, kind, capabilities, createdAt, lastSeenAt } = device;
    yield {
      kind: "line",
      file: "devices",
      value: { device: id, label, kind, capabilities, createdAt, lastSeenAt },
    };
  }
  for (const { label, createdAt, lastUsedAt } of await house.store.listPasskeys(name))
    yield { kind: "line", file: "passkeys", value: { label, createdAt, lastUsedAt } };
}

/** The conversation, its members, and what the account's own topic says of it. */
function conversationLine(own: TopicState, state: TopicState, id: ConversationId): object {
  const mine = ["kept", "read", "draft"].flatMap((type) => own.keys.get(`${type}:${id}`)?.body ?? []);
  return {
    conversation: id,
    info: state.keys.get("info")?.body,
    members: entriesOf(state, "member").map(({ body }) => body),
    own: mine.toSorted((one, other) => ((keyOf(one) ?? "") < (keyOf(other) ?? "") ? -1 : 1)),
  };
}

/** Oldest first. Attachments are noted on the way. */
async function* messageLines(
  house: House,
  conversation: ConversationId,
  files: Map<string, Attachment>,
): AsyncIterable<object> {
  for (let after = 0; ; ) {
    const entries = await house.store.readEntries(conversation, after, page);
    for (const { offset, at, body } of entries) {
      after = offset;
      if (body.type !== "message") continue;
      const { type: _, command: __, ...message } = body;
      for (const file of message.files ?? []) files.set(file.file, file);
      yield { conversation, offset, at, ...message };
    }
    if (entries.length < page) return;
  }
}
