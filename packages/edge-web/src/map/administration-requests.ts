import { rejection } from "@elsewhere/core";
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
import { accountValue, invitationValue } from "./values.ts";

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
    () => ({ type: "list-accounts" as const }),
    (answer) => ({ accounts: answer.accounts.map(accountValue) }),
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
  "admin-sign-out": row<"admin-sign-out">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({
        type: "sign-out" as const,
        account,
        devices: [deviceId(args.device)],
      })),
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
  "admin-stats": row<"admin-stats">()(
    () => ({ type: "stats" as const }),
    (answer) => ({ stats: { ...answer.stats } }),
  ),
};
