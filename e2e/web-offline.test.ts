// needs: chromium (apt: chromium)
import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { messages, row, say } from "./on-screen.ts";
import { patience, tellStory } from "./story.ts";

/** Alice with one browser, Bob with another; the server comes and goes. The chapters follow each other. */
describe("the app on the device", () => {
  const story = tellStory({ people: { alice: "Alice", bob: "Bob" } });
  let home: BrowserContext;
  let laptop: Page;
  let desk: Page;

  beforeAll(async () => {
    home = await story.newHome();
    laptop = await home.newPage();
    await story.signInOn(laptop, "alice", "Laptop");
    desk = await story.signIn("bob", "Desk");
    await desk.getByRole("searchbox", { name: "Find or start a conversation" }).fill("alice");
    await row(desk, "Alice").click();
    await say(desk, "The samples arrive at ten");
    await row(laptop, "Bob").click();
    await messages(laptop).getByText("The samples arrive at ten").waitFor();
  });

  const waits = (page: Page, text: string) =>
    messages(page).getByRole("listitem").filter({ hasText: text }).getByText("Waits for the connection");

  /** What this browser keeps of the product. */
  const keepings = (page: Page) =>
    page.evaluate(async () => ({
      caches: (await caches.keys()).length,
      databases: (await indexedDB.databases()).map(({ name }) => name),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      texts: Object.keys(localStorage),
    }));

  const keys = (page: Page) =>
    page.evaluate(async () => {
      const request = indexedDB.open("elsewhere");
      await new Promise((resolve) => request.addEventListener("success", resolve));
      const names = request.result.transaction("values").objectStore("values").getAllKeys();
      await new Promise((resolve) => names.addEventListener("success", resolve));
      request.result.close();
      return names.result.map(String);
    });

  it("[OFF8] the app can be installed", async () => {
    await laptop.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const devtools = await home.newCDPSession(laptop);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    // Contexts of tests are what people call private windows.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
    const { errors, data } = await devtools.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    const { icons } = JSON.parse(data ?? "") as { icons: readonly { purpose: string; sizes: string }[] };
    expect(icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual(
      expect.arrayContaining(["any 192x192", "any 512x512", "maskable 512x512"]),
    );
  });

  it("[OFF4] without the server the app opens again, and what was kept can be read", async () => {
    await expect.poll(() => keepings(laptop)).toMatchObject({ caches: 1, databases: ["elsewhere"] });
    await expect.poll(() => keys(laptop)).toContain("state/c/d:alice:bob");
    await story.server.end("SIGKILL");
    await laptop.reload();
    await row(laptop, "Bob").waitFor();
    await messages(laptop).getByText("The samples arrive at ten").waitFor();
    expect(await laptop.getByText("Welcome").count()).toBe(0);
    await say(laptop, "Written without the server");
    await waits(laptop, "Written without the server").waitFor();
    await laptop.reload();
    await waits(laptop, "Written without the server").waitFor();
  });

  it("[OFF5] two tabs each keep what they have to send; what a closed one left is sent by the other", async () => {
    const second = await home.newPage();
    await second.goto(laptop.url());
    await messages(second).getByText("The samples arrive at ten").waitFor();
    await say(second, "From the second tab");
    await waits(second, "From the second tab").waitFor();
    await say(laptop, "Again from the first tab");
    await second.close();
    await waits(laptop, "From the second tab").waitFor();
    await laptop.reload();
    for (const text of ["Written without the server", "From the second tab", "Again from the first tab"])
      await expect.poll(() => waits(laptop, text).count(), { timeout: patience }).toBe(1);
  });

  it("[OFF4] when the server is back each message goes out once", async () => {
    await story.server.spawn().ready;
    const texts = ["Written without the server", "From the second tab", "Again from the first tab"];
    // A page tries again after half a minute at the latest.
    for (const text of texts) await messages(desk).getByText(text).waitFor({ timeout: 40_000 });
    await waits(laptop, "").first().waitFor({ state: "detached", timeout: 40_000 });
    for (const page of [laptop, desk]) {
      await page.reload();
      for (const text of texts) {
        await messages(page).getByText(text).waitFor();
        expect(await messages(page).getByText(text).count()).toBe(1);
      }
    }
  });

  it("[OFF2] no answer of the server is among what the app keeps", async () => {
    const kept = await laptop.evaluate(async () => {
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept).toContain("/index.html");
    expect(kept.filter((path) => /^\/(api|events|connect)/.test(path))).toEqual([]);
  });

  it("[OFF7] a newer version says so and comes when its person presses reload", async () => {
    await laptop.getByRole("textbox", { name: /^Write to/ }).fill("Half a thou");
    await laptop.evaluate(async () => {
      Object.assign(globalThis, { isOld: true });
      // Another address of the script is another version of it.
      await navigator.serviceWorker.register("/service-worker.js?newer");
    });
    await laptop.getByText("A new version is here.").waitFor();
    expect(await laptop.getByRole("textbox", { name: /^Write to/ }).inputValue()).toBe("Half a thou");
    await laptop.getByRole("button", { name: "Reload" }).click();
    await expect.poll(() => laptop.evaluate(() => "isOld" in globalThis)).toBe(false);
    await row(laptop, "Bob").waitFor();
  });

  it("[OFF6] signing out leaves nothing here, and a public terminal keeps nothing", async () => {
    await laptop.goto(`${story.url}/places`);
    await laptop.getByRole("button", { name: "Sign out here" }).click();
    await laptop.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    const nothing = { caches: 0, databases: [], workers: 0, texts: [] };
    await expect.poll(() => keepings(laptop)).toEqual(nothing);
    await laptop.getByLabel("Others use this computer too").check();
    await laptop.getByLabel("Short name").fill("alice");
    await laptop.getByLabel("Password").fill(story.password);
    await laptop.getByRole("button", { name: "Sign in", exact: true }).click();
    await row(laptop, "Bob").waitFor();
    expect(await keepings(laptop)).toEqual(nothing);
  });
});
