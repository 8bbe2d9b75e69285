import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compressAll } from "./compress.mjs";

describe("compressAll", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "elsewhere-compress-"));
    mkdirSync(join(folder, "assets"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("[BUILD8] texts of a build get packed forms beside them, unless that saves nothing", async () => {
    const long = "export const words = 'again and again';\n".repeat(50);
    writeFileSync(join(folder, "assets/main.js"), long);
    writeFileSync(join(folder, "assets/main.js.map"), long);
    writeFileSync(join(folder, "mark.svg"), "<svg/>");
    writeFileSync(join(folder, "icon.png"), long);
    await compressAll(folder);
    const names = readdirSync(folder, { recursive: true }).map(String);
    expect(names.filter((name) => /\.(?:br|gz)$/.test(name)).toSorted()).toEqual([
      "assets/main.js.br",
      "assets/main.js.gz",
    ]);
    const packed = (ending: string) => readFileSync(join(folder, `assets/main.js${ending}`));
    expect(brotliDecompressSync(packed(".br")).toString()).toBe(long);
    expect(gunzipSync(packed(".gz")).toString()).toBe(long);
  });
});
