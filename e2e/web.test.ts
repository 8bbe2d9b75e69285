// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectText, menuOf, messages, row, say } from "./on-screen.ts";
import { samplePicture } from "./picture.ts";
import { patience, tellStory } from "./story.ts";

/** Runs in a page: as if it were not in front, with notifications allowed, which are written down instead of shown. */
function recordNotifications(): void {
  const told: string[] = [];
  document.hasFocus = () => false;
  class Recorded extends EventTarget {
    static readonly permission = "granted";
    constructor(title: string, options: { readonly body: string }) {
      super();
      told.push(`${title}: ${options.body}`);
    }
    close(): void {
      told.push("taken back");
    }
  }
  Object.assign(globalThis, { told, Notification: Recorded });
  // With a service worker it is its registration that shows them.
  let shown: { readonly tag: string; close(): void }[] = [];
  Object.assign(ServiceWorkerRegistration.prototype, {
    showNotification: async (title: string, options: { readonly body: string; readonly tag: string }) => {
      told.push(`${title}: ${options.body}`);
      shown.push({ tag: options.tag, close: () => told.push("taken back") });
    },
    getNotifications: async ({ tag }: { readonly tag: string }) => {
      const found = shown.filter((one) => one.tag === tag);
      shown = shown.filter((one) => one.tag !== tag);
      return found;
    },
  });
}

/** Alice and Bob, each at two places, in real browsers on the built product. The chapters follow each other. */
describe("the web page", () => {
  const story = tellStory();
  let link: string;
  let laptop: Page;
  let phone: Page;
  let desk: Page;
  let tablet: Page;

  it("[PAGE1] the first administrator joins by the printed link, which then leads nowhere", async () => {
    laptop = await story.newPlace();
    await laptop.goto(story.setupLink);
    await laptop.getByLabel("Your name").waitFor();
    await story.look(laptop, "join");
    await story.joinOn(laptop, story.setupLink, "Alice Archer", "Laptop");
    expect(new URL(laptop.url()).pathname + new URL(laptop.url()).hash).toBe("/welcome");
    const stranger = await story.newPlace();
    await stranger.goto(story.setupLink);
    await expectText(stranger, "This link does not work");
    await stranger.context().close();
  });

  it("[PAGE1] an administrator invites people, who make their own accounts", async () => {
    await laptop.getByRole("button", { name: "Administration" }).click();
    await laptop.getByRole("button", { name: "Invitations", exact: true }).click();
    await laptop.getByLabel("How many").fill("3");
    await laptop.getByRole("button", { name: "Make a link" }).click();
    link = await laptop.getByLabel(/Send this link/).inputValue();
    await story.look(laptop, "admin");
    desk = await story.newPlace();
    await story.joinOn(desk, link, "Bob Baker", "Desk");
    await expectText(desk, "Welcome, Bob Baker");
    await story.look(desk, "welcome");
  });

  /** Somebody who writes from a program of their own. */
  async function writeAs(account: string, displayName: string, texts: readonly string[]): Promise<void> {
    const ask = async (path: string, body: object, token?: string) => {
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const headers = { "content-type": "application/json", ...authorization };
      const response = await fetch(`${story.url}${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return (await response.json()) as { readonly token: string };
    };
    const pass = link.split("#")[1];
    const { token } = await ask("/api/v1/sign-up", {
      pass,
      account,
      displayName,
      password: story.password,
      as: "token",
    });
    for (const text of texts) await ask("/api/v1/do/send-message", { to: "alice", text }, token);
  }

  it("[PAGE2] a second place signs in with the password; the first stays, and both see each other", async () => {
    phone = await story.newPlace({ size: "phone" });
    await phone.goto(story.url);
    await phone.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    await story.look(phone, "sign-in");
    await story.signInOn(phone, "alice", "Phone");
    tablet = await story.newPlace();
    await story.signInOn(tablet, "bob", "Tablet");
    for (const page of [laptop, phone]) {
      const strip = page.getByRole("region", { name: "You are at" });
      await strip.getByRole("button", { name: /Laptop/ }).waitFor();
      await strip.getByRole("button", { name: /Phone/ }).waitFor();
    }
    expect(await laptop.getByRole("region", { name: "You are at" }).getByRole("button").count()).toBe(2);
  });

  it("[PAGE3] somebody is found, asked, and then seen in words", async () => {
    await laptop.getByRole("searchbox", { name: "Find or start a conversation" }).fill("bob");
    await row(laptop, "Bob Baker").click();
    await laptop.getByRole("button", { name: "Ask to be contacts" }).click();
    await desk.getByRole("button", { name: /^People, 1 waiting/ }).click();
    await desk.getByRole("button", { name: "Accept" }).click();
    await expectText(laptop.locator(".talk-who"), "Available");
    await desk.getByRole("button", { name: /Change how others see you/ }).click();
    await desk.getByLabel("Do not disturb").check();
    await desk.getByLabel("Note").fill("at the lathe");
    await desk.getByLabel("It holds").selectOption({ label: "for an hour" });
    await story.look(desk, "status");
    await desk.getByRole("button", { name: "Show me so" }).click();
    await expectText(laptop.locator(".talk-who"), /Do not disturb until \d\d:\d\d · at the lathe/);
    await desk.getByRole("button", { name: /Change how others see you/ }).click();
    await desk.getByLabel("As I am").check();
    await desk.getByLabel("Note").fill("");
    await desk.getByRole("button", { name: "Show me so" }).click();
    await expectText(laptop.locator(".talk-who"), "Available");
  });

  it("[PAGE4] messages come to all places; what is read at one is read at the other", async () => {
    await say(
      laptop,
      "Morning! The samples arrive at ten. Shall I have them *brought up*, or do you come down?",
    );
    await say(laptop, "The courier is at the door.");
    for (const page of [desk, tablet]) await row(page, "Alice").getByText("2 unread").waitFor();
    expect(await tablet.title()).toBe("(2) Elsewhere");
    await row(desk, "Alice").click();
    await expectText(messages(desk), "brought up");
    expect(await messages(desk).locator("strong").textContent()).toBe("brought up");
    await row(tablet, "Alice").getByText("unread").waitFor({ state: "detached" });
    await expect.poll(() => tablet.title()).toBe("Elsewhere");
    await expectText(messages(laptop), "Read");
    await row(phone, "Bob").waitFor();
  });

  it("[PAGE5] a picture is sent with progress and seen at the other side", async () => {
    const file = { name: "samples.png", mimeType: "image/png", buffer: samplePicture(480, 300) };
    await desk
      .locator('input[type="file"]')
      .setInputFiles([
        file,
        { name: "delivery note.txt", mimeType: "text/plain", buffer: Buffer.from("24 pieces\n") },
      ]);
    await desk.getByRole("button", { name: "Send" }).waitFor();
    await say(desk, "Here they are, 24 pieces. I sign for them: `DN-2217`");
    const picture = messages(laptop).getByRole("img", { name: "samples.png" });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(480);
    await messages(laptop)
      .getByRole("link", { name: /delivery note.txt/ })
      .waitFor();
  });

  it("[PAGE6] messages are answered, reacted to, edited and deleted", async () => {
    await menuOf(laptop, "24 pieces. I sign");
    await laptop.getByRole("button", { name: "React with ❤️" }).click();
    await messages(desk).getByRole("button", { name: "❤️ 1 from Alice Archer" }).waitFor();
    await menuOf(laptop, "24 pieces. I sign");
    await laptop.getByRole("dialog").getByRole("button", { name: "Reply", exact: true }).click();
    await say(laptop, "Thank yu! Leave them with carol.");
    await messages(desk)
      .getByRole("button", { name: /You.*24 pieces/ })
      .waitFor();
    await laptop.keyboard.press("ArrowUp");
    await laptop.getByRole("textbox", { name: /^Write to/ }).fill("Thank you! Leave them with Carol.");
    await laptop.keyboard.press("Enter");
    await expectText(messages(desk), "Thank you! Leave them with Carol.");
    await expectText(messages(desk), "edited");
    await say(laptop, "Wrong window, sorry");
    await expectText(messages(desk), "Wrong window");
    await menuOf(laptop, "Wrong window");
    await laptop.getByRole("button", { name: "Delete", exact: true }).click();
    await laptop.getByRole("button", { name: /Delete for everyone/ }).click();
    await expectText(messages(desk), "This message was deleted");
  });

  it("[PAGE7] a draft follows the person, and writing is seen", async () => {
    await desk.getByRole("textbox", { name: /^Write to/ }).pressSequentially("About the invoi");
    await expectText(messages(laptop), "Bob Baker is writing …");
    await expectText(row(tablet, "Alice"), "Draft on Desk About the invoi");
    await row(tablet, "Alice").click();
    await expect
      .poll(() => tablet.getByRole("textbox", { name: /^Write to/ }).inputValue())
      .toBe("About the invoi");
    await tablet.goto(story.url);
    await desk.getByRole("textbox", { name: /^Write to/ }).fill("");
  });

  it("[PAGE8] every message says why it came where it did", async () => {
    await writeAs("carol", "Carol Cooper", ["About the invoice: *42* is paid, 43 is not.", "No hurry."]);
    await writeAs("dave", "Dave Dyer", ["The second lathe is free after two"]);
    await row(laptop, "Carol").getByText("2 unread").waitFor();
    await row(laptop, "Dave").getByText("1 unread").waitFor();
    await say(desk, "Calling you from the desk phone, one second.");
    await expectText(messages(laptop), "Calling you");
    await messages(laptop).getByRole("button", { name: "Why?" }).last().click();
    const why = messages(laptop).locator(".why");
    await expectText(why, "Laptop, here");
    await expectText(why, "Phone");
    expect(
      (await why.locator("dd").allTextContents()).every((text) =>
        /^[A-Z].+: .+\.( Change this)?$/.test(text),
      ),
    ).toBe(true);
    await story.look(laptop, "conversation");
    await why.getByLabel("Tell me about").selectOption({ label: "messages that mention me" });
    await expect.poll(() => why.getByLabel("Tell me about").inputValue()).toBe("mentions");
    await why.getByLabel("Tell me about").selectOption({ label: "every message here" });
  });

  it("[PAGE9] a group is made, named, joined and left", async () => {
    await laptop.getByRole("button", { name: "New group" }).click();
    await laptop.getByLabel("Title").fill("Workshop");
    await laptop.getByRole("button", { name: /Bob Baker bob/ }).click();
    await story.look(laptop, "new-group");
    await laptop.getByRole("button", { name: "Make the group" }).click();
    await say(laptop, "The second lathe is free after two.");
    await expectText(row(desk, "Workshop"), "Alice Archer: The second lathe");
    await laptop.getByRole("button", { name: "Details" }).click();
    const sheet = laptop.getByRole("dialog", { name: "Workshop" });
    await sheet.getByLabel("Title").fill("Workshop and yard");
    await sheet.getByRole("button", { name: "Save" }).click();
    await row(desk, "Workshop and yard").click();
    await story.look(laptop, "details");
    await laptop.keyboard.press("Escape");
    await desk.getByRole("button", { name: "Details" }).click();
    await desk.getByRole("button", { name: "Leave the group" }).click();
    await desk.getByRole("button", { name: "Leave, really?" }).click();
    await row(desk, "Workshop").waitFor({ state: "detached" });
    await expectText(laptop.locator(".talk-who"), "Only you");
  });

  it("[PAGE10] without the server one reads and writes on; what waits is sent when it is back", async () => {
    await row(laptop, "Bob").click();
    await story.server.end("SIGTERM");
    await expectText(laptop.getByRole("status"), /Not connected\. Trying again in \d+ s\.|Connecting/);
    await say(laptop, "Written while the server was away");
    await expectText(messages(laptop), "Waits for the connection");
    await expectText(laptop.getByRole("status"), "One message waits and will be sent.");
    await story.look(laptop, "offline");
    await story.server.spawn().ready;
    await row(desk, "Alice").click();
    await expectText(messages(desk), "Written while the server was away");
    await messages(laptop).getByText("Waits for the connection").waitFor({ state: "detached" });
    expect(await messages(desk).getByText("Written while the server was away").count()).toBe(1);
  });

  it("[PAGE11] a place is renamed and signed out from another, and says why", async () => {
    await laptop.getByRole("region", { name: "You are at" }).getByRole("button", { name: /Phone/ }).click();
    await laptop.getByRole("button", { name: "Rename Phone" }).click();
    await laptop.getByLabel("Name of this place").fill("Old phone");
    await laptop.getByRole("button", { name: "Save" }).click();
    await laptop.getByRole("button", { name: "Sign out Old phone" }).waitFor();
    await story.look(laptop, "places");
    await laptop.getByRole("button", { name: "Sign out Old phone" }).click();
    await expectText(phone, "You were signed out here");
    await laptop.getByRole("button", { name: "Sign out Old phone" }).waitFor({ state: "detached" });
    expect(await phone.evaluate(() => Object.keys(localStorage))).toEqual([]);
  });

  it("[PAGE12] on a public terminal nothing is kept, and leaving the page signs out", async () => {
    const terminal = await story.signIn("alice", "Library", { isPublic: true });
    await expectText(laptop.getByRole("region", { name: "You are at" }), "Library");
    expect(await terminal.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await terminal.goto("about:blank");
    await laptop
      .getByRole("region", { name: "You are at" })
      .getByText("Library")
      .waitFor({ state: "detached" });
    await terminal.goto(story.url);
    await terminal.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    await terminal.context().close();
  });

  it("[PAGE13] long histories load as one scrolls back, and the place is kept", async () => {
    await row(laptop, "Bob").click();
    for (let count = 1; count <= 70; count += 1) await say(laptop, `Piece ${count} of the long list`);
    await expectText(messages(desk), "Piece 70 of the long list");
    await tablet.goto(story.url);
    await row(tablet, "Alice").click();
    await expectText(messages(tablet), "Piece 70 of the long list");
    expect(await messages(tablet).getByText("Morning! The samples").count()).toBe(0);
    await messages(tablet).evaluate((box) => box.scrollTo({ top: 0 }));
    await tablet.waitForFunction(() => (document.querySelector(".history")?.scrollTop ?? 0) > 100);
    await messages(tablet).evaluate((box) => box.scrollTo({ top: 0 }));
    await expectText(messages(tablet), "Morning! The samples");
    await tablet.setViewportSize({ width: 390, height: 844 });
    await tablet.getByRole("button", { name: "Back to the list" }).click();
    await story.look(tablet, "list");
  });

  it("[PAGE15] the place in use calls for attention, and is quiet again when it is read elsewhere", async () => {
    const [annex, studio] = [await story.newPlace(), await story.newPlace()];
    for (const page of [annex, studio]) await page.addInitScript(recordNotifications);
    await story.signInOn(annex, "bob", "Annex");
    await story.signInOn(studio, "bob", "Studio");
    await desk.goto(story.url);
    await tablet.goto(story.url);
    const told = (page: Page) => page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
    await studio.getByRole("region", { name: "You are at" }).getByText("here, active").waitFor();
    // Where one answered last is where one is told.
    await row(studio, "Alice").click();
    await say(studio, "I am in the studio now.");
    await expectText(messages(laptop), "in the studio now");
    await studio.goto(story.url);
    await row(studio, "Alice").waitFor();
    await studio.keyboard.press("Shift");
    await say(laptop, "Are you in the studio?");
    await expect
      .poll(() => told(studio), { timeout: patience })
      .toEqual(["Alice Archer: Are you in the studio?"]);
    await row(annex, "Alice").getByText("unread").waitFor();
    expect(await told(annex)).toEqual([]);
    await row(desk, "Alice").click();
    await expect.poll(() => told(studio), { timeout: patience }).toContain("taken back");
    for (const page of [annex, studio]) await page.context().close();
  });

  it("[PAGE14] nothing was refused by the content security policy, and nothing threw", () => {
    expect(story.faults).toEqual([]);
  });
});
