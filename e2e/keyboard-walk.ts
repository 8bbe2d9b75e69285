import type { Page } from "playwright-core";

/** What is wrong with a screen for somebody who has only a keyboard. */
export interface Walk {
  /** How many elements the Tab key came to. */
  readonly steps: number;
  /** Elements that can be pressed and that the Tab key never comes to. */
  readonly unreached: readonly string[];
  /** Elements that look the same with the focus and without. */
  readonly unseen: readonly string[];
  /** Where the Tab key stayed. */
  readonly trap: string | undefined;
}

/** More steps than any screen has. */
const most = 200;

/** Goes through a screen with the Tab key, once around; in a modal dialog that is the dialog. */
export async function walkByKeyboard(page: Page): Promise<Walk> {
  await page.evaluate(beginWalk);
  let trap: string | undefined;
  for (let steps = 0; steps < most; steps += 1) {
    await page.keyboard.press("Tab");
    const step = await page.evaluate(takeStep);
    trap = step.stays ? step.name : undefined;
    if (step.isDone || step.stays) break;
  }
  return { ...(await page.evaluate(endWalk)), trap };
}

interface Notes {
  readonly expected: readonly Element[];
  readonly looks: Map<Element, string>;
  last: Element | null;
  rounds: number;
  nameOf(element: Element): string;
  lookOf(element: Element): string;
}

/** These run in the page, where nothing else of this file is. */
function beginWalk(): void {
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest("[inert]") === null;
  const modal = document.querySelector("dialog:modal");
  const all = (modal ?? document).querySelectorAll<HTMLElement>(
    "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]",
  );
  const isFirstOfGroup = (element: Element) =>
    !(element instanceof HTMLInputElement && element.type === "radio") || element.checked;
  const expected = [...all].filter(
    (one) => one.tabIndex >= 0 && !one.matches(":disabled") && isShown(one) && isFirstOfGroup(one),
  );
  const parts = [
    "outline",
    "boxShadow",
    "borderColor",
    "backgroundColor",
    "color",
    "textDecoration",
  ] as const;
  const styleOf = (element: Element, pseudo?: string) => {
    const style = getComputedStyle(element, pseudo);
    return parts.map((part) => style[part]).join(";");
  };
  const notes: Notes = {
    expected,
    looks: new Map(),
    last: null,
    rounds: 0,
    nameOf: (element) => element.outerHTML.replace(/>[\s\S]*/, ">").slice(0, 160),
    lookOf: (element) => {
      const around = [element, element.parentElement, element.parentElement?.parentElement];
      const styles = around.flatMap((one) => (one ? [styleOf(one), styleOf(one, "::after")] : []));
      return styles.join("|");
    },
  };
  Object.assign(globalThis, { walk: notes });
}

function takeStep(): { readonly isDone: boolean; readonly stays: boolean; readonly name: string } {
  const { walk } = globalThis as unknown as { walk: Notes };
  const now = document.activeElement;
  const stays = now !== document.body && now === walk.last && walk.expected.length > 1;
  walk.last = now;
  const isNowhere = now === null || now === document.body;
  if (isNowhere || walk.looks.has(now)) walk.rounds += 1;
  else walk.looks.set(now, walk.lookOf(now));
  // The walk begins somewhere: it is over when what came first comes a second time, and a dialog has no outside.
  const isDone = walk.rounds > 3 || walk.expected.every((one) => walk.looks.has(one));
  return { isDone, stays, name: now === null ? "" : walk.nameOf(now) };
}

function endWalk(): Omit<Walk, "trap"> {
  const { walk } = globalThis as unknown as { walk: Notes };
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const isThere = (element: Element) => element.isConnected && element.checkVisibility();
  const unreached = walk.expected.filter((one) => isThere(one) && !walk.looks.has(one));
  const same = [...walk.looks].filter(([one, look]) => isThere(one) && walk.lookOf(one) === look);
  return {
    steps: walk.looks.size,
    unreached: unreached.map((one) => walk.nameOf(one)),
    unseen: same.map(([one]) => walk.nameOf(one)),
  };
}
