// needs: chromium (apt: chromium)
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { walkByKeyboard } from "./keyboard-walk.ts";
import { menuOf, messages } from "./on-screen.ts";
import { tellStory } from "./story.ts";

interface Screen {
  readonly name: string;
  readonly path: string;
  /** What is on it once it is there. */
  readonly has: (page: Page) => Promise<unknown>;
  /** Opens what is not there by the address alone. */
  readonly open?: (page: Page) => Promise<unknown>;
}

const conversation = "/c/d:alice:bob";
const there =
  (role: "heading" | "button" | "dialog" | "searchbox" | "textbox", name: string | RegExp) => (page: Page) =>
    page.getByRole(role, { name }).first().waitFor();
const talk = (page: Page) => messages(page).getByText("Shall I bring them up?").waitFor();
const press = (name: string | RegExp) => (page: Page) => page.getByRole("button", { name }).first().click();

/** Every screen somebody signed in can come to, and what opens upon it. Whoever makes one adds it here. */
const screens: readonly Screen[] = [
  { name: "home", path: "/", has: there("searchbox", "Find or start a conversation") },
  { name: "conversation", path: conversation, has: talk },
  {
    name: "message menu",
    path: conversation,
    has: talk,
    open: (page) => menuOf(page, "Shall I bring them up?"),
  },
  {
    name: "why",
    path: conversation,
    has: talk,
    open: (page) => messages(page).getByRole("button", { name: "Why?" }).last().click(),
  },
  { name: "search here", path: conversation, has: talk, open: press("Search in this conversation") },
  { name: "details of a person", path: conversation, has: talk, open: press("Details") },
  {
    name: "search everywhere",
    path: "/",
    has: there("searchbox", "Find or start a conversation"),
    open: async (page) => {
      await page.getByRole("searchbox", { name: "Find or start a conversation" }).fill("samples");
      await page.getByRole("region", { name: "Found by these words" }).getByRole("button").first().waitFor();
    },
  },
  {
    name: "status",
    path: "/",
    has: there("button", /Change how others see you/),
    open: press(/Change how others see you/),
  },
  { name: "new group", path: "/new-group", has: there("button", "Make the group") },
  { name: "people", path: "/people", has: there("heading", "People") },
  { name: "places", path: "/places", has: there("button", "Sign out here") },
  { name: "settings", path: "/settings", has: there("button", "Your rules") },
  { name: "rules", path: "/rules", has: there("button", "New rule") },
  { name: "a new rule", path: "/rules", has: there("button", "New rule"), open: press("New rule") },
  { name: "decisions", path: "/decisions", has: there("heading", /^Why/) },
  { name: "account", path: "/account", has: there("button", "Download everything") },
  { name: "first steps", path: "/welcome", has: there("heading", "First steps") },
  {
    name: "palette",
    path: conversation,
    has: talk,
    open: async (page) => {
      await page.keyboard.press("Control+K");
      await page.getByRole("dialog").getByRole("option").first().waitFor();
    },
  },
  {
    name: "keys",
    path: "/people",
    has: there("heading", "People"),
    open: async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keys" }).waitFor();
    },
  },
  { name: "people of the house", path: "/admin", has: there("button", "Manage Bob") },
  { name: "invitations", path: "/admin/invitations", has: there("button", "Make a link") },
  { name: "log", path: "/admin/log", has: (page) => page.getByLabel("What happened").waitFor() },
  { name: "storage", path: "/admin/storage", has: there("button", "Back up now") },
  {
    name: "settings of the house",
    path: "/admin/settings",
    has: (page) => page.getByLabel("Largest file").waitFor(),
  },
  { name: "load", path: "/admin/load", has: (page) => page.locator(".plot").first().waitFor() },
];

/** Alice, who administers, has a conversation with Bob and a group; each screen is looked at in all sizes and colours, and walked. */
describe("every screen", () => {
  const story = tellStory({
    people: { alice: { displayName: "Alice", admin: true }, bob: "Bob", carol: "Carol" },
  });
  let page: Page;

  beforeAll(async () => {
    const bob = await story.script("bob");
    for (const text of ["The samples are there.", "Shall I bring them up?"]) await bob.say("alice", text);
    const carol = await story.script("carol");
    await carol.ask("create-group", { title: "Workshop", members: ["alice", "bob"] });
    await carol.ask("ask-contact", { account: "alice" });
    page = await story.signIn("alice", "Laptop");
  });

  const open = async (screen: Screen) => {
    await page.goto(`${story.url}${screen.path}`);
    await screen.has(page);
    await screen.open?.(page);
  };

  it.each(screens)(
    "[SCREEN1] $name: nothing is in the way of people who do not see or point",
    async (screen) => {
      await open(screen);
      await story.look(page, `screen-${screen.name.replaceAll(" ", "-")}`);
      expect(await page.getByRole("main").count()).toBe(1);
    },
  );

  it.each(screens)(
    "[SCREEN2] $name: the Tab key comes to everything, is seen, and stays nowhere",
    async (screen) => {
      for (const [width, height] of [
        [1440, 900],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ reducedMotion: "reduce" });
        await open(screen);
        const { steps, ...wrong } = await walkByKeyboard(page);
        expect(steps).toBeGreaterThan(0);
        expect(wrong, `${width} wide`).toEqual({ unreached: [], unseen: [], trap: undefined });
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    },
  );

  it("[SCREEN1] the door: signing in", async () => {
    const door = await story.newPlace();
    await door.goto(story.url);
    await door.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    await story.look(door, "screen-sign-in");
    const { steps, ...wrong } = await walkByKeyboard(door);
    expect(steps).toBeGreaterThan(3);
    expect(wrong).toEqual({ unreached: [], unseen: [], trap: undefined });
    await door.context().close();
  });
});
