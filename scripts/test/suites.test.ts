import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { isInstalled, needsOf } from "./needs.mjs";
import { selectSuites } from "./suites.ts";

const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true });
});

function folderWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "elsewhere-suites-"));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const nowhere = "// needs: no-such-peer (apt: no-such-package), other-peer (apt: other-package)\n";

describe("needs", () => {
  it("[TEST3] are read from the first line", () => {
    expect(needsOf("// needs: nats-server (apt: nats-server), postgres (apt: postgresql)\ncode")).toEqual([
      { executable: "nats-server", aptPackage: "nats-server" },
      { executable: "postgres", aptPackage: "postgresql" },
    ]);
    expect(needsOf("import a;\n// needs: x (apt: y)")).toEqual([]);
  });

  it.each(["// needs: chromium", "// needs:", "// needs: a (apt: b);"])("[TEST3] %s is an error", (line) => {
    expect(() => needsOf(line)).toThrow("write");
  });

  it("[TEST4] an executable counts only if it can be executed", () => {
    const root = folderWith({ peer: "" });
    expect(isInstalled("peer", [root])).toBe(false);
    chmodSync(join(root, "peer"), 0o755);
    expect(isInstalled("peer", ["/nowhere", root])).toBe(true);
  });
});

describe("suites", () => {
  const files = {
    "e2e/two.test.ts": "",
    "e2e/one.test.ts": "",
    "e2e/page.ts": "",
    "fuzz/frames.test.ts": nowhere,
    "conformance/peer.test.ts": nowhere,
    "conformance/corpus.test.ts": "",
  };

  it("[TEST4] runs what can run, in order, and names the rest with all it needs", () => {
    const { suites, notRun } = selectSuites(folderWith(files), []);
    expect(suites.map((suite) => [suite.name, suite.files])).toEqual([
      ["unit", undefined],
      ["e2e", ["e2e/one.test.ts", "e2e/two.test.ts"]],
      ["conformance", ["conformance/corpus.test.ts"]],
    ]);
    const missing = ["no-such-package", "other-package"];
    expect(notRun).toEqual([
      { name: "conformance/peer", missing },
      { name: "fuzz/frames", missing },
    ]);
  });

  it("[TEST5] runs what was chosen", () => {
    const root = folderWith(files);
    const names = (chosen: string): string[] => {
      const { suites, notRun } = selectSuites(root, [chosen]);
      return [...suites.flatMap((suite) => suite.files ?? [suite.name]), ...notRun.map(({ name }) => name)];
    };
    expect(names("unit")).toEqual(["unit"]);
    expect(names("e2e/two")).toEqual(["e2e/two.test.ts"]);
    expect(names("fuzz")).toEqual(["fuzz/frames"]);
    expect(names("nothing")).toEqual([]);
  });
});
