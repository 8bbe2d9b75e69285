import {
  accountName,
  isRejection,
  messagePlace,
  rejection,
  type AnswerOf,
  type AskName,
  type AskOf,
  type ConversationId,
  type DeviceId,
  type FileId,
  type MessagePlace,
  type AccountName,
  type Rejection,
  type Settings,
} from "@elsewhere/core";
import type { Answer, Args, requests, RequestName } from "@elsewhere/protocol";
import { isNo, readAddress, readAddresses, readConversation, readPlace, readTopic } from "./names.ts";
import { entryNotice, snapshotNotice } from "./notices.ts";
import {
  accountValue,
  deviceValue,
  messageValue,
  placeValue,
  planValue,
  pointValue,
  presenceValue,
} from "./values.ts";

/** What the translation needs to know of the server. */
export interface Place {
  readonly domain: string;
  readonly publicUrl: string;
  /** Settings with the declared fields only. */
  readonly cleanSettings: (settings: object) => Partial<Settings>;
}

export type SocketRequest = {
  [N in RequestName]: (typeof requests)[N]["who"] extends "socket" ? N : never;
}[RequestName];
/** Requests that can be asked over any transport. */
export type AskedRequest = Exclude<RequestName, SocketRequest>;

/** How a request becomes an ask of the exchange, and its answer an answer of the wire. */
export interface Translation<N extends AskedRequest, A extends AskName> {
  readonly ask: (args: Args<N>, place: Place) => AskOf<A> | Rejection;
  readonly answer: (answer: AnswerOf<A>, place: Place, args: Args<N>) => Answer<N>;
}

/** With its own names forgotten, for whoever holds a request of any name. */
export type AnyTranslation = {
  readonly ask: (args: unknown, place: Place) => AskOf<AskName> | Rejection;
  readonly answer: (answer: unknown, place: Place, args: unknown) => object;
};

const row =
  <N extends AskedRequest>() =>
  <A extends AskName>(
    ask: Translation<N, A>["ask"],
    answer: Translation<N, A>["answer"],
  ): Translation<N, A> => ({ ask, answer });

const nothing = () => ({});
/** Ids of devices have no form: one that does not exist is found out by the exchange. */
const deviceId = (text: string): DeviceId => text as DeviceId;

function forAccount<T>(
  text: string,
  place: Place,
  then: (account: AccountName) => T | Rejection,
): T | Rejection {
  const account = readAddress(text, place.domain);
  return isNo(account) ? account : then(account);
}

function forConversation<T>(text: string, then: (conversation: ConversationId) => T): T | Rejection {
  const conversation = readConversation(text);
  return isNo(conversation) ? conversation : then(conversation);
}

function forPlace<T>(text: string, then: (place: MessagePlace) => T): T | Rejection {
  const place = readPlace(text);
  return isNo(place) ? place : then(place);
}

/** The request's fields whose values are there; absent ones stay absent. */
function present<T extends object, K extends keyof T>(args: T, ...names: readonly K[]): Pick<T, K> {
  const found: Partial<Pick<T, K>> = {};
  for (const name of names) if (args[name] !== undefined) found[name] = args[name];
  return found as Pick<T, K>;
}

/** A message id is also taken for the datum it names. */
function datumName(text: string): string {
  return messagePlace(text) === undefined ? text : `m:${text}`;
}

const plans = (answer: AnswerOf<"why">) => ({
  plans: answer.plans.map((plan) => planValue(plan, answer.labels)),
});
const devices = (answer: AnswerOf<"devices">) => ({ devices: answer.devices.map(deviceValue) });
const week = 7 * 24 * 3600_000;

/** The link a pass is carried in. The secret stands behind `#`, so that it is in no log of a server or proxy. */
export function passLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/join#${secret}`;
}

const messages = {
  "send-message": row<"send-message">()(
    (args, place) => {
      const rest = {
        text: args.text,
        ...(args.reply === undefined ? undefined : { reply: args.reply }),
        ...(args.mentions === undefined ? undefined : { mentions: mentionsOf(args.mentions) }),
        ...(args.files === undefined ? undefined : { files: args.files as FileId[] }),
      };
      if (args.to.includes(":") && !args.to.startsWith("sip:")) {
        return forConversation(args.to, (conversation) => ({
          type: "send-message" as const,
          to: { conversation },
          ...rest,
        }));
      }
      return forAccount(args.to, place, (account) => ({
        type: "send-message" as const,
        to: { account },
        ...rest,
      }));
    },
    (answer) => placeValue(answer),
  ),
  "edit-message": row<"edit-message">()(
    (args) => forPlace(args.message, (place) => ({ type: "edit-message" as const, place, text: args.text })),
    nothing,
  ),
  "delete-message": row<"delete-message">()(
    (args) => forPlace(args.message, (place) => ({ type: "delete-message" as const, place })),
    nothing,
  ),
  react: row<"react">()(
    (args) =>
      forPlace(args.message, (place) => ({
        type: "react" as const,
        place,
        emoji: args.emoji,
        on: args.on,
      })),
    nothing,
  ),
  "mark-read": row<"mark-read">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "mark-read" as const,
        conversation,
        upTo: args.upTo,
      })),
    nothing,
  ),
  "set-draft": row<"set-draft">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "set-draft" as const,
        conversation,
        text: args.text,
      })),
    nothing,
  ),
  history: row<"history">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "history" as const,
        conversation,
        before: args.before,
        limit: args.limit ?? 50,
      })),
    (answer) => ({ messages: answer.messages.map(messageValue), more: answer.more }),
  ),
  resume: row<"resume">()(
    (args) => {
      const topic = readTopic(args.topic);
      return isNo(topic) ? topic : { type: "resume" as const, topic, after: args.after };
    },
    (answer, _, args) => {
      if ("snapshot" in answer) return { notices: [snapshotNotice(answer.snapshot)], more: false };
      const topic = readTopic(args.topic);
      if (isNo(topic)) return { notices: [], more: false };
      return { notices: answer.entries.map((entry) => entryNotice(topic, entry)), more: answer.more };
    },
  ),
  search: row<"search">()(
    (args) => {
      const rest = { text: args.text, limit: args.limit ?? 20, skip: args.skip ?? 0 };
      if (args.conversation === undefined) {
        return { type: "search" as const, conversation: undefined, ...rest };
      }
      return forConversation(args.conversation, (conversation) => ({
        type: "search" as const,
        conversation,
        ...rest,
      }));
    },
    (answer) => ({
      hits: answer.hits.map((hit) => ({
        conversation: hit.conversation,
        message: messageValue(hit.entry),
      })),
    }),
  ),
  why: row<"why">()<"why">(
    (args) => ({ type: "why" as const, datum: datumName(args.datum), all: false }),
    plans,
  ),
};

/** Who cannot be mentioned is not. */
function mentionsOf(texts: readonly string[]): readonly AccountName[] {
  return texts.map(accountName).filter((name) => name !== undefined);
}

const conversations = {
  "keep-conversation": row<"keep-conversation">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "keep-conversation" as const,
        conversation,
        ...present(args, "alerts", "mutedUntil", "pinned", "archived"),
      })),
    nothing,
  ),
  "create-group": row<"create-group">()(
    (args, place) => {
      const members = readAddresses(args.members, place.domain);
      if (isRejection(members)) return members;
      return { type: "create-group" as const, title: args.title, members };
    },
    (answer) => ({ conversation: answer.conversation }),
  ),
  "rename-group": row<"rename-group">()(
    (args) =>
      forConversation(args.conversation, (conversation) => ({
        type: "rename-group" as const,
        conversation,
        title: args.title,
      })),
    nothing,
  ),
  "add-members": row<"add-members">()((args, place) => {
    const members = readAddresses(args.members, place.domain);
    if (isRejection(members)) return members;
    return forConversation(args.conversation, (conversation) => ({
      type: "add-members" as const,
      conversation,
      members,
    }));
  }, nothing),
  "remove-member": row<"remove-member">()(
    (args, place) =>
      forAccount(args.account, place, (account) =>
        forConversation(args.conversation, (conversation) => ({
          type: "remove-member" as const,
          conversation,
          account,
        })),
      ),
    nothing,
  ),
  "set-role": row<"set-role">()(
    (args, place) =>
      forAccount(args.account, place, (account) =>
        forConversation(args.conversation, (conversation) => ({
          type: "set-role" as const,
          conversation,
          account,
          role: args.role,
        })),
      ),
    nothing,
  ),
};

const people = {
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

const ownDevices = {
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

const administration = {
  "invite-sign-up": row<"invite-sign-up">()(
    (args) => ({
      type: "invite-sign-up" as const,
      note: args.note,
      uses: args.uses ?? 1,
      expiresIn: args.expiresIn ?? week,
    }),
    (answer, place) => ({ link: passLink(place.publicUrl, answer.secret), expiresAt: answer.expiresAt }),
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

/** Every request that can be asked, and nothing else: a new row of the protocol does not compile until it is here. */
const translations = {
  ...messages,
  ...conversations,
  ...people,
  ...ownDevices,
  ...administration,
} satisfies { [N in AskedRequest]: object };

/** How to translate a request, or undefined for those that belong to a connection. */
export function translationOf(name: RequestName): AnyTranslation | undefined {
  // The compiler cannot see that the row found by a request's name takes the arguments of that request.
  return Object.hasOwn(translations, name)
    ? (translations[name as AskedRequest] as unknown as AnyTranslation)
    : undefined;
}
