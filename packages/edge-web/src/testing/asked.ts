import type { AccountName, AskName, ConversationId, DeviceId } from "@elsewhere/core";
import type { AskedRequest } from "../map/translation.ts";
import { accountAsks } from "./account-samples.ts";
import { settings } from "./samples.ts";

const bob = "bob" as AccountName;
const phone = "alice-phone" as DeviceId;
const group = "g:abcdefgh" as ConversationId;

type Sample = {
  readonly args: object;
  readonly ask: { readonly type: AskName; readonly [field: string]: unknown };
};
const place = { conversation: group, offset: 7 };
const placed = "g:abcdefgh.7";

/** Arguments of every request, and the ask they are. */
export const asked: { readonly [N in AskedRequest]: Sample } = {
  "send-message": {
    args: {
      to: "bob@example.org",
      text: "hi",
      reply: 3,
      mentions: ["carol", "c c"],
      files: ["f1"],
      cards: ["card1"],
      voice: { duration: 9, waveform: [1] },
    },
    ask: {
      type: "send-message",
      to: { account: bob },
      text: "hi",
      reply: 3,
      mentions: ["carol"],
      files: ["f1"],
      voice: { duration: 9, waveform: [1] },
      cards: ["card1"],
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
  attachments: {
    args: { conversation: group, kind: "media", before: 9 },
    ask: { type: "attachments", conversation: group, kind: "media", before: 9, limit: 50 },
  },
  "preview-link": {
    args: { url: "https://example.org/" },
    ask: { type: "preview-link", url: "https://example.org/" },
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
  "admin-accounts": {
    args: { text: "b", after: "alice", limit: 1 },
    ask: { type: "list-accounts", text: "b", after: "alice", limit: 1 },
  },
  ...accountAsks,
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
