// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { composer, expectText, messages, say } from "./on-screen.ts";
import { patience, tellStory } from "./story.ts";

/** Groups and how a person keeps conversations: Alice at two places, Bob, and Carol who comes by a link. */
describe("groups and the list", () => {
  const story = tellStory({ people: { alice: "Alice", bob: "Bob", carol: "Carol" } });
  let laptop: Page;
  let phone: Page;
  let group = "";
  let link = "";
  const rows = (page: Page) => page.locator(".window .row-name").allTextContents();
  /** The row of a conversation by its name: others may have said the name too. */
  const rowOf = (page: Page, name: string) =>
    page.locator(".window .row").filter({ has: page.locator(".row-name", { hasText: name }) });
  const menu = async (page: Page, name: string, item: string) => {
    await rowOf(page, name).click({ button: "right" });
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };

  beforeAll(async () => {
    laptop = await story.signIn("alice", "Laptop");
    phone = await story.signIn("alice", "Phone", { size: "phone" });
    const bob = await story.script("bob");
    const carol = await story.script("carol");
    await bob.say("alice", "Are the samples there?");
    await carol.say("alice", "See you on Thursday");
    const alice = await story.script("alice");
    group = (await alice.ask("create-group", { title: "Choir", members: ["bob"] })).conversation;
    await bob.say(group, "Who brings the scores?");
  });

  it("[KEPT1] what is pinned stands first, in an order of one's own, at every place", async () => {
    await expect.poll(() => rows(laptop), { timeout: patience }).toEqual(["Choir", "Carol", "Bob"]);
    await menu(laptop, "Bob", "Pin to the top");
    await menu(laptop, "Carol", "Pin to the top");
    await expect.poll(() => rows(phone), { timeout: patience }).toEqual(["Bob", "Carol", "Choir"]);
    await rowOf(laptop, "Carol").press("Alt+ArrowUp");
    await expect.poll(() => rows(phone), { timeout: patience }).toEqual(["Carol", "Bob", "Choir"]);
    const carol = rowOf(laptop, "Carol");
    await rowOf(laptop, "Bob").dragTo(carol);
    await expect.poll(() => rows(phone), { timeout: patience }).toEqual(["Bob", "Carol", "Choir"]);
    await story.look(laptop, "list");
  });

  it("[KEPT2] what is put away comes back with something new, unless it is muted", async () => {
    await menu(laptop, "Carol", "Archive");
    await expect.poll(() => rows(phone), { timeout: patience }).toEqual(["Bob", "Choir"]);
    await phone.getByRole("button", { name: "Archived, 1" }).click();
    await expect.poll(() => rows(phone), { timeout: patience }).toEqual(["Carol"]);
    const carol = await story.script("carol");
    await carol.say("alice", "Or on Friday?");
    await expect.poll(() => rows(laptop), { timeout: patience }).toEqual(["Bob", "Carol", "Choir"]);
    await menu(laptop, "Carol", "Archive");
    await laptop.getByRole("button", { name: "Archived, 1" }).click();
    await menu(laptop, "Carol", "Mute for good");
    await carol.say("alice", "Never mind");
    await expectText(rowOf(laptop, "Carol"), "Never mind");
    await laptop.getByRole("button", { name: "Back to all conversations" }).click();
    await expect.poll(() => rows(laptop), { timeout: patience }).toEqual(["Bob", "Choir"]);
  });

  it("[KEPT3] a conversation is muted for a while or for good, and the explanation says so", async () => {
    await menu(laptop, "Choir", "Mute for an hour");
    const bob = await story.script("bob");
    await bob.say(group, "And the tea?");
    await rowOf(laptop, "Choir").click();
    await messages(laptop).getByRole("button", { name: "Why?" }).last().click();
    await expectText(
      messages(laptop).locator(".why"),
      /you muted this conversation for another (1 h|59 min)/,
    );
    await laptop.getByRole("button", { name: "Details" }).click();
    const sheet = laptop.getByRole("dialog");
    await sheet.getByRole("button", { name: "Unmute" }).click();
    await sheet.getByRole("button", { name: "Mute for good" }).click();
    await expectText(sheet, "Muted");
    await sheet.getByRole("button", { name: "Unmute" }).click();
    await sheet.getByRole("button", { name: "Close" }).click();
  });

  it("[KEPT4] what is read can be marked to come back to, and everything as read", async () => {
    await menu(laptop, "Choir", "Mark as unread");
    await laptop.getByRole("radio", { name: "Unread" }).click();
    await expect.poll(() => rows(laptop), { timeout: patience }).toEqual(["Bob", "Choir"]);
    await laptop.getByRole("button", { name: "Mark all as read" }).click();
    await expectText(laptop, "Everything is read.");
    await laptop.getByRole("radio", { name: "Groups" }).click();
    await expect.poll(() => rows(laptop), { timeout: patience }).toEqual(["Choir"]);
    await laptop.getByRole("radio", { name: "All" }).click();
  });

  it("[JOIN3] an owner makes a link, which is shown once, also as a QR code, and listed", async () => {
    await rowOf(laptop, "Choir").click();
    await laptop.getByRole("button", { name: "Details" }).click();
    const sheet = laptop.getByRole("dialog");
    await sheet.getByLabel("What it is for").fill("Thursdays at seven, in the old school");
    await sheet.getByRole("button", { name: "Save" }).click();
    await sheet.getByRole("button", { name: "New link …" }).click();
    await sheet.getByLabel("A word to yourself").fill("for the noticeboard");
    await sheet.getByLabel("For how many people").fill("2");
    await sheet.getByRole("button", { name: "Make a link" }).click();
    link = await sheet.getByLabel("The link", { exact: true }).inputValue();
    expect(link).toMatch(/\/group#g:/);
    await sheet.getByRole("img", { name: "The link as a QR code" }).scrollIntoViewIfNeeded();
    await story.look(laptop, "link");
    await sheet.getByRole("button", { name: "Done" }).click();
    await expectText(sheet, "Nobody joined yet, 2 more may");
    await sheet.getByRole("button", { name: "Close" }).click();
  });

  it("[JOIN2] who is not signed in is led to sign in first, and then on to the group", async () => {
    const tablet = await story.newPlace({ size: "phone" });
    await tablet.goto(link);
    await expectText(tablet, "You have an invitation to a group here.");
    await tablet.getByLabel("Short name").fill("carol");
    await tablet.getByLabel("Password").fill(story.password);
    await tablet.getByRole("button", { name: "Sign in", exact: true }).click();
    await expectText(tablet, "Alice invites you to this group, with 2 people in it.");
    await expectText(tablet, "Thursdays at seven, in the old school");
    await story.look(tablet, "invitation");
    const members = async () => {
      const alice = await story.script("alice");
      const { notices } = await alice.ask("resume", { topic: group, after: 0 });
      return JSON.stringify(notices).includes('"account":"carol"');
    };
    expect(await members()).toBe(false);
    await tablet.getByRole("button", { name: "Join the group" }).click();
    await composer(tablet).waitFor();
    await say(tablet, "Here I am");
    await messages(laptop).getByText("Here I am").waitFor();
  });

  it("[JOIN1] a link that was taken back leads nowhere, and says so", async () => {
    await laptop.getByRole("button", { name: "Details" }).click();
    const sheet = laptop.getByRole("dialog");
    await expectText(sheet, "1 person joined, 1 more may");
    await sheet.getByRole("button", { name: "Take back: for the noticeboard" }).click();
    await sheet.getByText("for the noticeboard").waitFor({ state: "detached" });
    await sheet.getByRole("button", { name: "Close" }).click();
    const bob = await story.signIn("bob", "Desk");
    await bob.goto(link);
    await expectText(bob, "This link leads nowhere any more.");
  });

  it("[JOIN2] who has no account yet joins the server first, in the same tab, and goes on to the group", async () => {
    const alice = await story.script("alice");
    const made = await alice.ask("make-group-link", { conversation: group });
    const invited = await story.server.ask("invite-sign-up", {});
    const page = await story.newPlace();
    await page.goto(made.link);
    await expectText(page, "You have an invitation to a group here.");
    await page.goto(invited.link);
    await page.getByLabel("Your name").fill("Dave");
    await page.getByLabel("Password").fill(story.password);
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.getByRole("button", { name: "Join the group" }).click();
    await messages(page).getByText("Here I am").waitFor();
  });

  it("[KEPT5] in a list of hundreds few rows are drawn, and the keyboard reaches the last", async () => {
    const bob = await story.script("bob");
    const names = Array.from({ length: 150 }, (_, index) => `Topic ${index + 1}`);
    await Promise.all(names.map((title) => bob.ask("create-group", { title, members: ["alice"] })));
    await rowOf(laptop, "Topic 150").first().waitFor();
    expect(await laptop.locator(".window .row").count()).toBeLessThan(50);
    await laptop.locator(".window .row").first().focus();
    await laptop.keyboard.press("End");
    const focused = () =>
      laptop.evaluate(() => document.activeElement?.querySelector(".row-name")?.textContent);
    await expect.poll(focused, { timeout: patience }).toBe("Choir");
    await laptop.keyboard.press("ArrowUp");
    await expect.poll(focused, { timeout: patience }).toBe("Topic 1");
    await laptop.keyboard.press("ArrowDown");
    await laptop.keyboard.press("Enter");
    await composer(laptop).waitFor();
    expect(await laptop.locator(".window .row").count()).toBeLessThan(50);
  });

  it("[JOIN4] the last owner says who owns the group next before leaving it", async () => {
    await laptop.getByRole("button", { name: "Details" }).click();
    const sheet = laptop.getByRole("dialog");
    const leave = sheet.getByRole("button", { name: /Leave/ });
    expect(await leave.isDisabled()).toBe(true);
    await sheet.getByLabel("Who owns the group when you are gone?").selectOption({ label: "Bob" });
    await leave.click();
    await sheet.getByRole("button", { name: "Leave, really?" }).click();
    await expect.poll(() => rows(laptop), { timeout: patience }).not.toContain("Choir");
  });
});
