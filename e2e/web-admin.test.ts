// needs: chromium (apt: chromium)
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityViolations, looks, startChromium } from "./chromium.ts";
import { newServer, type RunningServer } from "./running-server.ts";

/** Alice, who administers the server, in a real browser. */
describe("the administration", () => {
  const password = "correct horse battery";
  const pictures =
    process.env["ELSEWHERE_E2E_PICTURES"] ?? mkdtempSync(join(tmpdir(), "elsewhere-pictures-"));
  let server: RunningServer;
  let url: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    server = await newServer();
    url = `http://localhost:${server.port}`;
    await server.spawn().ready;
    browser = await startChromium();
    await server.ask("admin-add-account", { account: "alice", displayName: "Alice", password, admin: true });
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(url);
    await page.getByLabel("Short name").fill("alice");
    await page.getByLabel("Password").fill(password);
    await page.getByLabel("What is this place called?").fill("Laptop");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("navigation", { name: "Conversations" }).waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.clear();
  });

  it("[ADMIN1] an open invitation is listed, and taken back it lets nobody in", async () => {
    await page.getByRole("button", { name: "Administration" }).click();
    await page.getByLabel("A word to them").fill("Welcome to the workshop");
    await page.getByLabel("How many").fill("3");
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByLabel(/Send this link/).inputValue();
    const revoke = page.getByRole("button", { name: "Take back: Welcome to the workshop" });
    await revoke.waitFor();
    const found: string[] = [];
    for (const { name, width, height, colorScheme } of looks) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      found.push(...(await accessibilityViolations(page)).map((one) => `${name}: ${one}`));
      await page.screenshot({ path: join(pictures, `admin-invitations-${name}.png`) });
    }
    expect(found).toEqual([]);
    await revoke.click();
    await revoke.waitFor({ state: "detached" });
    const guest = await (await browser.newContext()).newPage();
    await guest.goto(link);
    await guest.getByText("This link does not work").first().waitFor();
  });
});
