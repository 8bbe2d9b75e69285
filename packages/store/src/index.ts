export { openSqliteStore, type SqliteOptions } from "./sqlite/store.ts";
export { restoreSqlite } from "./sqlite/copy.ts";
export type { Durability } from "./sqlite/driver.ts";
