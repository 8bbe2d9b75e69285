// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { messages, row } from "./on-screen.ts";
import { patience, tellStory, type Script } from "./story.ts";

/** Alice and Bob have written to each other a lot. The chapters follow each other. */
describe("conversations on the web page", () => {
  const story = tellStory({ people: { alice: "Alice", bob: "Bob" } });
  const many = 600;
  let alice: Page;
  let bob: Script;

  beforeAll(async () => {
    bob = await story.script("bob");
    for (let count = 1; count <= many; count += 1)
      await bob.say(
        "alice",
        count % 7 === 0
          ? `Line ${count}: ${"a longer one about the samples ".repeat(8)}`
          : count === 40
            ? "The harbour *crane* is repaired, café at noon"
            : `Line ${count}`,
      );
    alice = await story.signIn("alice", "Laptop");
  }, 60_000);

  const line = (page: Page, count: number) => messages(page).getByText(`Line ${count}`, { exact: true });
  const rows = (page: Page) => messages(page).locator("ol > li").count();
  /** Where a line stands in the window, in pixels. */
  const topOf = async (page: Page, count: number) => (await line(page, count).boundingBox())?.y ?? Number.NaN;

  it("[TALK1] only what is near the eye is in the page, and older messages do not move it", async () => {
    await row(alice, "Bob").click();
    await messages(alice).getByText("New", { exact: true }).waitFor();
    await alice.getByRole("button", { name: /Newest$/ }).click();
    await line(alice, many).waitFor();
    for (let pages = 0; pages < 4; pages += 1) {
      await messages(alice).evaluate((box) => box.scrollTo({ top: 0 }));
      await alice.waitForFunction(() => {
        const box = document.querySelector(".history");
        return box !== null && box.scrollTop > 300;
      });
    }
    expect(await rows(alice)).toBeLessThan(90);
    const seen = await messages(alice).evaluate((box) => {
      const { top } = box.getBoundingClientRect();
      const inside = [...box.querySelectorAll("p.text")].find(
        (one) => one.getBoundingClientRect().top > top + 100 && /^Line \d+$/.test(one.textContent),
      );
      return Number(/\d+/.exec(inside?.textContent ?? "")?.[0]);
    });
    const before = await topOf(alice, seen);
    await bob.say("alice", "Line 601");
    await alice.getByRole("button", { name: "1 new · Newest" }).waitFor();
    expect(Math.abs((await topOf(alice, seen)) - before)).toBeLessThan(2);
    await story.look(alice, "conversation-back");
    await alice.getByRole("button", { name: "1 new · Newest" }).click();
    await line(alice, 601).waitFor();
  });

  it("[TALK2] a message far back is opened by its address, with what is around it", async () => {
    await alice.goto(`${story.url}/c/d:alice:bob/100`);
    await messages(alice).getByRole("listitem").first().waitFor();
    await line(alice, 96).waitFor();
    expect(await line(alice, many).count()).toBe(0);
    // Each look goes to the end of what is there, which asks for more, until the newest is there.
    const isThere = async () => {
      await messages(alice).evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
      return (await line(alice, 601).count()) > 0;
    };
    await expect.poll(isThere, { timeout: 2 * patience }).toBe(true);
    await line(alice, 601).waitFor();
    expect(await rows(alice)).toBeLessThan(90);
  });

  it("[TALK3] words are found in all conversations, marked, and lead to their place", async () => {
    await alice.getByRole("searchbox", { name: "Find or start a conversation" }).fill("crane cafe");
    const found = alice.getByRole("region", { name: "Found by these words" });
    await found.getByText("crane", { exact: true }).waitFor();
    expect(await found.locator("mark").allTextContents()).toEqual(["crane", "café"]);
    await story.look(alice, "search-all");
    await found.getByRole("button").click();
    await messages(alice).getByText("The harbour").waitFor();
    expect(new URL(alice.url()).pathname).toMatch(/^\/c\/d:alice:bob\/\d+$/);
    await line(alice, 39).waitFor();
  });

  it("[TALK3] words are found in one conversation, by keyboard alone", async () => {
    await alice.getByRole("button", { name: "Search in this conversation" }).press("Enter");
    await alice.keyboard.type("line 555");
    const found = alice.getByRole("search").getByRole("button", { name: /Line 555/ });
    await found.waitFor();
    await story.look(alice, "search-one");
    await found.press("Enter");
    await line(alice, 555).waitFor();
    await alice.getByRole("searchbox", { name: /in this conversation/ }).press("Escape");
    expect(await alice.getByRole("search").count()).toBe(0);
  });

  it("[PAGE14] nothing is thrown and nothing refused", () => {
    expect(story.faults).toEqual([]);
  });
});
