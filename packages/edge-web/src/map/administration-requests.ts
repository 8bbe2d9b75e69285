import { rejection, type AccountName } from "@elsewhere/core";
import { isNo, readAddress } from "./names.ts";
import {
  datumName,
  deviceId,
  devices,
  forAccount,
  nothing,
  passLink,
  plans,
  present,
  row,
  week,
} from "./translation.ts";
import { accountValue, auditValue, invitationValue, storageValue } from "./values.ts";

export const administration = {
  "invite-sign-up": row<"invite-sign-up">()(
    (args) => ({
      type: "invite-sign-up" as const,
      note: args.note,
      uses: args.uses ?? 1,
      expiresIn: args.expiresIn ?? week,
    }),
    (answer, place) => ({ link: passLink(place.publicUrl, answer.secret), expiresAt: answer.expiresAt }),
  ),
  "admin-invitations": row<"admin-invitations">()(
    () => ({ type: "list-invitations" as const }),
    (answer) => ({ invitations: answer.invitations.map(invitationValue) }),
  ),
  "admin-revoke-invitation": row<"admin-revoke-invitation">()(
    (args) => ({ type: "revoke-invitation" as const, invitation: args.invitation }),
    nothing,
  ),
  "admin-accounts": row<"admin-accounts">()(
    (args) => {
      const after = args.after === undefined ? {} : { after: args.after as AccountName };
      return { type: "list-accounts" as const, ...present(args, "text", "limit"), ...after };
    },
    (answer) => ({
      accounts: answer.accounts.map(accountValue),
      ...(answer.more ? { more: true } : undefined),
    }),
  ),
  "admin-add-account": row<"admin-add-account">()(
    (args, place) => {
      const account = readAddress(args.account, place.domain);
      if (isNo(account)) {
        return rejection("invalid-request", "account must be of letters, digits, dots, dashes or underlines");
      }
      return {
        type: "add-account" as const,
        account,
        displayName: args.displayName,
        kind: args.kind ?? "person",
        password: args.password,
        admin: args.admin ?? false,
      };
    },
    (answer, place) => ({ account: answer.account, address: `${answer.account}@${place.domain}` }),
  ),
  "admin-change-account": row<"admin-change-account">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({
        type: "change-account" as const,
        account,
        ...present(args, "password", "disabled", "admin"),
      })),
    nothing,
  ),
  "admin-remove-account": row<"admin-remove-account">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({ type: "remove-account" as const, account })),
    nothing,
  ),
  "admin-export-account": row<"admin-export-account">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({ type: "export-account" as const, account })),
    (answer) => ({ export: answer.export }),
  ),
  "admin-devices": row<"admin-devices">()<"devices">(
    (args, place) => forAccount(args.account, place, (account) => ({ type: "devices" as const, account })),
    devices,
  ),
  "admin-sign-out": row<"admin-sign-out">()<"sign-out">(
    ({ account: name, device, everywhere }, place) =>
      forAccount(name, place, (account) => {
        if (everywhere === true) return { type: "sign-out" as const, account, devices: "others" as const };
        if (device === undefined) return rejection("invalid-request", "device or everywhere must be there");
        return { type: "sign-out" as const, account, devices: [deviceId(device)] };
      }),
    nothing,
  ),
  "admin-create-token": row<"admin-create-token">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({
        type: "create-token" as const,
        account,
        label: args.label,
      })),
    (answer) => ({ device: answer.device, token: answer.token }),
  ),
  "admin-why": row<"admin-why">()<"why">(
    (args) => ({ type: "why" as const, datum: datumName(args.datum), all: true }),
    plans,
  ),
  "admin-backup": row<"admin-backup">()(
    (args) => ({ type: "backup" as const, path: args.path }),
    (answer) => ({ path: answer.path, bytes: answer.bytes }),
  ),
  "admin-back-up": row<"admin-back-up">()(
    () => ({ type: "back-up" as const }),
    (answer) => ({ path: answer.path, bytes: answer.bytes }),
  ),
  "admin-password-link": row<"admin-password-link">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({ type: "password-link" as const, account })),
    (answer, place) => ({ link: passLink(place.publicUrl, answer.secret), expiresAt: answer.expiresAt }),
  ),
  "admin-audit": row<"admin-audit">()(
    ({ before, limit, what, account }, place) => {
      const ask = { type: "audit-log" as const, before, limit: limit ?? 50, what };
      if (account === undefined) return { ...ask, account: undefined };
      return forAccount(account, place, (name) => ({ ...ask, account: name }));
    },
    (answer) => ({
      events: answer.events.map(auditValue),
      ...(answer.next === undefined ? undefined : { next: answer.next }),
    }),
  ),
  "admin-settings": row<"admin-settings">()(
    () => ({ type: "house-settings" as const }),
    (answer) => ({ settings: answer.settings.map((one) => ({ ...one, choices: [...one.choices] })) }),
  ),
  "admin-set-setting": row<"admin-set-setting">()(
    (args) => ({ type: "change-house-setting" as const, name: args.name, value: args.value ?? null }),
    nothing,
  ),
  "admin-storage": row<"admin-storage">()(
    () => ({ type: "storage" as const }),
    ({ storage }) => storageValue(storage),
  ),
  "admin-stats": row<"admin-stats">()(
    () => ({ type: "stats" as const }),
    (answer) => ({ stats: { ...answer.stats } }),
  ),
};
