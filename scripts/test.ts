/**
 * `npm test`: builds, runs every suite that can run on this machine and ends with `N passed, N failed, N skipped`.
 * Arguments choose suites (`unit`, `e2e`) or files (`e2e/two-people`). With ELSEWHERE_TEST_ALL=1 a suite that cannot run
 * is a failure.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lineOf, outcomeOf, outcomeOfNotRun, sum, type Outcome } from "./test/outcome.ts";
import { selectSuites, type Suite } from "./test/suites.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const allMustRun = process.env["ELSEWHERE_TEST_ALL"] === "1";
const failure: Outcome = { passed: 0, failed: 1, skipped: 0 };

function run(program: string, args: readonly string[]): number | null {
  return spawnSync(process.execPath, [join(root, program), ...args], { cwd: root, stdio: "inherit" }).status;
}

function runSuite(suite: Suite): Outcome {
  console.log(`\n== ${suite.name}`);
  const folder = mkdtempSync(join(tmpdir(), "elsewhere-test-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", "--config", suite.config, ...reporters, ...(suite.files ?? [])];
  const exitCode = run("node_modules/vitest/vitest.mjs", args);
  const outcome = outcomeOf(readIfThere(report), exitCode);
  rmSync(folder, { recursive: true });
  return outcome;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function finish(outcome: Outcome): void {
  console.log(lineOf(outcome));
  process.exitCode = outcome.failed === 0 ? 0 : 1;
}

function runAll(): void {
  const { suites, notRun } = selectSuites(root, process.argv.slice(2));
  if (run("scripts/build.mjs", []) !== 0) return finish(failure);
  const results = suites.map((suite) => ({ name: suite.name, outcome: runSuite(suite) }));
  console.log("");
  for (const { name, outcome } of results) console.log(`${name}: ${lineOf(outcome)}`);
  for (const { name, missing } of notRun) console.log(`not run: ${name}: needs ${missing.join(", ")}`);
  if (results.length + notRun.length === 0) console.log("There is no such suite.");
  const outcomes = [...results.map(({ outcome }) => outcome), outcomeOfNotRun(notRun, allMustRun)];
  finish(results.length + notRun.length === 0 ? failure : sum(outcomes));
}

runAll();
