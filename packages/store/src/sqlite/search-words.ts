const most = 16;
/** Letters of scripts that are written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;

/**
 * The text with such letters apart, so that each is a word to the index and any run of them is found, wherever in a
 * sentence it stands.
 */
export function lettersApart(text: string): string {
  return text.replaceAll(unspaced, " $& ");
}

/**
 * What a person typed, as an FTS5 expression: every word must occur, the last may be a beginning. Each word is
 * quoted, so nothing typed is ever taken for an operator. Undefined if there is no word in it.
 */
export function searchExpression(text: string, topics: readonly number[]): string | undefined {
  const words = text
    .replaceAll("\0", " ")
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, most);
  if (words.length === 0) return undefined;
  const terms = words.map((word) => `"${lettersApart(word).replaceAll('"', '""')}"`);
  return `topic : (${topics.map((topic) => `t${topic}`).join(" OR ")}) AND text : (${terms.join(" AND ")} *)`;
}
