// needs: chromium (apt: chromium)
import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectText } from "./on-screen.ts";
import { patience, tellStory } from "./story.ts";

/** An authenticator in the machine (Chromium's own for tests), whose person is there when they are asked. */
async function authenticatorOf(page: Page): Promise<{ readonly cdp: CDPSession; readonly id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id: authenticatorId };
}

/** How a person comes in, what they take along, and how they go. The chapters follow each other. */
describe("one's own account", () => {
  const story = tellStory({
    people: { alice: "Alice", bob: "Bob", root: { displayName: "Root", admin: true } },
  });
  let laptop: Page;
  let keys: { readonly cdp: CDPSession; readonly id: string };

  beforeAll(async () => {
    laptop = await story.signIn("alice", "Laptop");
    keys = await authenticatorOf(laptop);
  });

  it("[SELF1] a passkey is added with the password, named, and signs in without name and password", async () => {
    await laptop.goto(`${story.url}/account`);
    await laptop.getByText("You have no passkey yet.").waitFor();
    await story.look(laptop, "account");
    await laptop.getByRole("button", { name: "Add a passkey" }).click();
    await laptop.getByLabel("What is it called?").fill("Laptop's lock");
    await laptop.getByLabel("Your password").fill("wrong");
    await laptop.getByRole("button", { name: "Go on" }).click();
    await laptop.getByText("That is not right. Try again.").waitFor();
    await laptop.getByLabel("Your password").fill(story.password);
    await laptop.getByRole("button", { name: "Go on" }).click();
    await laptop.getByRole("button", { name: "Remove Laptop's lock" }).waitFor();
    await expectText(laptop, "not used yet");
    await laptop.goto(`${story.url}/places`);
    await keys.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {
      authenticatorId: keys.id,
      enabled: false,
    });
    await laptop.getByRole("button", { name: "Sign out here" }).click();
    const button = laptop.getByRole("button", { name: "Sign in with a passkey" });
    await button.waitFor();
    await story.look(laptop, "sign-in-passkey");
    await keys.cdp.send("WebAuthn.setAutomaticPresenceSimulation", {
      authenticatorId: keys.id,
      enabled: true,
    });
    // The browser may have offered it by itself meanwhile.
    await button.click({ timeout: 2_000 }).catch(() => undefined);
    await laptop.getByRole("navigation", { name: "Conversations" }).waitFor();
    await laptop.goto(`${story.url}/account`);
    await expectText(laptop, "last used today");
  });

  it("[SELF2] the password is changed with a passkey; other places go, this one stays", async () => {
    const phone = await story.signIn("alice", "Phone");
    await laptop.getByRole("button", { name: "Change the password" }).click();
    await laptop.getByLabel("New password").fill("a quite new battery");
    await laptop.getByRole("button", { name: "Use a passkey" }).click();
    await laptop.getByText("The password is changed.").waitFor();
    await phone.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
    expect(await laptop.getByRole("heading", { name: "Passkeys" }).count()).toBe(1);
  });

  it("[SELF1] a passkey that is removed is gone, here and for who comes", async () => {
    await laptop.getByRole("button", { name: "Rename Laptop's lock" }).click();
    await laptop.getByLabel("What is it called?").fill("Old lock");
    await laptop.getByRole("button", { name: "Save" }).click();
    await laptop.getByRole("button", { name: "Remove Old lock" }).click();
    await expectText(laptop, "You have no passkey yet.");
  });

  it("[SELF3] everything is downloaded as one archive", async () => {
    const script = await story.script("bob");
    await script.say("alice", "keep this sentence");
    const saved = laptop.waitForEvent("download");
    await laptop.getByRole("button", { name: "Download everything" }).click();
    const path = await (await saved).path();
    await laptop.getByText(/^Done: /).waitFor();
    const archive = readFileSync(path);
    expect(archive.subarray(0, 2).toString()).toBe("PK");
    for (const part of ["export.json", "messages.jsonl", "keep this sentence"])
      expect(archive.includes(part)).toBe(true);
  });

  it("[SELF4] before an account goes it is told what stays; then all its places are signed out", async () => {
    await laptop.getByRole("button", { name: "Remove my account" }).click();
    await expectText(laptop.getByRole("dialog"), "What stays: the messages you wrote to others");
    await story.look(laptop, "account-leave");
    await laptop.getByLabel("Your password").fill("a quite new battery");
    await laptop.getByRole("button", { name: "Remove it for good" }).click();
    await laptop.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
    const desk = await story.signIn("bob", "Desk");
    await desk.goto(`${story.url}/c/d:alice:bob`);
    await desk.getByText("keep this sentence").first().waitFor();
    await expect
      .poll(() => desk.getByText("alice, former member").count(), { timeout: patience })
      .toBeGreaterThan(0);
    await story.look(desk, "former-member");
  });

  it("[SELF5] the only administrator is not removed, and told why", async () => {
    const page = await story.signIn("root", "Console");
    await page.goto(`${story.url}/account`);
    await page.getByRole("button", { name: "Remove my account" }).click();
    await page.getByLabel("Your password").fill(story.password);
    await page.getByRole("button", { name: "Remove it for good" }).click();
    await expectText(page, "You may not do this.");
  });
});
