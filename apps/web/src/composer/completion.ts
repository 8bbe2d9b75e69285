/** What is being typed that could be completed: a name after an at sign, or an emoji after a colon. */
export interface Completing {
  readonly of: "person" | "emoji";
  /** What was typed of it. */
  readonly query: string;
  /** Where its sign stands, and where the caret is. */
  readonly from: number;
  readonly to: number;
}

/** Characters of a query that are looked at. */
const longest = 40;

/** What stands before the caret and could be completed; undefined: nothing. */
export function completingAt(text: string, caret: number): Completing | undefined {
  const before = text.slice(Math.max(0, caret - longest), caret);
  const person = /(?<![\p{L}\p{N}_])@([\p{L}\p{N}._-]*)$/u.exec(before);
  if (person !== null)
    return { of: "person", query: person[1] ?? "", from: caret - person[0].length, to: caret };
  // One letter after a colon is a smiley of the old kind, or a time.
  const emoji = /(?<![\p{L}\p{N}:]):([a-z0-9+_-]{2,})$/u.exec(before);
  if (emoji === null) return undefined;
  return { of: "emoji", query: emoji[1] ?? "", from: caret - emoji[0].length, to: caret };
}

export interface Edited {
  readonly text: string;
  /** The selection after it; equal: the caret. */
  readonly from: number;
  readonly to: number;
}

/** The text with the completion in it, and a space behind, unless there is one. */
export function complete(text: string, { from, to }: Completing, word: string): Edited {
  const after = text.slice(to);
  const spaced = /^\s/.test(after) ? word : `${word} `;
  const caret = from + word.length + 1;
  return { text: text.slice(0, from) + spaced + after, from: caret, to: caret };
}

/** The text with something put in place of the selection. */
export function inserted(text: string, from: number, to: number, word: string): Edited {
  const caret = from + word.length;
  return { text: text.slice(0, from) + word + text.slice(to), from: caret, to: caret };
}

export interface Named {
  readonly account: string;
  readonly name: string;
}

/** People whose account or a word of whose name begins with the query, those of the account first. */
export function findPeople<P extends Named>(people: readonly P[], query: string): readonly P[] {
  const wanted = query.toLowerCase();
  const byAccount = people.filter(({ account }) => account.startsWith(wanted));
  const byName = people.filter(
    (person) =>
      !byAccount.includes(person) &&
      person.name
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)),
  );
  return [...byAccount, ...byName];
}
