export { openSqliteStore, type SqliteOptions } from "./sqlite/store.ts";
export { checkDatabase, restoreSqlite } from "./sqlite/copy.ts";
export type { Durability } from "./sqlite/driver.ts";
export { openFiles } from "./disk/files.ts";
export { openParts } from "./disk/parts.ts";
export { DirectoryInUse, lockDataDir } from "./disk/lock.ts";
