import { defineConfig } from "vitest/config";

/** Suites that use the built product, real peers or much time: one file after the other. `scripts/test.ts` names the files. */
export default defineConfig({
  test: {
    include: ["e2e/*.test.ts", "conformance/*.test.ts", "fuzz/*.test.ts"],
    environment: "node",
    pool: "forks",
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
