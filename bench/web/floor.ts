import type { Browser } from "playwright-core";
import { openPage } from "./browser.ts";
import { measureScroll, type Scrolled } from "./scroll.ts";
import { lineOf } from "./subject.ts";

/** The same gestures on a page of as many plain lines, which has no script: what this machine and this browser can do. */
export async function measureFloor(browser: Browser, lines: number, seconds: number): Promise<Scrolled> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const opened = await openPage(context);
  const all = Array.from({ length: lines }, (_, index) => `<p>${lineOf(index)}</p>`).join("");
  const style =
    "#box { height: 100vh; overflow-y: auto } p { content-visibility: auto; contain-intrinsic-size: 40px }";
  await opened.page.goto("about:blank");
  await opened.page.setContent(`<style>${style}</style><div id="box" tabindex="0">${all}</div>`);
  await opened.page.evaluate("document.querySelector('#box').scrollTop = 1e9");
  const scrolled = await measureScroll(opened, { history: "#box", text: "p" }, lineOf(0), seconds);
  await context.close();
  return scrolled;
}
