import type { Generated } from "./document.ts";
import { roomMap } from "./room-map.ts";
import { ruleIndex } from "./rule-index.ts";

/** Everything `npm run docs` makes. Add a generator here; `npm run check` then holds its file to the sources. */
export const generators: readonly Generated[] = [ruleIndex, roomMap];
