// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { menuOf, messages, row } from "./on-screen.ts";
import { samplePicture } from "./picture.ts";
import { patience, tellStory } from "./story.ts";

/** What people do where they write: Alice at a desk, Bob on his phone, in a group with Carol. The chapters follow each other. */
describe("where one writes", () => {
  const story = tellStory({ people: { alice: "Alice Archer", bob: "Bob", carol: "Carol Chen" } });
  let laptop: Page;
  let phone: Page;
  let group: string;

  const field = (page: Page) => page.getByRole("textbox", { name: /^Write to/ });

  beforeAll(async () => {
    const alice = await story.script("alice");
    const { conversation } = await alice.ask("create-group", {
      title: "Workshop",
      members: ["bob", "carol"],
    });
    group = conversation;
    await (await story.script("carol")).say(group, "The samples are on the bench.");
    laptop = await story.signIn("alice", "Laptop");
    phone = await story.signIn("bob", "Phone", { size: "phone" });
  }, 60_000);

  it("[COMPOSE7] people and emoji are completed by keyboard, and a mention is seen as one", async () => {
    await row(laptop, "Workshop").click();
    await field(laptop).pressSequentially("@");
    const offered = laptop.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
    await expect.poll(() => offered.count()).toBe(2);
    await story.look(laptop, "composer-people");
    await laptop.keyboard.type("car");
    await expect.poll(() => offered.count()).toBe(1);
    await laptop.keyboard.press("Enter");
    await laptop.keyboard.type("and @bo");
    await laptop.keyboard.press("Tab");
    await laptop.keyboard.type("well done :tad");
    await offered.first().waitFor();
    await story.picture(laptop, "composer-emoji-completed");
    await laptop.keyboard.press("Enter");
    expect(await field(laptop).inputValue()).toBe("@carol and @bob well done 🎉 ");
    await laptop.keyboard.press("Enter");
    await row(phone, "Workshop").click();
    const mention = messages(phone).locator(".mention.me");
    await expect.poll(() => mention.textContent()).toBe("@Bob");
  });

  it("[COMPOSE8] formatting is put on what is selected, and looks as promised", async () => {
    await field(laptop).fill("the red sample is ready");
    await field(laptop).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 7));
    await laptop.getByRole("group", { name: "Formatting" }).waitFor();
    await story.picture(laptop, "composer-marks");
    await laptop.keyboard.press("Control+b");
    await laptop.keyboard.press("Control+i");
    expect(await field(laptop).inputValue()).toBe("the *_red_* sample is ready");
    await laptop.keyboard.press("Control+z");
    await laptop.keyboard.press("Control+z");
    expect(await field(laptop).inputValue()).toBe("the red sample is ready");
    await field(laptop).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(4, 7));
    await laptop.getByRole("button", { name: "Struck through" }).click();
    await laptop.keyboard.press("Control+Enter");
    await messages(laptop).locator("s", { hasText: "red" }).waitFor();
  });

  it("[COMPOSE9] emoji are found by name and by arrows, in the text and as a reaction", async () => {
    await laptop.getByRole("button", { name: "Emoji" }).click();
    const picker = laptop.getByRole("dialog", { name: "Emoji" });
    await picker.getByRole("searchbox").waitFor();
    await story.picture(laptop, "composer-emoji");
    await picker.getByRole("radio", { name: "Medium", exact: true }).check();
    await picker.getByRole("searchbox").fill("heart");
    await story.look(laptop, "composer-emoji-found");
    await picker.getByRole("searchbox").fill("thumbs");
    await laptop.keyboard.press("ArrowDown");
    await laptop.keyboard.press("Enter");
    expect(await field(laptop).inputValue()).toBe("👍🏽");
    await laptop.keyboard.press("Enter");
    await laptop.getByRole("button", { name: "Emoji" }).click();
    await expect.poll(() => picker.getByRole("button").first().getAttribute("aria-label")).toBe("thumbs up");
    await laptop.keyboard.press("Escape");
    await menuOf(laptop, "The samples");
    await laptop.getByRole("button", { name: "Another emoji" }).click();
    const more = laptop.getByRole("dialog", { name: "More about this message" });
    await more.getByRole("searchbox").fill("rocket");
    await laptop.keyboard.press("Enter");
    const reaction = messages(phone).getByRole("button", { name: /from Alice Archer/ });
    await reaction.tap();
    await expect.poll(() => reaction.getAttribute("aria-pressed")).toBe("true");
    await menuOf(laptop, "The samples");
    await expect.poll(() => more.locator("dd").first().textContent()).toBe("You and Bob");
    await story.picture(laptop, "composer-menu");
    await laptop.keyboard.press("Escape");
  });

  it("[COMPOSE10] files go on after the connection was lost and after the page was loaded again", async () => {
    const picture = samplePicture(900, 600);
    const offsets: string[] = [];
    let lost = 0;
    await laptop.route("**/api/v1/uploads/*", async (route) => {
      const offset = route.request().headers()["upload-offset"];
      if (offset === undefined) return route.continue();
      offsets.push(offset);
      if (offset !== "0" && lost < 2) {
        lost += 1;
        return route.abort("connectionreset");
      }
      return route.continue();
    });
    const film = {
      name: "samples.bin",
      mimeType: "application/octet-stream",
      buffer: Buffer.alloc(900_000, 7),
    };
    await laptop
      .getByLabel("Pictures or files", { exact: true })
      .setInputFiles([{ name: "bench.png", mimeType: "image/png", buffer: picture }, film]);
    const waiting = laptop.getByRole("list", { name: "Files of this message" }).getByRole("listitem");
    await waiting.filter({ hasText: "Waits for the connection" }).first().waitFor();
    await story.look(laptop, "composer-uploads");
    // Another tab leaves them to the one that has them in hand.
    const tab = await laptop.context().newPage();
    await tab.goto(laptop.url());
    await field(tab).waitFor();
    await messages(tab).getByText("The samples").waitFor();
    expect(await tab.getByRole("list", { name: "Files of this message" }).count()).toBe(0);
    await tab.close();
    await laptop.reload();
    await expect.poll(() => waiting.count(), { timeout: patience }).toBe(2);
    await expect.poll(() => laptop.locator("progress").count(), { timeout: patience }).toBe(0);
    await field(laptop).fill("the bench, and all of it");
    await laptop.keyboard.press("Enter");
    await messages(phone).getByRole("img", { name: "bench.png" }).waitFor();
    await messages(phone).getByText("samples.bin").waitFor();
    // After the first pieces nothing was sent from the beginning again.
    expect(offsets.filter((offset) => offset === "0").length).toBe(2);
    expect(lost).toBe(2);
    await laptop.unrouteAll();
  });

  it("[COMPOSE11] pasted pictures keep their order; what is too long can go as a file", async () => {
    await field(laptop).evaluate((area) => {
      const data = new DataTransfer();
      for (const name of ["one.png", "two.png"]) data.items.add(new File(["x"], name, { type: "image/png" }));
      area.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    const names = laptop.getByRole("list", { name: "Files of this message" }).locator("b");
    await expect.poll(() => names.allTextContents()).toEqual(["one.png", "two.png"]);
    for (const name of ["one.png", "two.png"])
      await laptop.getByRole("button", { name: `Remove ${name}` }).click();
    await field(laptop).evaluate((area) => {
      const data = new DataTransfer();
      data.setData("text/plain", "long ".repeat(4_000));
      area.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    });
    await story.picture(laptop, "composer-long");
    await laptop.getByRole("button", { name: "Send it as a text file" }).click();
    await expect.poll(() => names.allTextContents()).toEqual(["text.txt"]);
    await laptop.getByRole("button", { name: "Remove text.txt" }).click();
  });

  it("[VOICE4] a voice message is recorded, listened to, sent and heard, and the next one follows", async () => {
    const record = async () => {
      await phone.getByRole("button", { name: "Record a voice message" }).tap();
      const recorder = phone.getByRole("group", { name: "Voice message", exact: true });
      await recorder.getByText("0:01").waitFor();
      return recorder;
    };
    const first = await record();
    await story.picture(phone, "composer-recording");
    await first.getByRole("button", { name: "Pause the recording" }).tap();
    await first.getByRole("button", { name: "Go on recording" }).tap();
    await first.getByRole("button", { name: "Stop and listen" }).tap();
    await first.getByRole("button", { name: "Play", exact: true }).tap();
    await first.getByRole("button", { name: "Pause", exact: true }).waitFor();
    await story.picture(phone, "composer-recorded");
    await first.getByRole("button", { name: "Send" }).tap();
    const second = await record();
    await second.getByRole("button", { name: "Send" }).tap();
    const heard = messages(laptop).getByRole("group", { name: /^Voice message/ });
    await expect.poll(() => heard.count(), { timeout: patience }).toBe(2);
    await heard
      .first()
      .getByRole("button", { name: /^Speed/ })
      .click();
    await heard.first().getByRole("button", { name: "Play" }).press("Enter");
    const sounds = (at: number) => heard.nth(at).getByRole("button", { name: "Pause" });
    await sounds(0).waitFor();
    await sounds(1).waitFor();
    expect(await sounds(0).count()).toBe(0);
    await heard.nth(1).getByRole("button", { name: "Play" }).waitFor();
    await story.look(laptop, "composer-voice");
    await heard.first().getByRole("slider", { name: "Position" }).press("End");
    expect(await heard.first().getByRole("slider").getAttribute("aria-valuetext")).toMatch(
      /^0:0(\d) of 0:0\1$/,
    );
  });

  it("[VOICE6] what was said when the conversation is left waits there as a file", async () => {
    await phone.getByRole("button", { name: "Record a voice message" }).tap();
    const recorder = phone.getByRole("group", { name: "Voice message", exact: true });
    await recorder.getByText("0:02").waitFor();
    await phone.getByRole("button", { name: "Back to the list" }).tap();
    await recorder.waitFor({ state: "detached" });
    await row(phone, "Workshop").tap();
    const remove = phone.getByRole("button", { name: /^Remove voice\./ });
    await remove.waitFor();
    expect(await messages(phone).getByText("voice.").count()).toBe(0);
    await remove.tap();
    await expect.poll(() => remove.count(), { timeout: patience }).toBe(0);
  });

  it("[VOICE5] where the microphone is refused it is said why, and nothing is lost", async () => {
    await laptop.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await laptop.getByRole("button", { name: "Record a voice message" }).click();
    await laptop
      .getByRole("alert")
      .filter({ hasText: "does not let this page use the microphone" })
      .waitFor();
    await story.picture(laptop, "composer-refused");
    await laptop.getByRole("button", { name: "Throw away" }).click();
    expect(await field(laptop).inputValue()).toBe("");
  });

  it("[TOUCH3] a finger opens the menu of a message, and a swipe answers it", async () => {
    const bubble = messages(phone).locator(".bubble", { hasText: "the bench, and all of it" }).first();
    const touch = async (moves: readonly (readonly [number, number])[], hold: boolean) => {
      const box = await bubble.boundingBox();
      if (box === null) throw new Error("it is not there");
      const session = await phone.context().newCDPSession(phone);
      const point = ([dx, dy]: readonly [number, number]) => ({
        x: box.x + 30 + dx,
        y: box.y + box.height - 8 + dy,
      });
      await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point([0, 0])] });
      if (hold) await phone.locator(".message.held").waitFor();
      for (const move of moves)
        await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [point(move)] });
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    };
    await touch([], true);
    await phone
      .getByRole("dialog", { name: "More about this message" })
      .getByRole("button", { name: "Reply" })
      .waitFor();
    await story.picture(phone, "composer-touch-menu");
    await phone.keyboard.press("Escape");
    await touch(
      [
        [20, 0],
        [50, 1],
        [80, 2],
      ],
      false,
    );
    const purpose = phone.locator(".intent b");
    await expect.poll(() => purpose.textContent()).toBe("Reply to Alice Archer");
    await story.picture(phone, "composer-swiped");
  });

  it("[COMPOSE12] whoever likes it so sends with Ctrl and Enter", async () => {
    await laptop.getByRole("button", { name: "Settings" }).click();
    await laptop.getByRole("switch", { name: "Enter sends" }).uncheck();
    await laptop.goBack();
    await field(laptop).fill("one");
    await laptop.keyboard.press("Enter");
    await laptop.keyboard.type("two");
    expect(await field(laptop).inputValue()).toBe("one\ntwo");
    await laptop.keyboard.press("Control+Enter");
    await messages(phone).getByText("two").waitFor();
  });
});
