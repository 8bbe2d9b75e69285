import { explain } from "@elsewhere/core/delivery/explain";
import type { Because, Explained } from "@elsewhere/core/delivery/reason";
import {
  messageId,
  type AccountDetail,
  type Attachment,
  type AuditEvent,
  type DeviceDetail,
  type Entry,
  type Invitation,
  type KeptBody,
  type LinkBody,
  type LinkedGroup,
  type LinkCard,
  type MessageBody,
  type MessagePlace,
  type PlanRecord,
  type Point,
  type Storage,
  type WatchedPresence,
} from "@elsewhere/core";
import { present } from "./present.ts";
import type { CardValue, MessageValue, PlanValue, PointValue, PresenceValue } from "@elsewhere/protocol";

/** Values of the domain in the form they have on the wire. Fields are named one by one, so that nothing slips out. */

export function messageValue({ offset, at, body }: Entry<MessageBody>): MessageValue {
  return messageValueAt(offset, at, body);
}

export function messageValueAt(offset: number, at: number, body: MessageBody): MessageValue {
  const value: MessageValue = {
    offset,
    at,
    by: body.by,
    device: body.device,
    id: body.command,
    text: body.text,
  };
  if (body.reply !== undefined) value.reply = body.reply;
  if (body.mentions !== undefined) value.mentions = [...body.mentions];
  if (body.files !== undefined) value.files = body.files.map(attachmentValue);
  if (body.cards !== undefined) value.cards = body.cards.map(cardValue);
  if (body.editedAt !== undefined) value.editedAt = body.editedAt;
  if (body.deletedAt !== undefined) value.deletedAt = body.deletedAt;
  if (body.reactions !== undefined) value.reactions = reactionsValue(body.reactions);
  return value;
}

export function attachmentValue({ voice, ...file }: Attachment): NonNullable<MessageValue["files"]>[number] {
  if (voice === undefined) return file;
  return { ...file, voice: { duration: voice.duration, waveform: [...voice.waveform] } };
}

export function cardValue({ url, title, description, site, image }: LinkCard): CardValue {
  const value: CardValue = { url, title };
  if (description !== undefined) value.description = description;
  if (site !== undefined) value.site = site;
  if (image !== undefined) value.image = attachmentValue(image);
  return value;
}

function reactionsValue(reactions: NonNullable<MessageBody["reactions"]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(reactions).map(([emoji, by]) => [emoji, [...by]]));
}

export function placeValue(place: MessagePlace): { message: string; conversation: string; offset: number } {
  return {
    message: messageId(place.conversation, place.offset),
    conversation: place.conversation,
    offset: place.offset,
  };
}

export function presenceValue({ account, presence }: WatchedPresence): PresenceValue {
  const value: PresenceValue = { account, state: presence.state, can: [...presence.can] };
  if (presence.note !== undefined) value.note = presence.note;
  if (presence.until !== undefined) value.until = presence.until;
  if (presence.lastActiveAt !== undefined) value.lastActiveAt = presence.lastActiveAt;
  return value;
}

export function pointValue(point: Point): PointValue {
  const value: PointValue = {
    device: point.device,
    label: point.label,
    kind: point.kind,
    capabilities: [...point.capabilities],
    connected: point.node !== undefined,
    pushable: point.pushable,
    activity: point.activity,
    lastActiveAt: point.lastActiveAt,
    inCall: point.inCall,
  };
  if (point.node !== undefined) value.node = point.node;
  if (point.open !== undefined) value.open = point.open;
  return value;
}

export function deviceValue(device: DeviceDetail) {
  return {
    device: device.device,
    label: device.label,
    kind: device.kind,
    capabilities: [...device.capabilities],
    createdAt: device.createdAt,
    lastSeenAt: device.lastSeenAt,
    connected: device.connected,
    pushable: device.pushable,
  };
}

export function accountValue(account: AccountDetail) {
  return {
    account: account.account,
    displayName: account.displayName,
    kind: account.kind,
    admin: account.admin,
    disabled: account.disabled,
    createdAt: account.createdAt,
  };
}

export function invitationValue({ id, by, note, expiresAt, usesLeft }: Invitation) {
  const known = { ...(by === undefined ? {} : { by }), ...(note === undefined ? {} : { note }) };
  return { invitation: id, ...known, expiresAt, usesLeft };
}

export function keptValue(body: KeptBody) {
  return {
    conversation: body.conversation,
    alerts: body.alerts,
    pinned: body.pinned,
    archived: body.archived,
    ...present(body, "mutedUntil", "rank", "archivedAt", "unread"),
  };
}

/** A link without what its secret is known by. */
export function linkValue(body: LinkBody) {
  return {
    slot: body.slot,
    by: body.by,
    ...present(body, "note"),
    createdAt: body.createdAt,
    expiresAt: body.expiresAt,
    usesLeft: body.usesLeft,
    used: body.used,
    gone: body.gone,
  };
}

export function linkedGroupValue({ about, by, ...group }: LinkedGroup) {
  const { conversation, title, members, expiresAt, joined } = group;
  const { account, displayName, kind } = by;
  const known = about === undefined ? {} : { about };
  return { conversation, title, ...known, members, by: { account, displayName, kind }, expiresAt, joined };
}

export function auditValue({ offset, at, what, ...more }: AuditEvent) {
  return { offset, at, what, ...present(more, "by", "device", "label", "on", "address", "detail") };
}

export function storageValue({ database, attachments, disk, lastBackup }: Storage) {
  const { files, bytes, accounts } = attachments;
  return {
    database,
    attachments: { files, bytes },
    accounts: accounts.map((one) => ({ account: one.account, files: one.files, bytes: one.bytes })),
    ...(disk === undefined ? {} : { disk }),
    ...(lastBackup === undefined ? {} : { lastBackup }),
  };
}

type StoredPlanEntry = Explained & { readonly point: string };

export function planValue(record: PlanRecord, labels: ReadonlyMap<string, string>): PlanValue {
  const entries = JSON.parse(record.entries) as readonly StoredPlanEntry[];
  return {
    datum: record.datum,
    account: record.account,
    at: record.at,
    node: record.node,
    entries: entries.map((entry) => planEntryValue(entry, labels, record.at)),
  };
}

/** Whichever a reason has; no two mean different things by one word. */
type Facts = { readonly code: string } & Partial<
  Record<"point" | "needs" | "rule", string> & Record<"at" | "heardAt" | "until", number>
>;

function factsOf(reason: Because, labels: ReadonlyMap<string, string>) {
  const { point, at, heardAt, until, needs, rule }: Facts = reason;
  const since = at ?? heardAt;
  return {
    ...(point === undefined ? undefined : { place: labels.get(point) ?? point }),
    ...(since === undefined ? undefined : { at: since }),
    ...(until === undefined ? undefined : { until }),
    ...(needs === undefined ? undefined : { needs }),
    ...(rule === undefined ? undefined : { rule }),
  };
}

function planEntryValue(entry: StoredPlanEntry, labels: ReadonlyMap<string, string>, at: number) {
  return {
    device: entry.point,
    label: labels.get(entry.point) ?? entry.point,
    how: entry.how,
    ...(entry.as === undefined ? undefined : { as: entry.as }),
    reason: entry.reason.code,
    rule: entry.reason.row,
    facts: factsOf(entry.reason, labels),
    ...(entry.later === undefined ? undefined : { later: entry.later }),
    text: explain(entry, labels, at),
  };
}
