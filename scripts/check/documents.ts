import { outdated } from "../docs/document.ts";
import { generators } from "../docs/generators.ts";
import type { Check } from "./tree.ts";

/** What in docs/ is made from the sources is as it would be made now. */
export const documents: Check = {
  name: "documents",
  run(tree) {
    const old = outdated(tree, generators);
    return {
      problems: old.map(({ file }) => ({ path: file, text: "is not as the sources say: run npm run docs" })),
    };
  },
};
