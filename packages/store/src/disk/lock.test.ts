import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataDir } from "./lock.ts";

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "lock-"))));
afterEach(() => rmSync(dir, { recursive: true }));

describe("the lock of the data directory", () => {
  it("[LOCK1] is had once, and again when it was given back", () => {
    const release = lockDataDir(dir);
    expect(() => lockDataDir(dir)).toThrow(`in use by process ${process.pid}`);
    release();
    release();
    lockDataDir(dir)();
    expect(readdirSync(dir)).toEqual([]);
  });

  it("[LOCK1] of another process that is alive is respected", () => {
    const other = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
    try {
      writeFileSync(join(dir, "lock"), `${other.pid}\n`);
      expect(() => lockDataDir(dir)).toThrow(`in use by process ${other.pid}`);
    } finally {
      other.kill();
    }
  });

  it("[LOCK1] given back late does not take another's", () => {
    const release = lockDataDir(dir);
    release();
    const second = lockDataDir(dir);
    release();
    expect(() => lockDataDir(dir)).toThrow("in use");
    second();
  });

  it("[LOCK2] of a process that died is taken over", () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(join(dir, "lock"), `${pid} 123\n`);
    const release = lockDataDir(dir);
    expect(readFileSync(join(dir, "lock"), "utf8")).toMatch(new RegExp(`^${process.pid} `));
    release();
  });

  it("[LOCK2] that is not readable as one is taken over", () => {
    writeFileSync(join(dir, "lock"), "");
    lockDataDir(dir)();
    expect(readdirSync(dir)).toEqual([]);
  });

  it("[LOCK2] with our own number, from before a restart of the container, is taken over", () => {
    writeFileSync(join(dir, "lock"), `${process.pid} 1 1\n`);
    lockDataDir(dir)();
    expect(readdirSync(dir)).toEqual([]);
  });
});
