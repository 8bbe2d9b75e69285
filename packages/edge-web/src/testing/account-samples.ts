import type { AccountName, AnswerOf, AskName, DeviceId } from "@elsewhere/core";

/** Samples of what concerns accounts, their keys, and the house (see `samples.ts`). */
const bob = "bob" as AccountName;
const answer = { attempt: "a1", response: { id: "k1" } };

export const accountAnswers = {
  passkeys: { passkeys: [{ passkey: "k1", label: "Key", createdAt: 1, lastUsedAt: 2 }] },
  "begin-passkey": { attempt: "a1", options: { challenge: "c1" } },
  "begin-proof": { attempt: "a1", options: { challenge: "c1" } },
  "add-passkey": { passkey: "k1" },
  "password-link": { secret: "s4", expiresAt: 99 },
  "audit-log": {
    events: [
      {
        offset: 7,
        at: 1000,
        what: "signed-in",
        by: bob,
        device: "bob-phone" as DeviceId,
        label: "Phone",
        on: bob,
        address: "192.0.2.0/24",
        detail: "passkey",
      },
    ],
    next: 6,
  },
  "house-settings": {
    settings: [
      {
        name: "signUp",
        about: "Who may sign up.",
        env: "ELSEWHERE_SIGN_UP",
        value: "closed",
        usual: "invitation",
        fixed: false,
        changed: true,
        form: "choice",
        choices: ["invitation", "closed"],
      },
    ],
  },
  storage: {
    storage: {
      database: 5,
      attachments: { files: 1, bytes: 3, accounts: [{ account: bob, files: 1, bytes: 3 }] },
      disk: { free: 1, total: 2 },
      lastBackup: { at: 9, bytes: 5, path: "/tmp/x" },
    },
  },
  "back-up": { path: "/tmp/x", bytes: 5 },
} as const satisfies { readonly [N in AskName]?: AnswerOf<N> };

export const accountAsks = {
  passkeys: { args: {}, ask: { type: "passkeys" } },
  "begin-passkey": { args: { password: "p" }, ask: { type: "begin-passkey", proof: { password: "p" } } },
  "add-passkey": { args: { ...answer, label: "Key" }, ask: { type: "add-passkey", ...answer, label: "Key" } },
  "rename-passkey": {
    args: { passkey: "k1", label: "Key" },
    ask: { type: "rename-passkey", passkey: "k1", label: "Key" },
  },
  "remove-passkey": { args: { passkey: "k1" }, ask: { type: "remove-passkey", passkey: "k1" } },
  "begin-proof": { args: {}, ask: { type: "begin-proof" } },
  "change-password": {
    args: { newPassword: "long enough", passkey: answer },
    ask: { type: "change-password", password: "long enough", proof: answer },
  },
  "remove-own-account": { args: { passkey: answer }, ask: { type: "remove-own-account", proof: answer } },
  "admin-password-link": { args: { account: "bob" }, ask: { type: "password-link", account: bob } },
  "admin-audit": {
    args: { before: 9, what: "signed-in", account: "bob" },
    ask: { type: "audit-log", before: 9, limit: 50, what: "signed-in", account: bob },
  },
  "admin-settings": { args: {}, ask: { type: "house-settings" } },
  "admin-set-setting": {
    args: { name: "signUp" },
    ask: { type: "change-house-setting", name: "signUp", value: null },
  },
  "admin-storage": { args: {}, ask: { type: "storage" } },
  "admin-back-up": { args: {}, ask: { type: "back-up" } },
} as const;
