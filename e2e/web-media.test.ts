// needs: chromium (apt: chromium)
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { messages, row } from "./on-screen.ts";
import { samplePicture } from "./picture.ts";
import { patience, tellStory, type Script } from "./story.ts";

/** Bob sent pictures and files, and much else came after them. The chapters follow each other. */
describe("pictures and files on the web page", () => {
  const story = tellStory({ people: { alice: "Alice", bob: "Bob" } });
  let alice: Page;
  let bob: Script;

  beforeAll(async () => {
    bob = await story.script("bob");
    await send("first.png", samplePicture(360, 240), "The first");
    await send("list.txt", Buffer.from("Pieces: <b>twelve</b>\nGrüße"), "The list");
    await send("plan.pdf", Buffer.from("%PDF-1.4\n%%EOF\n"), "The plan");
    await send("second.png", samplePicture(720, 480), "The second");
    for (let line = 1; line <= 60; line += 1) await bob.say("alice", `Line ${line}`);
    await send("third.png", samplePicture(480, 480), "The third");
    alice = await story.signIn("alice", "Laptop");
    await row(alice, "Bob").click();
    await messages(alice).getByText("The third").waitFor();
  }, 60_000);

  async function send(name: string, bytes: Buffer, text: string): Promise<void> {
    const { file } = await bob.upload(name, bytes);
    await bob.ask("send-message", { to: "alice", text, files: [file] });
  }

  const viewer = (): Locator => alice.getByRole("dialog", { name: /enlarged$/ });
  const picture = (name: string) => viewer().getByRole("img", { name: `Picture from Bob: ${name}` });
  /** How much larger than whole the picture is. */
  const scale = async () =>
    Number(/scale\(([\d.]+)\)/.exec((await viewer().locator("img").getAttribute("style")) ?? "")?.[1]);
  const loaded = (one: Locator) =>
    expect
      .poll(() => one.evaluate((image) => (image as HTMLImageElement).naturalWidth), { timeout: patience })
      .toBeGreaterThan(0);

  it("[VIEW1] a picture is opened with Enter, described, and Escape leads back to where one was", async () => {
    const link = messages(alice).locator(".picture").last();
    await link.focus();
    await alice.keyboard.press("Enter");
    await loaded(picture("third.png"));
    await viewer().getByText("3 of 3").waitFor();
    await story.look(alice, "viewer");
    for (let times = 0; times < 12; times += 1) await alice.keyboard.press("Tab");
    expect(
      await alice.evaluate(
        () => document.activeElement?.closest(".viewer") !== null || document.activeElement === document.body,
      ),
    ).toBe(true);
    await alice.keyboard.press("Escape");
    await viewer().waitFor({ state: "detached" });
    expect(await link.evaluate((element) => document.activeElement === element)).toBe(true);
  });

  it("[VIEW2] arrows lead to those before and after, also where the history is not loaded", async () => {
    await messages(alice).locator(".picture").last().click();
    await viewer().getByText("3 of 3").waitFor();
    await alice.keyboard.press("ArrowLeft");
    await loaded(picture("second.png"));
    await alice.keyboard.press("ArrowLeft");
    await loaded(picture("first.png"));
    await viewer().getByText("1 of 3").waitFor();
    expect(await viewer().getByRole("button", { name: "The one before" }).count()).toBe(0);
    await viewer().getByRole("button", { name: "The next one" }).click();
    await loaded(picture("second.png"));
  });

  it("[VIEW3] it is enlarged by keys, wheel and a double press, and moved", async () => {
    await alice.keyboard.press("+");
    await expect.poll(scale).toBeCloseTo(1.4, 2);
    await alice.keyboard.press("0");
    await expect.poll(scale).toBe(1);
    const box = await viewer().locator(".stage-floor").boundingBox();
    const [x, y] = [(box?.x ?? 0) + 700, (box?.y ?? 0) + 300];
    await alice.mouse.move(x, y);
    await alice.mouse.wheel(0, -300);
    await expect.poll(scale).toBeGreaterThan(2);
    const before = await viewer().locator("img").getAttribute("style");
    await alice.mouse.down();
    await alice.mouse.move(x + 60, y + 20, { steps: 3 });
    await alice.mouse.up();
    expect(await viewer().locator("img").getAttribute("style")).not.toBe(before);
    await alice.mouse.dblclick(x, y);
    await expect.poll(scale).toBe(1);
  });

  it("[VIEW5] from a picture one gets to its message, wherever that is", async () => {
    await viewer().getByRole("button", { name: "Show in the conversation" }).click();
    await viewer().waitFor({ state: "detached" });
    await messages(alice).getByText("The second").waitFor();
    await expect
      .poll(() => messages(alice).locator("li.marked").allTextContents(), { timeout: patience })
      .toEqual([expect.stringContaining("The second")]);
  });

  it("[VIEW4] text is shown as text, and what cannot be shown is offered", async () => {
    await messages(alice)
      .getByRole("link", { name: /list\.txt/ })
      .click();
    await viewer().getByText("Pieces: <b>twelve</b>").waitFor();
    await alice.keyboard.press("Escape");
    const download = alice.waitForEvent("download");
    await messages(alice)
      .getByRole("link", { name: /plan\.pdf/ })
      .click();
    expect((await download).suggestedFilename()).toBe("plan.pdf");
  });

  it("[VIEW6] details list what was sent, and open it", async () => {
    await alice.getByRole("button", { name: "Details" }).click();
    const details = alice.getByRole("dialog", { name: "Bob" });
    await details.getByRole("tab", { name: "Pictures and films" }).waitFor();
    await expect.poll(() => details.locator(".thumb").count(), { timeout: patience }).toBe(3);
    await story.look(alice, "details-media");
    await details.getByRole("button", { name: "first.png" }).click();
    await loaded(picture("first.png"));
    await alice.keyboard.press("Escape");
    await viewer().waitFor({ state: "detached" });
    await details.getByRole("tab", { name: "Pictures and films" }).focus();
    await alice.keyboard.press("ArrowRight");
    await details.getByRole("button", { name: /plan\.pdf/ }).waitFor();
    expect(await details.getByRole("button", { name: /(?:list|plan)\./ }).count()).toBe(2);
  });
});
