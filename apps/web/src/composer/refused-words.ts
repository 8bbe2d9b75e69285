import type { Words } from "../language/words.ts";
import { sizeWords } from "../words/times.ts";
import type { Refused } from "./uploads.ts";

/** Why files that were chosen do not go, in sentences. */
export function refusedWords(refused: readonly Refused[], words: Words): string {
  return refused.map((one) => sentence(one, words)).join(" ");
}

function sentence(refused: Refused, words: Words): string {
  const { composer } = words;
  switch (refused.name) {
    case "too-many":
      return composer.tooManyFiles(refused.most);
    case "too-large":
      return composer.tooLarge(refused.file, sizeWords(refused.most, words));
    case "folder":
      return composer.noFolders(refused.file);
  }
}
