import {
  defaultSettings,
  type AccountName,
  type AnswerOf,
  type AskName,
  type Body,
  type ConversationId,
  type DeviceId,
  type Entry,
  type FileId,
  type MessageBody,
  type NodeName,
  type Point,
  type Settings,
  type Snapshot,
} from "@elsewhere/core";
import type { AskedRequest } from "../map/translation.ts";

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

const message: MessageBody = {
  type: "message",
  by: bob,
  device: "bob-phone" as DeviceId,
  command: "c1",
  text: "hello",
  reply: 3,
  mentions: [alice],
  files: [{ file: "f1" as FileId, name: "a.png", type: "image/png", size: 5, width: 1, height: 1 }],
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
  "list-accounts": { accounts: [{ ...person, admin: false, disabled: false, createdAt: 1 }] },
  "add-account": { account: bob },
  "export-account": { export: { anything: 1 } },
  "create-token": { device: laptop, token: "t1" },
  backup: { path: "/tmp/x", bytes: 5 },
  stats: { stats: { accounts: 2 } },
} as const satisfies { readonly [N in AskName]?: AnswerOf<N> };

type Sample = {
  readonly args: object;
  readonly ask: { readonly type: AskName; readonly [field: string]: unknown };
};
const place = { conversation: group, offset: 7 };
const placed = "g:abcdefgh.7";

/** Arguments of every request, and the ask they are. */
export const asked: { readonly [N in AskedRequest]: Sample } = {
  "send-message": {
    args: { to: "bob@example.org", text: "hi", reply: 3, mentions: ["carol", "c c"], files: ["f1"] },
    ask: {
      type: "send-message",
      to: { account: bob },
      text: "hi",
      reply: 3,
      mentions: ["carol"],
      files: ["f1"],
    },
  },
  "edit-message": {
    args: { message: placed, text: "hi" },
    ask: { type: "edit-message", place, text: "hi" },
  },
  "delete-message": { args: { message: placed }, ask: { type: "delete-message", place } },
  react: {
    args: { message: placed, emoji: "👍", on: true },
    ask: { type: "react", place, emoji: "👍", on: true },
  },
  "mark-read": {
    args: { conversation: group, upTo: 4 },
    ask: { type: "mark-read", conversation: group, upTo: 4 },
  },
  "set-draft": {
    args: { conversation: group, text: "" },
    ask: { type: "set-draft", conversation: group, text: "" },
  },
  "keep-conversation": {
    args: { conversation: group, mutedUntil: null, pinned: true, before: "d:alice:bob", unread: true },
    ask: {
      type: "keep-conversation",
      conversation: group,
      mutedUntil: null,
      pinned: true,
      before: "d:alice:bob",
      unread: true,
    },
  },
  "create-group": {
    args: { title: "Friends", members: ["bob", "carol@example.org"] },
    ask: { type: "create-group", title: "Friends", members: ["bob", "carol"] },
  },
  "rename-group": {
    args: { conversation: group, title: "Foes" },
    ask: { type: "rename-group", conversation: group, title: "Foes" },
  },
  "describe-group": {
    args: { conversation: group, about: "Tea" },
    ask: { type: "describe-group", conversation: group, about: "Tea" },
  },
  "make-group-link": {
    args: { conversation: group, note: "for the choir" },
    ask: {
      type: "make-group-link",
      conversation: group,
      note: "for the choir",
      uses: 1000,
      expiresIn: 604_800_000,
    },
  },
  "revoke-group-link": {
    args: { conversation: group, slot: 1 },
    ask: { type: "revoke-group-link", conversation: group, slot: 1 },
  },
  "group-link": {
    args: { link: "g:abcdefgh.s3" },
    ask: { type: "group-link", conversation: group, secret: "s3" },
  },
  "join-group": {
    args: { link: "g:abcdefgh.s3" },
    ask: { type: "join-group", conversation: group, secret: "s3" },
  },
  "add-members": {
    args: { conversation: group, members: ["bob"] },
    ask: { type: "add-members", conversation: group, members: ["bob"] },
  },
  "remove-member": {
    args: { conversation: group, account: "bob" },
    ask: { type: "remove-member", conversation: group, account: bob },
  },
  "set-role": {
    args: { conversation: group, account: "bob", role: "owner" },
    ask: { type: "set-role", conversation: group, account: bob, role: "owner" },
  },
  history: {
    args: { conversation: group, before: 9 },
    ask: { type: "history", conversation: group, before: 9, limit: 50 },
  },
  resume: {
    args: { topic: group, after: 3 },
    ask: { type: "resume", topic: group, after: 3 },
  },
  search: {
    args: { text: "hello" },
    ask: { type: "search", text: "hello", conversation: undefined, limit: 20, skip: 0 },
  },
  why: { args: { datum: placed }, ask: { type: "why", datum: `m:${placed}`, all: false } },
  deliveries: {
    args: { messages: [placed], device: "alice-phone" },
    ask: { type: "deliveries", messages: [place], device: phone },
  },
  "find-people": { args: { text: "b" }, ask: { type: "find-people", text: "b", limit: 20 } },
  "set-profile": { args: { displayName: "Al" }, ask: { type: "set-profile", displayName: "Al" } },
  "set-settings": { args: { settings }, ask: { type: "set-settings", settings } },
  "set-status": {
    args: { state: "away", until: 9 },
    ask: { type: "set-status", status: { state: "away", until: 9 } },
  },
  presence: { args: { accounts: ["bob"] }, ask: { type: "presence", accounts: ["bob"] } },
  points: { args: {}, ask: { type: "points" } },
  "ask-contact": { args: { account: "bob" }, ask: { type: "ask-contact", account: bob } },
  "answer-contact": {
    args: { account: "bob", agree: true },
    ask: { type: "answer-contact", account: bob, agree: true },
  },
  "remove-contact": { args: { account: "bob" }, ask: { type: "remove-contact", account: bob } },
  "block-contact": {
    args: { account: "bob", blocked: true },
    ask: { type: "block-contact", account: bob, blocked: true },
  },
  devices: { args: {}, ask: { type: "devices", account: undefined } },
  "rename-device": {
    args: { device: "alice-phone", label: "Old phone" },
    ask: { type: "rename-device", device: phone, label: "Old phone" },
  },
  "sign-out": {
    args: { others: true },
    ask: { type: "sign-out", account: undefined, devices: "others" },
  },
  "subscribe-push": {
    args: { endpoint: "https://push.example", p256dh: "k", auth: "a" },
    ask: {
      type: "subscribe-push",
      subscription: { endpoint: "https://push.example", p256dh: "k", auth: "a" },
    },
  },
  "unsubscribe-push": { args: {}, ask: { type: "subscribe-push", subscription: undefined } },
  "invite-sign-up": {
    args: { note: "welcome" },
    ask: { type: "invite-sign-up", note: "welcome", uses: 1, expiresIn: 604_800_000 },
  },
  "admin-invitations": { args: {}, ask: { type: "list-invitations" } },
  "admin-revoke-invitation": {
    args: { invitation: "h1" },
    ask: { type: "revoke-invitation", invitation: "h1" },
  },
  "admin-accounts": { args: {}, ask: { type: "list-accounts" } },
  "admin-add-account": {
    args: { account: "bob", password: "p" },
    ask: {
      type: "add-account",
      account: bob,
      displayName: undefined,
      kind: "person",
      password: "p",
      admin: false,
    },
  },
  "admin-change-account": {
    args: { account: "bob", disabled: true },
    ask: { type: "change-account", account: bob, disabled: true },
  },
  "admin-remove-account": { args: { account: "bob" }, ask: { type: "remove-account", account: bob } },
  "admin-export-account": { args: { account: "bob" }, ask: { type: "export-account", account: bob } },
  "admin-devices": { args: { account: "bob" }, ask: { type: "devices", account: bob } },
  "admin-sign-out": {
    args: { account: "bob", device: "bob-phone" },
    ask: { type: "sign-out", account: bob, devices: ["bob-phone"] },
  },
  "admin-create-token": {
    args: { account: "bob", label: "script" },
    ask: { type: "create-token", account: bob, label: "script" },
  },
  "admin-why": { args: { datum: "c:1" }, ask: { type: "why", datum: "c:1", all: true } },
  "admin-backup": { args: { path: "/tmp/x" }, ask: { type: "backup", path: "/tmp/x" } },
  "admin-stats": { args: {}, ask: { type: "stats" } },
};
