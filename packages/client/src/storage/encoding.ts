import {
  emptyConversation,
  emptyState,
  type AccountState,
  type ConversationState,
  type OwnTopic,
} from "@elsewhere/protocol/apply";

/** Text of a value that may hold maps and sets. */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (inner instanceof Map) return { "~map": [...inner] };
    if (inner instanceof Set) return { "~set": [...inner] };
    return inner;
  });
}

/** The value of such a text, or undefined if it is not one. */
export function fromText(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text, revive);
  } catch {
    return undefined;
  }
}

function revive(_: string, inner: unknown): unknown {
  if (typeof inner !== "object" || inner === null) return inner;
  if ("~map" in inner) return new Map(inner["~map"] as [unknown, unknown][]);
  if ("~set" in inner) return new Set(inner["~set"] as unknown[]);
  return inner;
}

/** A piece of the state that is stored under its own key, with the epoch its offsets belong to. */
export type Piece =
  | { readonly account: string; readonly epoch: string; readonly own: OwnTopic }
  | { readonly account: string; readonly epoch: string; readonly conversation: ConversationState }
  | { readonly account: string; readonly epoch: string; readonly people: AccountState["people"] };

/** What an earlier version kept lacks what it did not know. */
function whole(kept: ConversationState): ConversationState {
  return { ...emptyConversation(kept.conversation), ...kept };
}

/** The state that the pieces make; those of another epoch than the own topic's are left out. */
export function stateOf(pieces: readonly Piece[]): AccountState | undefined {
  const first = pieces.find((piece) => "own" in piece);
  if (first === undefined || !("own" in first)) return undefined;
  const { account, epoch, own } = first;
  const same = pieces.filter((piece) => piece.account === account && piece.epoch === epoch);
  const conversations = new Map<string, ConversationState>();
  let people: AccountState["people"] = new Map();
  for (const piece of same) {
    if ("conversation" in piece)
      conversations.set(piece.conversation.conversation, whole(piece.conversation));
    if ("people" in piece) people = piece.people;
  }
  return { ...emptyState(account, epoch), own, conversations, people };
}
