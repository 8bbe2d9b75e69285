// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectText } from "./on-screen.ts";
import { patience, tellStory } from "./story.ts";

/** From the first administrator's link to a house that is looked after, in a real browser. The chapters follow each other. */
describe("the administration", () => {
  const story = tellStory({ settings: { deviceLimit: "7" } });
  let page: Page;

  const open = async (part: string) => {
    const parts = page.getByRole("navigation", { name: "Parts of the administration" });
    await parts.getByRole("button", { name: part, exact: true }).click();
  };

  beforeAll(async () => {
    page = await story.newPlace();
  });

  it("[ADMIN7] [DOOR2] the first administrator is led from the first link to a team, in three steps", async () => {
    await story.joinOn(page, story.setupLink, "Alice", "Laptop");
    await page.getByRole("heading", { name: "First steps" }).waitFor();
    await page.getByLabel("Name of the house").fill("Mill Lane Workshop");
    await page.getByRole("button", { name: "Save: Name of the house" }).click();
    await page.getByRole("button", { name: "Save: Name of the house" }).waitFor({ state: "detached" });
    await expectText(page, "People here have addresses such as alice@localhost.");
    await story.look(page, "first-steps-house");
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByLabel("Who comes? One name a line").fill("Bob\nCarol");
    await page.getByRole("button", { name: "Make the links" }).click();
    await page.getByRole("button", { name: "Show as a code: Bob" }).click();
    await page.getByRole("img", { name: "Code with the link for Bob" }).waitFor();
    await story.look(page, "first-steps-people");
    const bob = await story.newPlace();
    await bob.goto((await page.locator(".link-text").first().textContent()) ?? "");
    await bob.getByText("Alice invites you to Mill Lane Workshop.").waitFor();
    await story.look(bob, "invited");
    await bob.getByLabel("Your name").fill("Bob");
    await bob.getByLabel("Password").fill(story.password);
    await bob.getByRole("button", { name: "Join" }).click();
    await bob.getByRole("navigation", { name: "Conversations" }).waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    expect(await page.getByLabel("What is this place called?").inputValue()).toBe("Laptop");
    await story.look(page, "first-steps-place");
    await page.getByRole("button", { name: "Begin" }).click();
    await page.getByRole("heading", { name: "Welcome, Alice" }).waitFor();
  });

  it("[ADMIN2] [DOOR2] an account is found, added with a link to choose a password, made administrator and removed", async () => {
    await page.getByRole("button", { name: "Administration" }).click();
    await page.getByRole("button", { name: "Manage Bob" }).waitFor();
    await story.look(page, "admin-people");
    await page.getByRole("button", { name: "Add somebody" }).click();
    await page.getByLabel("Name as others see it").fill("Dave");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    const link = await page.getByLabel(/Send this link to them/).inputValue();
    await page.getByRole("button", { name: "Close" }).click();
    const dave = await story.newPlace();
    await dave.goto(link);
    await dave.getByRole("heading", { name: "A new password" }).waitFor();
    await story.look(dave, "new-password");
    await dave.getByLabel("Password").fill("dave's own secret");
    await dave.getByRole("button", { name: "Take it and sign in" }).click();
    await dave.getByRole("navigation", { name: "Conversations" }).waitFor();
    await page.getByLabel("Find by name").fill("dav");
    await page.getByRole("button", { name: "Manage Bob" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Manage Dave" }).click();
    await expectText(page.getByRole("dialog"), "connected now");
    await story.look(page, "admin-account");
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("button", { name: "Remove for good" }).click();
    await dave.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
    await expectText(page, "Nobody is called that.");
    await page.getByLabel("Find by name").fill("");
    await page.getByRole("button", { name: "Manage Bob" }).click();
    await page.getByRole("button", { name: "Make administrator" }).click();
    await expectText(page, "bob · administrator");
  });

  it("[ADMIN1] an open invitation is listed, and taken back it lets nobody in", async () => {
    await open("Invitations");
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

  it("[ADMIN4] a setting is changed at once, taken back, and shown as fixed where the server sets it", async () => {
    await open("Settings");
    const limit = page.getByLabel("Places of one person");
    await limit.waitFor();
    expect([await limit.isDisabled(), await limit.inputValue()]).toEqual([true, "7"]);
    await page.getByLabel("Largest file").fill("lots");
    await page.getByRole("button", { name: "Save: Largest file" }).click();
    await expectText(page, "A size with its unit, such as 50MB.");
    await page.getByLabel("Who may sign up").selectOption({ label: "Nobody" });
    const reset = page.getByRole("button", { name: "Who may sign up: as configured" });
    await reset.waitFor();
    await story.look(page, "admin-settings");
    await open("Invitations");
    await page.getByRole("button", { name: "Make a link" }).click();
    await expectText(page, "You may not do this.");
    await open("Settings");
    await reset.click();
    await reset.waitFor({ state: "detached" });
  });

  it("[ADMIN3] the log tells who did what, and is narrowed to one kind", async () => {
    await open("Log");
    await expectText(page, "Setting changed");
    await story.look(page, "admin-log");
    await page.getByLabel("What happened").selectOption({ label: "Account removed" });
    await expectText(page, "by alice · to dave");
    await expect.poll(() => page.locator(".event").count(), { timeout: patience }).toBe(1);
  });

  it("[ADMIN5] what the data takes is shown, and a backup made", async () => {
    await open("Storage");
    await expectText(page, "Free on the disk");
    await page.getByRole("button", { name: "Back up now" }).click();
    await expectText(page, /Written: .*\.tar/);
    await story.look(page, "admin-storage");
  });

  it("[ADMIN6] the load is drawn as lines, told in words, and can be read as a table", async () => {
    await open("Load");
    await expectText(page, "Messages a second");
    await page.locator(".plot").first().waitFor();
    await story.look(page, "admin-load");
    await page.getByRole("button", { name: "As a table" }).click();
    await page.getByRole("columnheader", { name: "Memory" }).waitFor();
    await story.look(page, "admin-load-table");
  });

  it("[ADMIN8] nobody else sees any of it", async () => {
    const script = await story.script("alice");
    await script.ask("admin-change-account", { account: "bob", admin: false });
    const bob = await story.signIn("bob", "Desk");
    expect(await bob.getByRole("button", { name: "Administration" }).count()).toBe(0);
    await bob.goto(`${story.url}/admin/log`);
    await bob.getByText("Only administrators see this page.").waitFor();
    const asked = await bob.evaluate(async () => {
      const body = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
      return (await fetch("/api/v1/do/admin-audit", body)).status;
    });
    expect(asked).toBe(403);
  });
});
