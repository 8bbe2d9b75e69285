// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { composer, expectText, messages, say } from "./on-screen.ts";
import { patience, tellStory } from "./story.ts";

/** Who uses no mouse, reads from the right, hears the page or looks at it large: Alice, and Bob who writes to her. */
describe("reaching everybody", () => {
  const story = tellStory({ people: { alice: "Alice", bob: "Bob", carol: "Carol" } });
  let alice: Page;
  let bob: Page;

  beforeAll(async () => {
    bob = await story.signIn("bob", "Desk");
    await bob.goto(`${story.url}/c/d:alice:bob`);
    alice = await story.newPlace();
  });

  const focused = () => alice.evaluate(() => document.activeElement?.textContent ?? "");
  /** Goes on with Tab until the focus is at what is named so. */
  const tabTo = async (name: string) => {
    const here = alice.locator(":focus").and(alice.getByLabel(name, { exact: true }));
    for (let count = 0; count < 60 && (await here.count()) === 0; count += 1)
      await alice.keyboard.press("Tab");
    expect(await here.count(), name).toBe(1);
  };
  const palette = () => alice.getByRole("dialog", { name: "Go somewhere or do something" });
  const choose = async (typed: string) => {
    await alice.keyboard.press("Control+k");
    await palette().getByRole("combobox").waitFor();
    await alice.keyboard.type(typed);
    await palette().getByRole("option").first().waitFor();
    await alice.keyboard.press("Enter");
  };

  it("[EASE4] one signs in, reads and writes with the keyboard alone", async () => {
    await alice.goto(story.url);
    await alice.getByLabel("Short name").waitFor();
    await tabTo("Short name");
    await alice.keyboard.type("alice");
    await tabTo("Password");
    await alice.keyboard.type(story.password);
    await alice.keyboard.press("Enter");
    await alice.getByRole("navigation", { name: "Conversations" }).waitFor();
    await say(bob, "Is anybody at the bench?");
    await alice.getByRole("navigation").getByText("Is anybody at the bench?").waitFor();
    await alice.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await alice.keyboard.press("j");
    await messages(alice).getByText("Is anybody at the bench?").waitFor();
    await expect.poll(() => composer(alice).evaluate((one) => one === document.activeElement)).toBe(true);
    await alice.keyboard.type("Since eight.");
    await alice.keyboard.press("Enter");
    await messages(bob).getByText("Since eight.").waitFor();
  });

  it("[EASE1] keys answer, edit and search, and a sheet shows them all", async () => {
    await alice.keyboard.press("ArrowUp");
    await expectText(alice.locator(".intent"), "Since eight.");
    await alice.keyboard.press("Control+a");
    await alice.keyboard.type("Since nine.");
    await alice.keyboard.press("Enter");
    await messages(bob).getByText("Since nine.").waitFor();
    await alice.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await alice.keyboard.press("r");
    await alice.locator(".intent").waitFor();
    await alice.keyboard.press("Escape");
    await alice.locator(".intent").waitFor({ state: "detached" });
    await alice.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await alice.keyboard.press("/");
    await alice.getByRole("searchbox", { name: "Words to find in this conversation" }).waitFor();
    await alice.keyboard.type("bench");
    await alice.getByRole("region", { name: "Found by these words" }).getByRole("button").first().waitFor();
    await alice.keyboard.press("Escape");
    await alice.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await alice.keyboard.press("?");
    const sheet = alice.getByRole("dialog", { name: "Keys" });
    await sheet.getByText("Next unread conversation").waitFor();
    await story.picture(alice, "keys");
    await alice.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
  });

  it("[EASE2] where one types, letters are letters; switched off, they are nothing", async () => {
    await composer(alice).focus();
    await alice.keyboard.type("jkrlm?");
    expect(await composer(alice).inputValue()).toBe("jkrlm?");
    await composer(alice).fill("");
    await choose("settings");
    await alice.getByRole("switch", { name: "Keys of its own" }).uncheck();
    await alice.keyboard.press("?");
    expect(await alice.getByRole("dialog", { name: "Keys" }).count()).toBe(0);
    await alice.getByRole("switch", { name: "Keys of its own" }).check();
  });

  it("[EASE3] the palette leads to people, pages and states", async () => {
    await alice.keyboard.press("Control+k");
    await palette().getByRole("option").first().waitFor();
    await story.look(alice, "palette");
    await alice.keyboard.press("Escape");
    await palette().waitFor({ state: "detached" });
    await choose("show me as busy");
    await expectText(alice.locator(".me-button"), "Busy");
    await choose("your places");
    await alice.getByRole("heading", { name: "Your places" }).waitFor();
    await choose("bob");
    await alice.getByRole("heading", { name: "Bob" }).waitFor();
  });

  it("[EASE6] a page that is opened has the focus at its heading", async () => {
    await choose("your places");
    await expect.poll(focused, { timeout: patience }).toBe("Your places");
  });

  it("[EASE5] a screen reader hears the open conversation, and of others that there is something", async () => {
    const heard = alice.locator("[aria-live=polite].hidden");
    await say(bob, "I bring the clamps.");
    await expectText(heard, "Something unread: Bob");
    await choose("bob");
    await messages(alice).getByText("I bring the clamps.").waitFor();
    await say(bob, "And the glue.");
    await expectText(heard, "Bob: And the glue.");
  });

  it("[EASE7] nothing sticks out at 200 % and at 400 %", async () => {
    for (const size of [
      { width: 720, height: 450 },
      { width: 320, height: 256 },
    ]) {
      await alice.setViewportSize(size);
      for (const path of ["/c/d:alice:bob", "/", "/settings", "/places", "/rules", "/people"]) {
        await alice.goto(`${story.url}${path}`);
        await alice.locator("h1").first().waitFor({ state: "attached" });
        await expect
          .poll(() => alice.evaluate(() => document.documentElement.scrollWidth - innerWidth), {
            message: `${path} at ${size.width}`,
          })
          .toBeLessThanOrEqual(0);
      }
    }
    await alice.setViewportSize({ width: 1440, height: 900 });
  });

  it("[EASE7] in Arabic the page is the other way round", async () => {
    await alice.goto(`${story.url}/settings`);
    await alice.getByLabel("Language").selectOption("ar");
    await alice.getByRole("heading", { name: "الإعدادات" }).waitFor();
    expect(await alice.locator("html").getAttribute("dir")).toBe("rtl");
    expect(await alice.locator("html").getAttribute("lang")).toBe("ar");
    const list = await alice.locator(".list").boundingBox();
    expect(list?.x).toBeGreaterThan(700);
    await story.picture(alice, "arabic-settings");
    await alice.goto(`${story.url}/c/d:alice:bob`);
    await messagesIn(alice, "الرسائل").getByRole("button", { name: "لماذا؟" }).last().click();
    await messagesIn(alice, "الرسائل").locator(".why dd").first().waitFor();
    await story.look(alice, "arabic");
    await alice.setViewportSize({ width: 390, height: 844 });
    await story.picture(alice, "arabic-phone");
    await alice.reload();
    await messagesIn(alice, "الرسائل").waitFor();
    await alice.goto(`${story.url}/settings`);
    await alice.getByLabel("اللغة").selectOption("de");
    await alice.getByRole("heading", { name: "Einstellungen" }).waitFor();
    await story.picture(alice, "german-phone");
    await alice.getByLabel("Sprache").selectOption("en");
    await alice.setViewportSize({ width: 1440, height: 900 });
  });

  it("[EASE4] one signs out with the keyboard alone; the language stays with the device", async () => {
    await choose("sign out here");
    await alice.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    expect(await alice.evaluate(() => localStorage.getItem("elsewhere-language"))).toBe("en");
  });
});

function messagesIn(page: Page, name: string) {
  return page.getByRole("region", { name });
}
