import { unread, type AccountState, type ConversationState } from "@elsewhere/protocol/apply";

/**
 * A state as plain data that two devices of one account must agree on. `keep`: how many of the newest messages of a
 * conversation both are sure to have; `self`: the device itself, which is not told how it is.
 */
export function comparable(state: AccountState, keep: number, selves: readonly string[]): unknown {
  const { own } = state;
  return {
    own: {
      ...own,
      contacts: sorted(own.contacts),
      joined: [...own.joined].sort(),
      reads: sorted(own.reads),
      drafts: sorted(own.drafts),
      kept: sorted(own.kept),
      devices: sorted(own.devices),
    },
    conversations: [...state.conversations]
      .filter(([id]) => own.joined.has(id))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([id, conversation]) => conversationOf(state, id, conversation, keep)),
    presence: sorted(state.presence)
      .filter(([, value]) => !isNothing(value))
      .map(([account, { state: at, note, until, can }]) => ({
        account,
        at,
        note,
        until,
        can,
      })),
    points: state.points
      .filter((point) => !selves.includes(point.device))
      .map(({ device, label, connected, pushable, activity }) => ({
        device,
        label,
        connected,
        pushable,
        activity,
      }))
      .sort((one, other) => (one.device < other.device ? -1 : 1)),
  };
}

/** Agrees with everything. */
const notKnown = "not known";

/** A read mark among messages that a device does not hold tells it nothing of how many of them are still unread. */
function isSure(state: AccountState, { conversation, messages, offset }: ConversationState): boolean {
  const readUpTo = state.own.reads.get(conversation) ?? 0;
  return readUpTo === 0 || readUpTo >= (messages[0]?.offset ?? offset + 1) - 1;
}

/** Of somebody whose presence is not seen nothing has to be known. */
function isNothing({ state, can, note }: { state: string; can: readonly string[]; note?: string }): boolean {
  return state === "offline" && can.length === 0 && note === undefined;
}

function conversationOf(state: AccountState, id: string, conversation: ConversationState, keep: number) {
  const { info, members, receipts, messages, offset } = conversation;
  return {
    id,
    info,
    offset,
    members: sorted(members),
    receipts: sorted(receipts),
    messages: messages.slice(-keep),
    unread: isSure(state, conversation) ? unread(state, id) : notKnown,
  };
}

function sorted<V>(map: ReadonlyMap<string, V>): (readonly [string, V])[] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Where two values of plain data differ: `own.offset: 3 should be 4`. */
export function differencesOf(knows: unknown, should: unknown, path = ""): string[] {
  if (knows === notKnown || should === notKnown) return [];
  if (!isObject(knows) || !isObject(should))
    return Object.is(knows, should) ? [] : [`${path}: ${text(knows)} should be ${text(should)}`];
  const names = new Set([...Object.keys(knows), ...Object.keys(should)]);
  return [...names].flatMap((name) =>
    differencesOf(knows[name], should[name], path === "" ? name : `${path}.${name}`),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}
