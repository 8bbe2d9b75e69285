import { mkdirSync, rmSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Unavailable, type Premises, type Store } from "@elsewhere/core";
import { archive, database, makeStage } from "./archive.ts";

/** The machine as the data directory shows it. Backups go to `backups` in it, one at a time. */
export function createPremises(dataDir: string, store: Store, now: () => number): Premises {
  let making: Promise<{ readonly path: string; readonly bytes: number }> | undefined;
  return {
    async space() {
      const found = await statfs(dataDir).catch(() => undefined);
      if (found === undefined) return undefined;
      return { free: found.bavail * found.bsize, total: found.blocks * found.bsize };
    },
    backUp() {
      making ??= make(resolve(dataDir), store, new Date(now())).finally(() => {
        making = undefined;
      });
      return making;
    },
  };
}

async function make(dataDir: string, store: Store, at: Date) {
  const folder = join(dataDir, "backups");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `elsewhere-${at.toISOString().replaceAll(/[:.]/g, "-")}.tar`);
  const stage = makeStage(dataDir);
  try {
    await store.backup(join(stage, database));
    return { path, bytes: await archive(stage, dataDir, path) };
  } catch (cause) {
    throw cause instanceof Unavailable ? cause : new Unavailable("files", cause);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
