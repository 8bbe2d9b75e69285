import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { patience } from "./story.ts";

/** A conversation in the list. */
export function row(page: Page, name: string): Locator {
  return page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("button")
    .filter({ hasText: name });
}

/** The history of the open conversation. */
export function messages(page: Page): Locator {
  return page.getByRole("region", { name: "Messages" });
}

export function composer(page: Page): Locator {
  return page.getByRole("textbox", { name: /^Write to/ });
}

/** Writes into the open conversation, as a person does. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Opens the menu of the first message with this text. */
export async function menuOf(page: Page, text: string): Promise<void> {
  const message = messages(page).getByRole("listitem").filter({ hasText: text }).first();
  await message.hover();
  await message.getByRole("button", { name: "More about this message" }).click();
}

/** Waits until the text is there. */
export async function expectText(scope: Page | Locator, text: string | RegExp): Promise<void> {
  const where = "goto" in scope ? scope.locator("body") : scope;
  const holds = (found: readonly string[]) =>
    found.some((one) => (typeof text === "string" ? one.includes(text) : text.test(one)));
  await expect
    .poll(async () => holds(await where.allTextContents()), { timeout: patience, message: String(text) })
    .toBe(true);
}
