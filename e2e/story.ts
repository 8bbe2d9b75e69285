import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import type { Uploaded } from "@elsewhere/protocol/http";
import type { Answer, Args, RequestName } from "@elsewhere/protocol/requests";
import { accessibilityViolations, looks, startChromium } from "./chromium.ts";
import { newServer, type RunningServer } from "./running-server.ts";

/** Who is in a story from its beginning: short name, and name as others see it; administrators are marked. */
export type People = Readonly<
  Record<string, string | { readonly displayName: string; readonly admin: boolean }>
>;

export interface Opening {
  readonly people?: People;
  /** Settings of the server, as in its file of configuration. */
  readonly settings?: object;
}

/** `wide`: a desk; `phone`: a handheld with touch. */
export type Size = "wide" | "phone";

export interface PlaceOptions extends BrowserContextOptions {
  readonly size?: Size;
}

export interface SignInOptions extends PlaceOptions {
  /** "Others use this computer too". */
  readonly isPublic?: boolean;
}

const sizes: Readonly<Record<Size, BrowserContextOptions>> = {
  wide: { viewport: { width: 1440, height: 900 } },
  phone: {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    userAgent:
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36",
  },
};

/** How long a step may take on a machine that has other things to do, in milliseconds. */
export const patience = 15_000;

/**
 * Opens a story: called in `describe`, it has a server of its own, people and a browser there before the first chapter, and
 * leaves nothing after the last. What a page threw, or the content security policy refused, fails the story at its end.
 */
export function tellStory({ people = {}, settings }: Opening = {}): Story {
  const story = new Story();
  beforeAll(() => story.open(people, settings), 120_000);
  afterAll(() => story.close());
  return story;
}

/** A server, a browser, and pages in which people are. */
export class Story {
  readonly password = "correct horse battery";
  /** Where pictures go; ELSEWHERE_E2E_PICTURES names another folder. */
  readonly pictures =
    process.env["ELSEWHERE_E2E_PICTURES"] ?? mkdtempSync(join(tmpdir(), "elsewhere-pictures-"));
  /** What pages threw and what the content security policy refused. */
  readonly faults: string[] = [];
  #server: RunningServer | undefined;
  #browser: Browser | undefined;
  #setupLink = "";

  get server(): RunningServer {
    return there(this.#server);
  }

  get browser(): Browser {
    return there(this.#browser);
  }

  /** Pages are opened where people open them: under the public address. */
  get url(): string {
    return `http://localhost:${this.server.port}`;
  }

  /** The link for the first administrator, which the first start printed. */
  get setupLink(): string {
    return this.#setupLink;
  }

  async open(people: People, settings: object | undefined): Promise<void> {
    mkdirSync(this.pictures, { recursive: true });
    const server = await newServer();
    this.#server = server;
    if (settings !== undefined)
      writeFileSync(join(server.folder, "elsewhere.config.json"), JSON.stringify(settings));
    const starting = server.spawn().ready;
    this.#browser = await startChromium();
    this.#setupLink = /\S+\/join#\S+/.exec(await starting)?.[0] ?? "";
    for (const [account, person] of Object.entries(people)) {
      const about = typeof person === "string" ? { displayName: person } : person;
      await server.ask("admin-add-account", { account, password: this.password, ...about });
    }
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.#server?.clear();
    expect(this.faults).toEqual([]);
  }

  /** A browser of its own: nothing in it is known to another. */
  async newHome({ size = "wide", ...options }: PlaceOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ locale: "en-GB", ...sizes[size], ...options });
    context.setDefaultTimeout(patience);
    context.on("page", (page) => this.#listen(page));
    return context;
  }

  /** An empty page in a browser of its own. */
  async newPlace(options: PlaceOptions = {}): Promise<Page> {
    return (await this.newHome(options)).newPage();
  }

  /** A page where somebody signed in with their password; the place has a name. */
  async signIn(
    account: string,
    place: string,
    { isPublic = false, ...options }: SignInOptions = {},
  ): Promise<Page> {
    const page = await this.newPlace(options);
    await this.signInOn(page, account, place, isPublic);
    return page;
  }

  async signInOn(page: Page, account: string, place: string, isPublic = false): Promise<void> {
    await page.goto(this.url);
    if (isPublic) await page.getByLabel("Others use this computer too").check();
    await page.getByLabel("Short name").fill(account);
    await page.getByLabel("Password").fill(this.password);
    await page.getByLabel("What is this place called?").fill(place);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("navigation", { name: "Conversations" }).waitFor();
  }

  /** Somebody new comes by a link. */
  async joinOn(page: Page, link: string, name: string, place: string): Promise<void> {
    await page.goto(link);
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("Password").fill(this.password);
    await page.getByLabel("What is this place called?").fill(place);
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("navigation", { name: "Conversations" }).waitFor();
  }

  /** Somebody at a program of their own, who asks the server without a page. */
  async script(account: string): Promise<Script> {
    const { token } = await this.server.ask("admin-create-token", { account, label: "Script" });
    return new Script(this.url, token);
  }

  /**
   * Pictures in every size and colour, and what is wrong with each for people who do not see or point; the page is afterwards as
   * it was.
   */
  async look(page: Page, name: string): Promise<void> {
    const before = page.viewportSize();
    const found: string[] = [];
    for (const { name: kind, width, height, colorScheme } of looks) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      found.push(...(await accessibilityViolations(page)).map((one) => `${name} ${kind}: ${one}`));
      await this.picture(page, `${name}-${kind}`);
    }
    if (before !== null) await page.setViewportSize(before);
    await page.emulateMedia({ colorScheme: null, reducedMotion: null });
    expect(found).toEqual([]);
  }

  /** A picture of the page as it is. */
  async picture(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(this.pictures, `${name}.png`) });
  }

  #listen(page: Page): void {
    // What the content security policy refuses is an error on the console.
    page.on("console", (message) => {
      if (message.type() === "error" && /Content Security|Uncaught/.test(message.text()))
        this.faults.push(message.text());
    });
    page.on("pageerror", (error) => this.faults.push(String(error)));
  }
}

/** An account used by a program with a token. */
export class Script {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async ask<N extends RequestName>(name: N, args: Args<N>): Promise<Answer<N>> {
    const response = await fetch(`${this.#url}/api/v1/do/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    return (await response.json()) as Answer<N>;
  }

  /** Brings a file, to go with a message. */
  async upload(name: string, bytes: Buffer): Promise<Uploaded> {
    const response = await fetch(`${this.#url}/api/v1/files?name=${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.#token}` },
      body: new Uint8Array(bytes),
    });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    return (await response.json()) as Uploaded;
  }

  /** Writes to somebody, or to a group by its id. */
  async say(to: string, text: string): Promise<void> {
    await this.ask("send-message", { to, text });
  }
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the story is not open yet: use it in chapters and their hooks");
  return value;
}
