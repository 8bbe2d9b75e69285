/** How well a name fits what was typed: higher is better; undefined: its letters are not all there, in order. */
export function fit(typed: string, name: string): number | undefined {
  const wanted = bare(typed).replaceAll(/\s+/gu, "");
  const letters = bare(name);
  let at = 0;
  let score = 0;
  let last = -2;
  for (const letter of wanted) {
    const found = nextOf(letters, letter, at, last);
    if (found === -1) return undefined;
    score += found === last + 1 ? 3 : isBeginning(letters, found) ? 2 : 0;
    last = found;
    at = found + letter.length;
  }
  // Of names that fit alike the shorter is meant.
  return score - letters.length / 100;
}

/** The letter right after the one before, else at the beginning of a word, else anywhere. */
function nextOf(letters: string, letter: string, from: number, last: number): number {
  const first = letters.indexOf(letter, from);
  if (first === -1 || first === last + 1) return first;
  for (let at = first; at !== -1; at = letters.indexOf(letter, at + 1))
    if (isBeginning(letters, at)) return at;
  return first;
}

function isBeginning(letters: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(letters.charAt(at - 1));
}

/** Without case and accents. */
function bare(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/**
 * What fits, best first; of those that fit alike, and where nothing is typed, what was chosen lately comes first.
 * @param recent keys of what was chosen, newest first
 */
export function fitting<Found extends { readonly key: string; readonly name: string }>(
  all: readonly Found[],
  typed: string,
  recent: readonly string[],
): readonly Found[] {
  const since = (one: Found) => {
    const index = recent.indexOf(one.key);
    return index === -1 ? recent.length : index;
  };
  return all
    .map((one) => ({ one, score: fit(typed, one.name) }))
    .filter((each): each is { one: Found; score: number } => each.score !== undefined)
    .toSorted((a, b) => {
      const recency = since(a.one) - since(b.one);
      return typed.trim() === ""
        ? recency
        : Math.round(b.score) - Math.round(a.score) || recency || b.score - a.score;
    })
    .map(({ one }) => one);
}
