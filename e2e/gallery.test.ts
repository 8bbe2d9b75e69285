// needs: chromium (apt: chromium)
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveGallery } from "../scripts/gallery.mjs";
import { accessibilityViolations, startChromium } from "./chromium.ts";

describe("the gallery", () => {
  let gallery: Awaited<ReturnType<typeof serveGallery>>;
  let browser: Browser;

  beforeAll(async () => {
    gallery = await serveGallery(0);
    browser = await startChromium();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  it("[GALLERY1] stands in both themes and directions, wide and narrow, and axe finds nothing", async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    const thrown: string[] = [];
    page.on("pageerror", (error) => thrown.push(String(error)));
    for (const [theme, dir, width] of [
      ["light", "ltr", 1440],
      ["dark", "rtl", 390],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${gallery.resolvedUrls?.local[0] ?? ""}gallery/?theme=${theme}&dir=${dir}`);
      await page.getByRole("heading", { name: "Empty, on its way, trouble, offline" }).waitFor();
      expect(await accessibilityViolations(page), `${theme} ${dir}`).toEqual([]);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(tooWide, `${theme} ${dir} ${width}`).toBeLessThanOrEqual(0);
      const pictures = process.env["ELSEWHERE_E2E_PICTURES"];
      if (pictures !== undefined)
        await page.screenshot({ path: join(pictures, `gallery-${theme}-${dir}.png`), fullPage: true });
    }
    expect(thrown).toEqual([]);
  }, 90_000);

  it("[GALLERY2] nothing of it is in what is served", () => {
    const web = fileURLToPath(new URL("../dist/web/", import.meta.url));
    const scripts = readdirSync(join(web, "assets")).filter((name) => name.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(3);
    expect(
      scripts.filter((name) => readFileSync(join(web, "assets", name), "utf8").includes("gallery-head")),
    ).toEqual([]);
  });
});
