// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { expectText, messages, say } from "./on-screen.ts";
import { patience, tellStory } from "./story.ts";

/** What a person sets of themselves: Alice at two places, and Bob who writes to her. The chapters follow each other. */
describe("a person's own things", () => {
  const story = tellStory({ people: { alice: "Alice", bob: "Bob" } });
  let laptop: Page;
  let phone: Page;
  let desk: Page;

  beforeAll(async () => {
    laptop = await story.signIn("alice", "Laptop");
    phone = await story.signIn("alice", "Phone");
    desk = await story.signIn("bob", "Desk");
  });

  const openRules = async () => {
    await laptop.goto(`${story.url}/rules`);
    await laptop.getByRole("button", { name: "New rule" }).waitFor();
  };

  it("[PAGE16] what a person sets of themselves holds at every place, and after a reload", async () => {
    await laptop.getByRole("button", { name: "Settings" }).click();
    await laptop.getByLabel("Your name, as others see it").fill("Alice A.");
    await laptop.getByRole("button", { name: "Save" }).click();
    await laptop.getByLabel("Who may see whether I am here").selectOption("everyone");
    await laptop.getByRole("switch", { name: "What I have read" }).uncheck();
    await laptop.getByRole("switch", { name: "Quiet at the same time each day" }).check();
    await laptop.getByLabel("From", { exact: true }).fill("23:30");
    await laptop.getByLabel("Sunday").uncheck();
    await expectText(laptop, "from 23:30 to 07:00, Mon–Sat");
    await story.look(laptop, "settings");
    await phone.getByRole("button", { name: "Settings" }).click();
    await expectText(phone, "from 23:30 to 07:00, Mon–Sat");
    expect(await phone.getByLabel("Your name, as others see it").inputValue()).toBe("Alice A.");
    expect(await phone.getByLabel("Who may see whether I am here").inputValue()).toBe("everyone");
    await phone.getByRole("switch", { name: "Quiet at the same time each day" }).uncheck();
    await laptop.getByLabel("Sunday").waitFor({ state: "detached" });
    await laptop.reload();
    const read = laptop.getByRole("switch", { name: "What I have read" });
    await expect.poll(() => read.isChecked(), { timeout: patience }).toBe(false);
    expect(await laptop.getByRole("switch", { name: "That I am writing" }).isChecked()).toBe(true);
  });

  it("[PAGE16] colours, sounds and sensing are of the place, and stay there", async () => {
    const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await laptop.emulateMedia({ colorScheme: "light" });
    const light = await paper(laptop);
    await laptop.getByLabel("Light and dark").selectOption("dark");
    expect(await paper(laptop)).not.toBe(light);
    await laptop.getByRole("switch", { name: "Sounds" }).uncheck();
    await laptop.getByRole("switch", { name: "Notice when I am here" }).uncheck();
    await laptop.reload();
    await laptop.getByLabel("Light and dark").waitFor();
    expect(await paper(laptop)).not.toBe(light);
    expect(await laptop.getByRole("switch", { name: "Sounds" }).isChecked()).toBe(false);
    await expectText(laptop, "Off: this place only tells whether the page is open");
    await phone.goto(`${story.url}/settings`);
    expect(await phone.getByRole("switch", { name: "Sounds" }).isChecked()).toBe(true);
    await laptop.getByLabel("Light and dark").selectOption("auto");
    expect(await paper(laptop)).toBe(light);
    await laptop.getByRole("switch", { name: "Notice when I am here" }).check();
  });

  it("[PAGE17] a rule is made in words, and decides", async () => {
    await laptop.getByRole("button", { name: "Your rules" }).click();
    await laptop.getByRole("button", { name: "New rule" }).click();
    await laptop.getByLabel("At", { exact: true }).selectOption({ label: "Phone" });
    await laptop.getByLabel("How", { exact: true }).selectOption({ label: "do not come" });
    await laptop.getByLabel("While I am active on").selectOption({ label: "Laptop, here" });
    await expectText(laptop, "Phone: no messages, while you are active on Laptop.");
    await story.look(laptop, "rule");
    await laptop.getByRole("button", { name: "Add the rule" }).click();
    await expectText(laptop.getByRole("region", { name: "Rules in order" }), "Holds now");
    await desk.goto(`${story.url}/c/d:alice:bob`);
    await laptop.mouse.move(100, 100);
    await laptop.mouse.move(120, 120);
    await say(desk, "Are the samples there?");
    await laptop.getByRole("navigation").getByText("Are the samples there?").waitFor();
    await laptop.goto(`${story.url}/c/d:alice:bob`);
    await messages(laptop).getByRole("button", { name: "Why?" }).last().click();
    const why = messages(laptop).locator(".why");
    await expectText(why, "your rule “Phone: no messages, while you are active on Laptop” says so");
  });

  it("[PAGE17] an explanation leads to the rule that decided, or to a new one that would", async () => {
    await messages(laptop).getByRole("button", { name: "Change this for Phone" }).click();
    await laptop.getByRole("heading", { name: "Change the rule" }).waitFor();
    expect(await laptop.getByLabel("How", { exact: true }).inputValue()).toBe("never");
    await laptop.getByLabel("How", { exact: true }).selectOption({ label: "come without a sound" });
    await laptop.getByRole("button", { name: "Save the rule" }).click();
    await expectText(laptop, "Phone: messages without a sound, while you are active on Laptop.");
    await laptop.goto(`${story.url}/c/d:alice:bob`);
    await messages(laptop).getByRole("button", { name: "Why?" }).last().click();
    await messages(laptop).getByRole("button", { name: "Change this for Laptop" }).click();
    await laptop.getByRole("heading", { name: "A new rule" }).waitFor();
    await expectText(laptop, "Laptop: messages without a sound in Bob.");
    await laptop.getByRole("button", { name: "Add the rule" }).click();
    await laptop.getByRole("button", { name: "New rule" }).waitFor();
  });

  it("[PAGE16] somebody from whom one hides sees nothing, though everyone else may", async () => {
    for (const page of [laptop, phone]) await page.goto(`${story.url}/settings`);
    await desk.goto(`${story.url}/c/d:alice:bob`);
    await expectText(desk.locator(".talk-head"), "Available");
    await laptop.getByLabel("Add people").fill("bo");
    await laptop.getByRole("button", { name: /Bob bob/ }).click();
    await phone.getByRole("button", { name: "Without Bob" }).waitFor();
    await phone.getByRole("button", { name: /Change how others see you/ }).click();
    await expectText(phone, "Everyone on this server sees this, except one person.");
    await story.look(phone, "status");
    await phone.getByRole("button", { name: "Who can see me" }).click();
    await expect
      .poll(() => desk.locator(".talk-head").textContent(), { timeout: patience })
      .not.toContain("Available");
    await phone.getByRole("button", { name: "Without Bob" }).click();
    await laptop.getByRole("button", { name: "Without Bob" }).waitFor({ state: "detached" });
  });

  it("[PAGE17] rules are ordered with the keyboard and by dragging, and removed", async () => {
    await openRules();
    const rules = laptop.getByRole("region", { name: "Rules in order" }).getByRole("listitem");
    const order = async () =>
      (await rules.locator("b").allTextContents()).map((text) => text.split(":")[0]).join(" ");
    await expect.poll(order).toBe("Laptop Phone");
    await laptop.getByRole("button", { name: /^Order of the rule Phone/ }).focus();
    await laptop.keyboard.press("ArrowUp");
    await expect.poll(order).toBe("Phone Laptop");
    await expect
      .poll(() => laptop.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""))
      .toMatch(/^Order of the rule Phone/);
    await story.look(laptop, "rules");
    await laptop
      .getByRole("button", { name: /^Order of the rule Phone/ })
      .dragTo(laptop.getByRole("button", { name: /^Order of the rule Laptop/ }));
    await expect.poll(order).toBe("Laptop Phone");
    await laptop.getByRole("button", { name: /^Remove the rule Laptop/ }).click();
    await expect.poll(order).toBe("Phone");
  });

  it("[GOT3] every place says what it can, since when it is one, and what it got last and why", async () => {
    await laptop.goto(`${story.url}/places`);
    const card = laptop.locator("li.card").filter({ hasText: "Phone" });
    await expectText(card, "shows messages, pictures, files");
    await expectText(card, "here since today");
    await expectText(card, /Bob, \d\d:\d\d: .?Are the samples there\?/);
    await expectText(card, "your rule");
    await story.look(laptop, "places");
  });

  it("[GOT4] the latest decisions are listed, and each leads to what changes it", async () => {
    await laptop.getByRole("button", { name: "Why did it, or did it not?" }).click();
    const list = laptop.locator(".decisions");
    await expectText(list, "Are the samples there?");
    await story.look(laptop, "decisions");
    await laptop.getByLabel("At", { exact: true }).selectOption({ label: "Phone" });
    await expect.poll(() => list.locator("dt").allTextContents(), { timeout: patience }).toEqual(["Phone"]);
    await list.getByRole("button", { name: "Change this for Phone" }).click();
    await laptop.getByRole("heading", { name: /rule/ }).first().waitFor();
  });

  it("[GOT5] a rule that is ready is taken with one press", async () => {
    await openRules();
    const ready = laptop.getByRole("region", { name: "Rules others like" });
    const sentence = (await ready.locator(".card-words").first().textContent()) ?? "";
    await ready.getByRole("button", { name: `Add: ${sentence}` }).click();
    await expectText(laptop.getByRole("region", { name: "Rules in order" }), sentence);
    await ready.getByText(sentence).waitFor({ state: "detached" });
  });

  it("[GOT6] notifications are asked for after the first message that was missed, not before", async () => {
    // Gone for the server too, long before somebody writes: otherwise he is told there.
    await desk.close();
    const away = await story.newPlace({ size: "wide" });
    await away.addInitScript(() => {
      const asked = { permission: "default", times: 0 };
      const requestPermission = () => {
        asked.times += 1;
        asked.permission = "denied";
        return Promise.resolve(asked.permission);
      };
      const notification = Object.defineProperty({ requestPermission }, "permission", {
        get: () => asked.permission,
      });
      Object.assign(globalThis, { asked, Notification: notification });
      Object.defineProperty(document, "hasFocus", { value: () => false });
    });
    const times = () =>
      away.evaluate(() => (globalThis as unknown as { asked: { times: number } }).asked.times);
    await story.signInOn(away, "bob", "Reading room");
    await away.mouse.move(50, 50);
    const alice = await story.script("alice");
    const question = away.getByText("Alice A. wrote while you were looking elsewhere.");
    await alice.say("bob", "Come down, please");
    await question.waitFor();
    expect(await times()).toBe(0);
    await story.look(away, "asking");
    await away.getByRole("button", { name: "Allow notifications" }).click();
    await question.waitFor({ state: "detached" });
    expect(await times()).toBe(1);
  });

  it("[GOT7] a person's card says who they are and what one shares; blocking asks once more", async () => {
    const alice = await story.script("alice");
    await alice.ask("create-group", { title: "Choir", members: ["bob"] });
    await alice.ask("ask-contact", { account: "bob" });
    await laptop.goto(`${story.url}/people`);
    await laptop.getByRole("button", { name: "About Bob", exact: true }).click();
    const card = laptop.getByRole("dialog", { name: "Bob" });
    await expectText(card, /bob@/);
    await card.getByRole("button", { name: "Choir" }).waitFor();
    await story.look(laptop, "person");
    await card.getByRole("button", { name: "Block", exact: true }).click();
    await card.getByRole("button", { name: "Block, really?" }).click();
    await card.getByRole("button", { name: "Unblock" }).click();
    await card.getByRole("button", { name: "Ask to be contacts" }).waitFor();
    await card.getByRole("button", { name: "Close" }).click();
  });

  it("[PAGE14] nothing was refused by the content security policy, and nothing threw", () => {
    expect(story.faults).toEqual([]);
  });
});
