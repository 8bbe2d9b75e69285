import type { Tree } from "../check/tree.ts";

/** Something in docs/ that is made from the sources. */
export interface Generated {
  /** Path in the repository. */
  readonly file: string;
  /**
   * Only the part between `<!-- generated: <part> -->` and `<!-- end generated -->` is made;
   * the rest of the file is written by hand. Without it the whole file is made.
   */
  readonly part?: string;
  make(tree: Tree): string;
}

/** The file's text with the generated part renewed. Throws when the file lacks the marks of the part. */
export function renewed(tree: Tree, generated: Generated, present: string | undefined): string {
  const made = generated.make(tree).trimEnd();
  if (generated.part === undefined) return `${made}\n`;
  const open = `<!-- generated: ${generated.part} -->`;
  const close = "<!-- end generated -->";
  const start = present?.indexOf(open) ?? -1;
  const end = present?.indexOf(close, start) ?? -1;
  if (present === undefined || start < 0 || end < 0)
    throw new Error(`${generated.file} lacks ${open} … ${close}`);
  return `${present.slice(0, start + open.length)}\n${made}\n${present.slice(end)}`;
}

/** The documents that are not as they would be made now, with the text they should have. */
export function outdated(tree: Tree, all: readonly Generated[]): { file: string; text: string }[] {
  const texts = new Map<string, string>();
  for (const generated of all) {
    const { file } = generated;
    const present = texts.get(file) ?? (tree.paths.includes(file) ? tree.read(file) : undefined);
    texts.set(file, renewed(tree, generated, present));
  }
  return [...texts]
    .map(([file, text]) => ({ file, text }))
    .filter(({ file, text }) => !tree.paths.includes(file) || tree.read(file) !== text);
}
