import type { Check, Problem } from "./tree.ts";

/** Files and folders are named in kebab-case, after a thing of the domain. */
export const fileNames: Check = {
  name: "file names",
  run(tree) {
    const checked = tree.paths.filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));
    return { problems: checked.flatMap(misnamed) };
  },
};

const folders = ["apps", "packages", "scripts", "e2e", "bench", "fuzz", "conformance", "docs", "changes"];
const part = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z]+)$/;
/** Such names say that nobody thought of what belongs together. */
const sayNothing = /(?:^|-)(?:util|utils|helper|helpers|common|misc|types|manager|managers)$/;

function misnamed(path: string): Problem[] {
  const names = path.split("/");
  const wrong = names.find(
    (name) => !name.startsWith(".") && name.split(".").some((word) => !part.test(word)),
  );
  if (wrong !== undefined) return [{ path, text: `${wrong} is not kebab-case` }];
  const empty = names.find((name) => sayNothing.test(name.split(".")[0] ?? ""));
  return empty === undefined ? [] : [{ path, text: `${empty}: name it after what it is about` }];
}
