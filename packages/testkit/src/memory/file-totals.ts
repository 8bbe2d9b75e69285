import type { AccountName, FileRecord, FileTotals } from "@elsewhere/core";

/** What files take, in all and by account, those with the most first. */
export function fileTotals(files: readonly FileRecord[], limit: number): FileTotals {
  const sums = new Map<AccountName, { files: number; bytes: number }>();
  for (const { by, size } of files) {
    const before = sums.get(by) ?? { files: 0, bytes: 0 };
    sums.set(by, { files: before.files + 1, bytes: before.bytes + size });
  }
  const accounts = [...sums]
    .map(([account, sum]) => ({ account, ...sum }))
    .sort((one, other) => other.bytes - one.bytes || (one.account < other.account ? -1 : 1));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { files: files.length, bytes, accounts: accounts.slice(0, limit) };
}
