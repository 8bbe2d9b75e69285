/** Where an arrow leads in rows of so many columns that stand below each other in groups. */
export function walked(
  sizes: readonly number[],
  columns: number,
  at: number,
  key: string,
): number | undefined {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  switch (key) {
    case "ArrowRight":
      return Math.min(all - 1, at + 1);
    case "ArrowLeft":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return all - 1;
    case "ArrowDown":
      return beside(rowsOf(sizes, columns), at, 1);
    case "ArrowUp":
      return beside(rowsOf(sizes, columns), at, -1);
    default:
      return undefined;
  }
}

interface Row {
  readonly from: number;
  readonly length: number;
}

function rowsOf(sizes: readonly number[], columns: number): readonly Row[] {
  let from = 0;
  return sizes.flatMap((size) => {
    const rows = Array.from({ length: Math.ceil(size / columns) }, (_, row) => ({
      from: from + row * columns,
      length: Math.min(columns, size - row * columns),
    }));
    from += size;
    return rows;
  });
}

/** The same column of the row above or below, or the last of a shorter one. */
function beside(rows: readonly Row[], at: number, step: 1 | -1): number {
  const now = rows.findIndex(({ from, length }) => at >= from && at < from + length);
  const [row, next] = [rows[now], rows[now + step]];
  if (row === undefined || next === undefined) return at;
  return next.from + Math.min(at - row.from, next.length - 1);
}
