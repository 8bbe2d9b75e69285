import text from "./emoji.txt?raw";
import { readEmoji } from "./emoji.ts";

/** All emoji, in groups. A file of its own, loaded when somebody looks for one. */
export const emojiGroups = readEmoji(text);
