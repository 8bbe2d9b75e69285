// needs: chromium (apt: chromium)
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountName, Asker, DeviceId } from "@elsewhere/core";
import { serve, type Serving } from "../apps/server/src/boot/serve.ts";
import { loadConfig } from "../apps/server/src/config/load.ts";
import { accessibilityViolations, startChromium } from "./chromium.ts";
import { composer, messages, row, say } from "./on-screen.ts";
import { samplePicture } from "./picture.ts";
import { newServer } from "./running-server.ts";
import { patience } from "./story.ts";

/** The web is a site of this machine: the server is told, by its caller and no setting, that it may be called. */
describe("links on the web page", () => {
  const password = "correct horse battery";
  const dataDir = mkdtempSync(join(tmpdir(), "elsewhere-e2e-"));
  const asked: IncomingMessage[] = [];
  /** Hosts that pages of people asked for anything. */
  const hosts = new Set<string>();
  let site: Server;
  let serving: Serving;
  let browser: Browser;
  let alice: Page;
  let bob: Page;
  let link: string;

  beforeAll(async () => {
    site = createServer((request, response) => {
      asked.push(request);
      if (request.url === "/piece.png")
        return response.writeHead(200, { "content-type": "image/png" }).end(samplePicture(240, 160));
      return response.writeHead(200, { "content-type": "text/html" }).end(
        `<title>Shop</title><meta property="og:title" content="A piece of &lt;oak&gt;"><meta property="og:site_name" content="The Workshop">
         <meta name="description" content="Turned by hand"><meta property="og:image" content="/piece.png">`,
      );
    });
    await new Promise<void>((done) => site.listen(0, "127.0.0.1", done));
    const sitePort = (site.address() as AddressInfo).port;
    link = `http://shop.example:${sitePort}/piece`;
    const { port } = await newServer();
    const environment = {
      ELSEWHERE_DATA_DIR: dataDir,
      ELSEWHERE_HTTP_PORT: String(port),
      ELSEWHERE_LOG_LEVEL: "silent",
    };
    const web = fileURLToPath(new URL("../dist/web", import.meta.url));
    serving = await serve(loadConfig(environment, undefined), web, {
      ports: [sitePort],
      mayCall: (address) => address === "127.0.0.1",
      resolve: (_, done) => done(null, [{ address: "127.0.0.1", family: 4 }]),
    });
    const operator: Asker = { account: "root" as AccountName, device: "root" as DeviceId, admin: true };
    for (const [account, displayName] of [
      ["alice", "Alice"],
      ["bob", "Bob"],
    ] as const) {
      const added = {
        type: "add-account",
        account: account as AccountName,
        displayName,
        kind: "person",
        password,
        admin: false,
      } as const;
      await serving.node.exchange.ask(operator, added, undefined);
    }
    browser = await startChromium();
    [alice, bob] = [await signIn("alice"), await signIn("bob")];
    await alice.goto(`${serving.publicUrl}/c/d:alice:bob`);
    await composer(alice).waitFor();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await serving?.stop();
    site?.closeAllConnections();
    site?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function signIn(account: string): Promise<Page> {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await page.goto(serving.publicUrl);
    await page.getByLabel("Short name").fill(account);
    await page.getByLabel("Password").fill(password);
    await page.getByLabel("What is this place called?").fill("Laptop");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("navigation", { name: "Conversations" }).waitFor();
    return page;
  }

  const card = (page: Page) => messages(page).getByRole("link", { name: /A piece of <oak>/ });

  it("[PREV3] the writer sees the card before it goes, and can send the message without it", async () => {
    await composer(alice).fill(`Look at ${link}`);
    const shown = alice.locator(".preview-line");
    await shown.getByText("A piece of <oak>").waitFor();
    expect(await accessibilityViolations(alice)).toEqual([]);
    await shown.getByRole("button", { name: "Send without this card" }).click();
    await shown.waitFor({ state: "detached" });
    await composer(alice).press("Enter");
    await messages(alice).getByText("Look at").waitFor();
    expect(await card(alice).count()).toBe(0);
  });

  it("[PREV3] readers see it from our server, and ask nobody else for anything", async () => {
    await composer(alice).fill(`See ${link}`);
    await alice.locator(".preview-line").getByText("Turned by hand").waitFor();
    await composer(alice).press("Enter");
    await row(bob, "Alice").click();
    await card(bob).waitFor();
    expect(await card(bob).textContent()).toContain("The Workshop · shop.example");
    const image = card(bob).locator("img");
    await expect
      .poll(() => image.evaluate((one) => (one as HTMLImageElement).naturalWidth), { timeout: patience })
      .toBe(240);
    expect(await accessibilityViolations(bob)).toEqual([]);
    const pictures = process.env["ELSEWHERE_E2E_PICTURES"];
    if (pictures !== undefined) await bob.screenshot({ path: join(pictures, "link-card.png") });
    expect([...hosts]).toEqual([new URL(serving.publicUrl).host]);
    // Once for both messages.
    expect(asked.map(({ url }) => url)).toEqual(["/piece", "/piece.png"]);
    expect(asked.every(({ headers }) => headers.cookie === undefined)).toBe(true);
  });

  it("[PREV3] who takes the link out of a message takes its card away", async () => {
    await alice.bringToFront();
    await say(alice, "that was it");
    await messages(alice).getByText("that was it").waitFor();
    await composer(alice).press("ArrowUp");
    await composer(alice).press("Escape");
    const message = messages(alice)
      .getByRole("listitem")
      .filter({ hasText: `See ${link}` })
      .first();
    await message.hover();
    await message.getByRole("button", { name: "More about this message" }).click();
    await alice.getByRole("button", { name: "Edit", exact: true }).click();
    await composer(alice).fill("See later");
    await composer(alice).press("Enter");
    await messages(bob).getByText("See later").waitFor();
    await expect.poll(() => card(bob).count(), { timeout: patience }).toBe(0);
  });
});
