/** Rows that are drawn beyond those in sight, so that scrolling and the arrow keys find the next one there. */
const beyond = 8;

/** The rows to draw of a list whose rows are all of one height: from the first up to but without the last. */
export function rowsInSight(
  top: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly from: number; readonly to: number } {
  if (rowHeight <= 0) return { from: 0, to: Math.min(count, beyond) };
  const first = Math.floor(Math.max(0, top) / rowHeight) - beyond;
  const last = Math.ceil((Math.max(0, top) + height) / rowHeight) + beyond;
  const from = Math.min(Math.max(0, first), Math.max(0, count - beyond));
  return { from, to: Math.min(count, Math.max(last, from)) };
}

/** The rows to draw, those that must not go away among them, in their order. */
export function drawnRows(
  ids: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
  always: readonly (string | undefined)[],
): readonly string[] {
  const before = ids.slice(0, from).filter((id) => always.includes(id));
  const after = ids.slice(to).filter((id) => always.includes(id));
  return [...before, ...ids.slice(from, to), ...after];
}

/** Which row a key leads to; undefined: it leads nowhere. */
export function rowAfterKey(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return Math.min(count - 1, at + 1);
    case "ArrowUp":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
