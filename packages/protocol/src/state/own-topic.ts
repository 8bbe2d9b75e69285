import type { DurableNotice, DurableNotices } from "../notices.ts";

type Contact = DurableNotices["contact"];
type Kept = DurableNotices["kept"];
type Device = DurableNotices["device"];

/** How the person keeps a conversation. */
export type KeptValue = Omit<Kept, "on" | "topic" | "offset" | "at" | "conversation">;

/** The account's own topic: what follows the person to every device. */
export interface OwnTopic {
  /** Offset of the newest entry applied; 0 before the first. */
  readonly offset: number;
  readonly profile: Pick<DurableNotices["profile"], "kind" | "displayName"> | undefined;
  readonly settings: DurableNotices["settings"]["settings"] | undefined;
  readonly status: DurableNotices["status"]["status"] | undefined;
  /** By account. */
  readonly contacts: ReadonlyMap<string, Pick<Contact, "account" | "state" | "blocked">>;
  /** Conversation ids. */
  readonly joined: ReadonlySet<string>;
  /** Conversation to the offset up to which everything was read. */
  readonly reads: ReadonlyMap<string, number>;
  /** Conversation to what is being written there. */
  readonly drafts: ReadonlyMap<string, Pick<DurableNotices["draft"], "text" | "device" | "at">>;
  readonly kept: ReadonlyMap<string, KeptValue>;
  /** Signed-in devices by id. */
  readonly devices: ReadonlyMap<
    string,
    Pick<Device, "device" | "label" | "kind" | "capabilities" | "createdAt">
  >;
}

export const emptyOwnTopic: OwnTopic = {
  offset: 0,
  profile: undefined,
  settings: undefined,
  status: undefined,
  contacts: new Map(),
  joined: new Set(),
  reads: new Map(),
  drafts: new Map(),
  kept: new Map(),
  devices: new Map(),
};

/** The topic after a notice, whatever its offset; notices that belong to conversations only move the offset. */
export function applyToOwnTopic(own: OwnTopic, notice: DurableNotice): OwnTopic {
  return { ...own, ...changeOf(own, notice), offset: notice.offset };
}

function changeOf(own: OwnTopic, notice: DurableNotice): Partial<OwnTopic> {
  switch (notice.on) {
    case "profile":
      return { profile: { kind: notice.kind, displayName: notice.displayName } };
    case "settings":
      return { settings: notice.settings };
    case "status":
      return { status: notice.status };
    case "contact":
      return { contacts: applyContact(own.contacts, notice) };
    case "joined":
      return { joined: applyJoined(own.joined, notice) };
    case "read":
      return { reads: withEntry(own.reads, notice.conversation, notice.upTo) };
    case "draft":
      return { drafts: applyDraft(own.drafts, notice) };
    case "kept":
      return { kept: withEntry(own.kept, notice.conversation, keptOf(notice)) };
    case "device":
      return { devices: applyDevice(own.devices, notice) };
    default:
      return {};
  }
}

function applyContact(contacts: OwnTopic["contacts"], notice: Contact): OwnTopic["contacts"] {
  const { account, state, blocked } = notice;
  // A person who is blocked stays listed, so that the block can be taken back.
  if (state === "gone" && !blocked) return withoutEntry(contacts, account);
  return withEntry(contacts, account, { account, state, blocked });
}

function applyJoined(joined: ReadonlySet<string>, notice: DurableNotices["joined"]): ReadonlySet<string> {
  const next = new Set(joined);
  if (notice.gone) next.delete(notice.conversation);
  else next.add(notice.conversation);
  return next;
}

function applyDraft(drafts: OwnTopic["drafts"], notice: DurableNotices["draft"]): OwnTopic["drafts"] {
  const { conversation, text, device, at } = notice;
  return text === ""
    ? withoutEntry(drafts, conversation)
    : withEntry(drafts, conversation, { text, device, at });
}

function keptOf(notice: Kept): KeptValue {
  const { on: _, topic: __, offset: ___, at: ____, conversation: _____, ...kept } = notice;
  return kept;
}

function applyDevice(devices: OwnTopic["devices"], notice: Device): OwnTopic["devices"] {
  const { device, label, kind, capabilities, createdAt } = notice;
  if (notice.gone) return withoutEntry(devices, device);
  return withEntry(devices, device, { device, label, kind, capabilities, createdAt });
}

/** A copy of the map with the entry set. */
export function withEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): Map<Key, Value> {
  return new Map(map).set(key, value);
}

/** The map without the key; the same map if it has none. */
export function withoutEntry<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
}
