import {
  defaultSettings,
  type AccountName,
  type Attachment,
  type CardId,
  type AnswerOf,
  type AskName,
  type Body,
  type ConversationId,
  type DeviceId,
  type Entry,
  type FileId,
  type LinkCard,
  type MessageBody,
  type NodeName,
  type Point,
  type Settings,
  type Snapshot,
} from "@elsewhere/core";
import { accountAnswers } from "./account-samples.ts";

/** One of everything, with every field that may be there. */

const alice = "alice" as AccountName;
const bob = "bob" as AccountName;
const laptop = "alice-laptop" as DeviceId;
const phone = "alice-phone" as DeviceId;
const group = "g:abcdefgh" as ConversationId;

export const settings: Settings = {
  ...defaultSettings,
  quietHours: { from: 1320, to: 420, days: [1, 2] },
  rules: [{ id: "r1", device: phone, data: "alerts", how: "silent", whileActiveOn: laptop }],
  hiddenFrom: [bob],
  shownTo: [bob],
};

const picture: Attachment = {
  file: "f1" as FileId,
  name: "a.png",
  type: "image/png",
  size: 5,
  width: 1,
  height: 1,
};
const card: LinkCard = {
  url: "https://example.org/",
  title: "A page",
  description: "About it",
  site: "Example",
  image: picture,
};

const message: MessageBody = {
  type: "message",
  by: bob,
  device: "bob-phone" as DeviceId,
  command: "c1",
  text: "hello",
  reply: 3,
  mentions: [alice],
  files: [
    picture,
    {
      file: "f2" as FileId,
      name: "b.webm",
      type: "audio/webm",
      size: 5,
      voice: { duration: 9, waveform: [0] },
    },
  ],
  cards: [card],
  editedAt: 900,
  reactions: { "👍": [alice, bob] },
};

export const bodies = {
  message,
  revised: {
    type: "revised",
    of: 4,
    by: bob,
    change: "deleted",
    sentAt: 900,
    message: { ...message, deletedAt: 950 },
  },
  info: {
    type: "info",
    kind: "group",
    title: "Friends",
    about: "Tea at five",
    createdBy: alice,
    createdAt: 1,
  },
  member: { type: "member", account: bob, role: "owner", by: alice },
  link: {
    type: "link",
    slot: 1,
    hash: "h1",
    by: alice,
    note: "for the choir",
    createdAt: 1,
    expiresAt: 99,
    usesLeft: 3,
    used: 2,
    gone: false,
  },
  receipt: { type: "receipt", account: bob, delivered: 5, read: 4 },
  profile: { type: "profile", kind: "person", displayName: "Alice" },
  settings: { type: "settings", settings },
  status: { type: "status", status: { state: "busy", note: "lunch", until: 5 } },
  contact: { type: "contact", account: bob, state: "mutual", blocked: false },
  joined: { type: "joined", conversation: group, gone: false },
  read: { type: "read", conversation: group, upTo: 4 },
  draft: { type: "draft", conversation: group, text: "well", device: laptop },
  kept: {
    type: "kept",
    conversation: group,
    alerts: "mentions",
    mutedUntil: 9,
    pinned: true,
    rank: 2,
    archived: true,
    archivedAt: 7,
    unread: true,
  },
  device: {
    type: "device",
    device: laptop,
    label: "Laptop",
    kind: "browser",
    capabilities: ["text", "image"],
    createdAt: 1,
    gone: false,
  },
} as const satisfies { readonly [T in Body["type"]]: Extract<Body, { readonly type: T }> };

const entry: Entry<MessageBody> = { offset: 7, at: 1000, body: message };

export const snapshot: Snapshot = {
  topic: group,
  offset: 7,
  entries: [
    { offset: 1, at: 1, body: bodies.info },
    { offset: 2, at: 1, body: bodies.member },
    { offset: 5, at: 1, body: bodies.receipt },
  ],
  messages: [entry],
  more: true,
  unread: 2,
};

export const point: Point = {
  device: laptop,
  account: alice,
  node: "n1" as NodeName,
  label: "Laptop",
  kind: "browser",
  capabilities: ["text"],
  activity: "active",
  lastActiveAt: 5,
  heardAt: 6,
  open: group,
  inCall: false,
  pushable: true,
};

const plan = {
  datum: "m:g:abcdefgh.7",
  account: alice,
  at: 10_000,
  node: "n1" as NodeName,
  entries: JSON.stringify([
    {
      point: phone,
      how: "silent",
      reason: { code: "active-elsewhere", point: laptop, at: 6_000, row: "message/elsewhere" },
    },
  ]),
};

const detail = {
  device: laptop,
  label: "Laptop",
  kind: "browser",
  capabilities: ["text"],
  createdAt: 1,
  lastSeenAt: 2,
  connected: true,
  pushable: false,
} as const;

const person = { account: bob, displayName: "Bob", kind: "person" } as const;

/** Answers of the exchange. */
export const answers = {
  "send-message": { conversation: group, offset: 7 },
  "create-group": { conversation: group },
  "make-group-link": { conversation: group, secret: "s3", slot: 1, expiresAt: 99 },
  "group-link": {
    conversation: group,
    title: "Friends",
    about: "Tea at five",
    members: 3,
    by: { account: bob, displayName: "Bob", kind: "person" },
    expiresAt: 99,
    joined: false,
  },
  "join-group": { conversation: group },
  deliveries: { plans: [plan], labels: new Map([["alice-laptop", "Laptop"]]) },
  history: { messages: [entry], more: true },
  attachments: { messages: [entry], more: true },
  "preview-link": { preview: { id: "card1" as CardId, card } },
  resume: { entries: [entry, { offset: 8, at: 1, body: bodies.member }], more: false },
  search: { hits: [{ conversation: group, entry }] },
  why: {
    plans: [plan],
    labels: new Map([
      ["alice-laptop", "Laptop"],
      ["alice-phone", "Phone"],
    ]),
  },
  "find-people": { people: [person] },
  presence: {
    presence: [
      {
        account: bob,
        presence: { state: "busy", note: "lunch", until: 9, lastActiveAt: 3, can: ["text", "audio"] },
      },
    ],
  },
  points: { points: [point] },
  devices: { devices: [detail] },
  "sign-out": { signedOut: 2 },
  "invite-sign-up": { secret: "s3", expiresAt: 99 },
  "list-invitations": {
    invitations: [{ id: "h1", by: bob, note: undefined, expiresAt: 99, usesLeft: 2 }],
  },
  "list-accounts": { accounts: [{ ...person, admin: false, disabled: false, createdAt: 1 }], more: true },
  ...accountAnswers,
  "add-account": { account: bob },
  "export-account": { export: { anything: 1 } },
  "create-token": { device: laptop, token: "t1" },
  backup: { path: "/tmp/x", bytes: 5 },
  stats: { stats: { accounts: 2 } },
} as const satisfies { readonly [N in AskName]?: AnswerOf<N> };
