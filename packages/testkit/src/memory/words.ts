const most = 16;

/** Lower case without accents, as search compares. */
function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** A letter of a script written without spaces, with its marks. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;

/** Words; letters of scripts written without spaces are one each. */
function tokens(text: string): string[] {
  return folded(text.replaceAll(unspaced, " $& ")).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A test for what was typed: every word must occur, the last may be a beginning. Undefined: there is no word in it. */
export function matcher(typed: string): ((text: string) => boolean) | undefined {
  const words = typed
    .split(/\s+/u)
    .map(tokens)
    .filter((word) => word.length > 0)
    .slice(0, most);
  if (words.length === 0) return undefined;
  return (text) => {
    const found = tokens(text);
    return words.every((word, index) => occurs(found, word, index === words.length - 1));
  };
}

/** Whether the tokens of a typed word follow each other somewhere. */
function occurs(found: readonly string[], word: readonly string[], open: boolean): boolean {
  return found.some((_, start) =>
    word.every((token, index) => {
      const here = found[start + index];
      return open && index === word.length - 1 ? here?.startsWith(token) : here === token;
    }),
  );
}
