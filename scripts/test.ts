/**
 * `npm test`: builds, runs every suite that can run on this machine and ends with `N passed, N failed, N skipped`.
 * Arguments choose suites (`unit`, `e2e`) or files (`e2e/two-people`). With ELSEWHERE_TEST_ALL=1 a suite that cannot run
 * is a failure.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runBounded } from "./test/bounded.ts";
import { lineOf, outcomeOf, outcomeOfNotRun, sum, type Outcome } from "./test/outcome.ts";
import { selectSuites, type Suite } from "./test/suites.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const allMustRun = process.env["ELSEWHERE_TEST_ALL"] === "1";
const failure: Outcome = { passed: 0, failed: 1, skipped: 0 };

const minute = 60_000;
const limits = { build: 5 * minute, unit: 10 * minute, serial: 90 * minute };

function run(program: string, args: readonly string[], limit: number): Promise<number | null> {
  return runBounded([join(root, program), ...args], root, limit);
}

async function runSuite(suite: Suite): Promise<Outcome> {
  console.log(`\n== ${suite.name}`);
  const folder = mkdtempSync(join(tmpdir(), "elsewhere-test-"));
  const report = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", "--config", suite.config, ...reporters, ...(suite.files ?? [])];
  const limit = suite.name === "unit" ? limits.unit : limits.serial;
  const exitCode = await run("node_modules/vitest/vitest.mjs", args, limit);
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

async function runAll(): Promise<void> {
  const { suites, notRun } = selectSuites(root, process.argv.slice(2));
  if ((await run("scripts/build.mjs", [], limits.build)) !== 0) return finish(failure);
  const results: { readonly name: string; readonly outcome: Outcome }[] = [];
  for (const suite of suites) results.push({ name: suite.name, outcome: await runSuite(suite) });
  console.log("");
  for (const { name, outcome } of results) console.log(`${name}: ${lineOf(outcome)}`);
  for (const { name, missing } of notRun) console.log(`not run: ${name}: needs ${missing.join(", ")}`);
  if (results.length + notRun.length === 0) console.log("There is no such suite.");
  const outcomes = [...results.map(({ outcome }) => outcome), outcomeOfNotRun(notRun, allMustRun)];
  finish(results.length + notRun.length === 0 ? failure : sum(outcomes));
}

await runAll();
