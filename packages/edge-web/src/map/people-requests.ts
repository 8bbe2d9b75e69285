import { isRejection, rejection } from "@elsewhere/core";
import { readAddresses } from "./names.ts";
import { deviceId, devices, forAccount, nothing, present, row } from "./translation.ts";
import { pointValue, presenceValue } from "./values.ts";

export const people = {
  "find-people": row<"find-people">()(
    (args) => ({ type: "find-people" as const, text: args.text, limit: args.limit ?? 20 }),
    (answer) => ({
      people: answer.people.map(({ account, displayName, kind }) => ({ account, displayName, kind })),
    }),
  ),
  "set-profile": row<"set-profile">()(
    (args) => ({ type: "set-profile" as const, displayName: args.displayName }),
    nothing,
  ),
  "set-settings": row<"set-settings">()(
    (args, place) => ({ type: "set-settings" as const, settings: place.cleanSettings(args.settings) }),
    nothing,
  ),
  "set-status": row<"set-status">()(
    (args) => ({
      type: "set-status" as const,
      status: { state: args.state, ...present(args, "note", "until") },
    }),
    nothing,
  ),
  presence: row<"presence">()(
    (args, place) => {
      const accounts = readAddresses(args.accounts, place.domain);
      return isRejection(accounts) ? accounts : { type: "presence" as const, accounts };
    },
    (answer) => ({ presence: answer.presence.map(presenceValue) }),
  ),
  points: row<"points">()(
    () => ({ type: "points" as const }),
    (answer) => ({ points: answer.points.map(pointValue) }),
  ),
  "ask-contact": row<"ask-contact">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({ type: "ask-contact" as const, account })),
    nothing,
  ),
  "answer-contact": row<"answer-contact">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({
        type: "answer-contact" as const,
        account,
        agree: args.agree,
      })),
    nothing,
  ),
  "remove-contact": row<"remove-contact">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({ type: "remove-contact" as const, account })),
    nothing,
  ),
  "block-contact": row<"block-contact">()(
    (args, place) =>
      forAccount(args.account, place, (account) => ({
        type: "block-contact" as const,
        account,
        blocked: args.blocked,
      })),
    nothing,
  ),
};

export const ownDevices = {
  devices: row<"devices">()<"devices">(() => ({ type: "devices" as const, account: undefined }), devices),
  "rename-device": row<"rename-device">()(
    (args) => ({ type: "rename-device" as const, device: deviceId(args.device), label: args.label }),
    nothing,
  ),
  "sign-out": row<"sign-out">()<"sign-out">(
    (args) => {
      if (args.others === true) return { type: "sign-out" as const, account: undefined, devices: "others" };
      if (args.device === undefined) return rejection("invalid-request", "device or others must be there");
      const devices = [deviceId(args.device)];
      return { type: "sign-out" as const, account: undefined, devices };
    },
    (answer) => ({ signedOut: answer.signedOut }),
  ),
  "subscribe-push": row<"subscribe-push">()(
    ({ endpoint, p256dh, auth }) => ({
      type: "subscribe-push" as const,
      subscription: { endpoint, p256dh, auth },
    }),
    nothing,
  ),
  "unsubscribe-push": row<"unsubscribe-push">()(
    () => ({ type: "subscribe-push" as const, subscription: undefined }),
    nothing,
  ),
};
