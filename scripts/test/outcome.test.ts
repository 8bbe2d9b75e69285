import { describe, expect, it } from "vitest";
import { lineOf, outcomeOf, outcomeOfNotRun, sum } from "./outcome.ts";

const report = (passed: number, failed: number, others: object = {}): string =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...others,
  });

describe("outcome", () => {
  it("[TEST1] sums up in one line", () => {
    const outcomes = [outcomeOf(report(3, 1, { numPendingTests: 2 }), 1), outcomeOf(report(4, 0), 0)];
    expect(lineOf(sum(outcomes))).toBe("7 passed, 1 failed, 2 skipped");
  });

  it("[TEST1] what is left to be written is skipped", () => {
    expect(outcomeOf(report(1, 0, { numTodoTests: 2 }), 0)).toEqual({ passed: 1, failed: 0, skipped: 2 });
  });

  it.each([
    ["no report", undefined, 0],
    ["no tests", report(0, 0), 0],
    ["only skipped tests", report(0, 0, { numPendingTests: 3 }), 0],
    ["a failing exit", report(3, 0), 1],
    ["a runner that was killed", report(3, 0), null],
    [
      "a file that cannot be loaded",
      report(3, 0, { testResults: [{ status: "failed", assertionResults: [] }] }),
      1,
    ],
  ])("[TEST2] %s is one failure", (_name, text, exitCode) => {
    expect(outcomeOf(text, exitCode).failed).toBe(1);
  });

  it("[TEST2] a failed test in a file is not counted twice", () => {
    const testResults = [{ status: "failed", assertionResults: [{ status: "failed" }] }];
    expect(outcomeOf(report(3, 1, { testResults }), 1).failed).toBe(1);
  });

  it("[TEST4] a suite that did not run is skipped, or failed when all must run", () => {
    const notRun = [{ name: "e2e/page", missing: ["chromium"] }];
    expect(outcomeOfNotRun(notRun, false)).toEqual({ passed: 0, failed: 0, skipped: 1 });
    expect(outcomeOfNotRun(notRun, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
