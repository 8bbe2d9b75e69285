import type { NotRun } from "./suites.ts";

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * What one run of the test runner came to. Nothing is green by silence: no report, no tests, a file that could not
 * be loaded and an exit code without a failed test each count as one failure.
 */
export function outcomeOf(report: string | undefined, exitCode: number | null): Outcome {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const read = JSON.parse(report) as Report;
  const unloaded = read.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  );
  const failed = read.numFailedTests + unloaded.length;
  const silent = failed === 0 && (exitCode !== 0 || read.numPassedTests === 0);
  return {
    passed: read.numPassedTests,
    failed: silent ? 1 : failed,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

/** A suite that did not run counts as one skipped test, or as one failed when all have to run. */
export function outcomeOfNotRun(notRun: readonly NotRun[], allMustRun: boolean): Outcome {
  const many = notRun.length;
  return allMustRun ? { passed: 0, failed: many, skipped: 0 } : { passed: 0, failed: 0, skipped: many };
}

export function sum(outcomes: readonly Outcome[]): Outcome {
  const add = (one: Outcome, other: Outcome): Outcome => ({
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  });
  return outcomes.reduce(add, { passed: 0, failed: 0, skipped: 0 });
}

export function lineOf({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
