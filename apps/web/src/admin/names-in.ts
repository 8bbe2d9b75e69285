const mostAtOnce = 50;
const longest = 100;

/** The names in what somebody typed: one a line, or with commas between. */
export function namesIn(text: string): readonly string[] {
  const names = text.split(/[\n,;]/).map((name) => name.trim().slice(0, longest));
  return [...new Set(names.filter((name) => name !== ""))].slice(0, mostAtOnce);
}
