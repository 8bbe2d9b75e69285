import type { Entry, Person, Snapshot, Told, TopicId } from "@elsewhere/core";
import type { DurableNotice, LiveNotice } from "@elsewhere/protocol";
import { keptValue, linkValue, messageValue, messageValueAt, pointValue, presenceValue } from "./values.ts";

/** A durable fact as the notice that tells it. */
export function entryNotice(topic: TopicId, { offset, at, body }: Entry): DurableNotice {
  switch (body.type) {
    case "message":
      return { on: "message", topic, offset, at, message: messageValueAt(offset, at, body) };
    case "revised":
      return {
        on: "revised",
        topic,
        offset,
        at,
        by: body.by,
        change: body.change,
        message: messageValueAt(body.of, body.sentAt, body.message),
      };
    case "info":
      return {
        on: "info",
        topic,
        offset,
        at,
        kind: body.kind,
        createdBy: body.createdBy,
        createdAt: body.createdAt,
        ...(body.title === undefined ? undefined : { title: body.title }),
        ...(body.about === undefined ? undefined : { about: body.about }),
      };
    case "member":
      return { on: "member", topic, offset, at, account: body.account, role: body.role, by: body.by };
    case "link":
      return { on: "link", topic, offset, at, ...linkValue(body) };
    case "receipt":
      return {
        on: "receipt",
        topic,
        offset,
        at,
        account: body.account,
        delivered: body.delivered,
        read: body.read,
      };
    default:
      return ownNotice(topic, offset, at, body);
  }
}

type OwnBody = Exclude<
  Entry["body"],
  { type: "message" | "revised" | "info" | "member" | "link" | "receipt" }
>;

function ownNotice(topic: TopicId, offset: number, at: number, body: OwnBody): DurableNotice {
  switch (body.type) {
    case "profile":
      return { on: "profile", topic, offset, at, kind: body.kind, displayName: body.displayName };
    case "settings":
      return { on: "settings", topic, offset, at, settings: settingsValue(body.settings) };
    case "status":
      return { on: "status", topic, offset, at, status: { ...body.status } };
    case "contact":
      return {
        on: "contact",
        topic,
        offset,
        at,
        account: body.account,
        state: body.state,
        blocked: body.blocked,
      };
    case "joined":
      return { on: "joined", topic, offset, at, conversation: body.conversation, gone: body.gone };
    case "read":
      return { on: "read", topic, offset, at, conversation: body.conversation, upTo: body.upTo };
    case "draft":
      return {
        on: "draft",
        topic,
        offset,
        at,
        conversation: body.conversation,
        text: body.text,
        device: body.device,
      };
    case "kept":
      return { on: "kept", topic, offset, at, ...keptValue(body) };
    case "device":
      return {
        on: "device",
        topic,
        offset,
        at,
        device: body.device,
        label: body.label,
        kind: body.kind,
        capabilities: [...body.capabilities],
        createdAt: body.createdAt,
        gone: body.gone,
      };
  }
}

type SettingsNotice = Extract<DurableNotice, { on: "settings" }>;

/** A deep copy: lists of the domain are read-only, those of the wire are not. */
function settingsValue(
  settings: Extract<OwnBody, { type: "settings" }>["settings"],
): SettingsNotice["settings"] {
  return structuredClone(settings) as unknown as SettingsNotice["settings"];
}

export function snapshotNotice(snapshot: Snapshot): Extract<LiveNotice, { on: "snapshot" }> {
  return {
    on: "snapshot",
    topic: snapshot.topic,
    offset: snapshot.offset,
    entries: snapshot.entries.map((entry) => entryNotice(snapshot.topic, entry)),
    messages: snapshot.messages.map(messageValue),
    more: snapshot.more,
    unread: snapshot.unread,
  };
}

/** What is told of other than entries, which have their own, faster way (`encode.ts`). */
export function liveNotice(told: Exclude<Told, { type: "entry" }>): LiveNotice {
  switch (told.type) {
    case "snapshot":
      return snapshotNotice(told.snapshot);
    case "caught-up":
      return { on: "caught-up" };
    case "people":
      return {
        on: "people",
        people: told.people.map(personValue),
      };
    case "presence":
      return { on: "presence", presence: told.presence.map(presenceValue) };
    case "points":
      return { on: "points", points: told.points.map(pointValue) };
    case "typing":
      return { on: "typing", conversation: told.conversation, account: told.account };
    case "alert":
      return { on: "alert", conversation: told.conversation, message: told.message, why: told.why };
    case "clear":
      return { on: "clear", conversation: told.conversation, upTo: told.upTo };
    case "rotate":
      return { on: "rotate" };
  }
}

function personValue({ account, displayName, kind, gone }: Person) {
  return { account, displayName, kind, ...(gone === undefined ? undefined : { gone }) };
}
