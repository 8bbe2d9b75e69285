import type { Offset, TopicId } from "../names.ts";
import { keyOf, type Body, type Entry } from "./entry.ts";

/** The present state of a topic: its keyed entries. Messages are not held; they are read in pages. */
export interface TopicState {
  readonly topic: TopicId;
  /** Offset of the newest entry applied. */
  readonly head: Offset;
  readonly keys: ReadonlyMap<string, Entry>;
}

export function emptyTopic(topic: TopicId): TopicState {
  return { topic, head: 0, keys: new Map() };
}

/** The state after an entry. Entries already applied change nothing. */
export function applyEntry(state: TopicState, entry: Entry): TopicState {
  if (entry.offset <= state.head) return state;
  const key = keyOf(entry.body);
  if (key === undefined || key.startsWith("revised:")) return { ...state, head: entry.offset };
  return { ...state, head: entry.offset, keys: new Map(state.keys).set(key, entry) };
}

type KeyedBody = Exclude<Body, { type: "message" | "revised" }>;

/** The entry under a key such as `member:alice`, narrowed by its type. */
export function entryAt<T extends KeyedBody["type"]>(
  state: TopicState,
  type: T,
  name?: string,
): Entry<Extract<KeyedBody, { type: T }>> | undefined {
  const entry = state.keys.get(name === undefined ? type : `${type}:${name}`);
  return entry as Entry<Extract<KeyedBody, { type: T }>> | undefined;
}

/** All entries of one type, in order of their keys' first appearance. */
export function entriesOf<T extends KeyedBody["type"]>(
  state: TopicState,
  type: T,
): Entry<Extract<KeyedBody, { type: T }>>[] {
  const found: Entry[] = [];
  for (const entry of state.keys.values()) if (entry.body.type === type) found.push(entry);
  return found as Entry<Extract<KeyedBody, { type: T }>>[];
}
