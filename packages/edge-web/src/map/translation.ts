import {
  messagePlace,
  rejection,
  type AccountName,
  type AnswerOf,
  type AskName,
  type AskOf,
  type ConversationId,
  type DeviceId,
  type MessagePlace,
  type Rejection,
  type SettingsChange,
} from "@elsewhere/core";
import type { Answer, Args, requests, RequestName } from "@elsewhere/protocol";
import { isNo, readAddress, readConversation, readPlace } from "./names.ts";
import { deviceValue, planValue } from "./values.ts";

export { present } from "./present.ts";

/** What the translation needs to know of the server. */
export interface Place {
  readonly domain: string;
  readonly publicUrl: string;
  /** Settings with the declared fields only. */
  readonly cleanSettings: (settings: object) => SettingsChange;
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

export const row =
  <N extends AskedRequest>() =>
  <A extends AskName>(
    ask: Translation<N, A>["ask"],
    answer: Translation<N, A>["answer"],
  ): Translation<N, A> => ({ ask, answer });

export const nothing = () => ({});
/** Ids of devices have no form: one that does not exist is found out by the exchange. */
export const deviceId = (text: string): DeviceId => text as DeviceId;

export function forAccount<T>(
  text: string,
  place: Place,
  then: (account: AccountName) => T | Rejection,
): T | Rejection {
  const account = readAddress(text, place.domain);
  return isNo(account) ? account : then(account);
}

export function forConversation<T>(text: string, then: (conversation: ConversationId) => T): T | Rejection {
  const conversation = readConversation(text);
  return isNo(conversation) ? conversation : then(conversation);
}

export function forPlace<T>(text: string, then: (place: MessagePlace) => T): T | Rejection {
  const place = readPlace(text);
  return isNo(place) ? place : then(place);
}

/** A message id is also taken for the datum it names. */
export function datumName(text: string): string {
  return messagePlace(text) === undefined ? text : `m:${text}`;
}

export const plans = (answer: AnswerOf<"why">) => ({
  plans: answer.plans.map((plan) => planValue(plan, answer.labels)),
});
export const devices = (answer: AnswerOf<"devices">) => ({ devices: answer.devices.map(deviceValue) });
export const week = 7 * 24 * 3600_000;

/** The link a pass is carried in. The secret stands behind `#`, so that it is in no log of a server or proxy. */
export function passLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/join#${secret}`;
}

/** The link into a group; the secret stands behind `#` for the same reason. */
export function groupLink(publicUrl: string, conversation: ConversationId, secret: string): string {
  return `${publicUrl}/group#${conversation}.${secret}`;
}

/** Reads `<conversation>.<secret>`; what has no such form leads nowhere. */
export function forLink<T>(
  text: string,
  then: (link: { readonly conversation: ConversationId; readonly secret: string }) => T,
): T | Rejection {
  const dot = text.indexOf(".");
  const conversation = readConversation(text.slice(0, Math.max(0, dot)));
  if (isNo(conversation) || !conversation.startsWith("g:")) return rejection("no-such-invitation");
  return then({ conversation, secret: text.slice(dot + 1) });
}
