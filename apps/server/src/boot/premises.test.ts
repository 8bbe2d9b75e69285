import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSqliteStore } from "@elsewhere/store";
import type { Store } from "@elsewhere/core";
import { createPremises } from "./premises.ts";

let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "premises-"));
  store = await openSqliteStore({ path: join(dataDir, "elsewhere.db"), now: () => 1 });
});

afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

describe("the premises", () => {
  it("[BACKUP3] a backup is made beside the data, for its owner only; two who ask at once get the same", async () => {
    const premises = createPremises(dataDir, store, () => 0);
    const [one, other] = await Promise.all([premises.backUp(), premises.backUp()]);
    expect(other).toEqual(one);
    expect(one.path).toBe(join(dataDir, "backups", "elsewhere-1970-01-01T00-00-00-000Z.tar"));
    expect(statSync(one.path)).toMatchObject({ size: one.bytes });
    expect(statSync(one.path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir).filter((name) => name.startsWith("stage-"))).toEqual([]);
  });

  it("[BACKUP3] one that cannot be made leaves nothing, and the next one can", async () => {
    const premises = createPremises(
      dataDir,
      { ...store, backup: () => Promise.reject(new Error("full")) },
      () => 0,
    );
    await expect(premises.backUp()).rejects.toThrow();
    expect(existsSync(join(dataDir, "backups", "elsewhere-1970-01-01T00-00-00-000Z.tar"))).toBe(false);
    const later = createPremises(dataDir, store, () => 1);
    expect((await later.backUp()).bytes).toBeGreaterThan(0);
  });

  it("[BACKUP3] the free space of the disk is told, or not known", async () => {
    const space = await createPremises(dataDir, store, () => 0).space();
    expect(space?.total).toBeGreaterThan(space?.free ?? Infinity);
    expect(await createPremises(join(dataDir, "absent"), store, () => 0).space()).toBeUndefined();
  });
});
