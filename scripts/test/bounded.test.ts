import { describe, expect, it } from "vitest";
import { runBounded } from "./bounded.ts";

const circle = `process.stderr.write(""); for (;;);`;

describe("bounded run", () => {
  it("[TEST6] says the exit code", async () => {
    expect(await runBounded(["-e", "process.exit(3)"], ".", 60_000)).toBe(3);
  });

  it("[TEST6] ends what turns in a circle, and what it started", async () => {
    const parent = `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(circle)}])`;
    expect(await runBounded(["-e", parent], ".", 300)).toBeNull();
  });
});
