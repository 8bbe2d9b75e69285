// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { tellStory } from "./story.ts";

/** Alice, who administers the server, in a real browser. */
describe("the administration", () => {
  const story = tellStory({ people: { alice: { displayName: "Alice", admin: true } } });
  let page: Page;

  beforeAll(async () => {
    page = await story.signIn("alice", "Laptop");
  });

  it("[ADMIN1] an open invitation is listed, and taken back it lets nobody in", async () => {
    await page.getByRole("button", { name: "Administration" }).click();
    await page.getByLabel("A word to them").fill("Welcome to the workshop");
    await page.getByLabel("How many").fill("3");
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByLabel(/Send this link/).inputValue();
    const revoke = page.getByRole("button", { name: "Take back: Welcome to the workshop" });
    await revoke.waitFor();
    await story.look(page, "admin-invitations");
    await revoke.click();
    await revoke.waitFor({ state: "detached" });
    const guest = await story.newPlace();
    await guest.goto(link);
    await guest.getByText("This link does not work").first().waitFor();
    expect(await guest.getByLabel("Your name").count()).toBe(0);
  });
});
