import { round } from "../measure/samples.ts";
import { memoryOfPage, type Opened } from "./browser.ts";

/** Of a screen that shows sixty frames a second, in milliseconds; a little over is the clock, not a frame. */
const frame = 1000 / 60;
const tolerance = 1;

export interface Frames {
  readonly frames: number;
  /** Of a second, on average. */
  readonly perSecond: number;
  /** Of all frames those that took longer than 16.7 ms, in percent. */
  readonly latePercent: number;
  /** Frames that the screen would have shown meanwhile and did not, in percent. */
  readonly droppedPercent: number;
  readonly longestMs: number;
}

const pixelsPerSecond = 3_000;

/** Turns the wheel for so many seconds. `towards`: to older or to newer messages. */
export function wheel(opened: Opened, towards: "older" | "newer", seconds: number): Promise<Frames> {
  const distance = pixelsPerSecond * seconds * (towards === "older" ? 1 : -1);
  return framesWhile(opened, async () => {
    await opened.devtools.send("Input.synthesizeScrollGesture", {
      x: 900,
      y: 450,
      yDistance: distance,
      speed: pixelsPerSecond,
      gestureSourceType: "mouse",
      preventFling: true,
    });
  });
}

/** Holds a key down in the history, as a keyboard repeats it. */
export function holdKey(opened: Opened, history: string, key: string, seconds: number): Promise<Frames> {
  return framesWhile(opened, async () => {
    const { page } = opened;
    await page.locator(history).first().focus();
    const until = performance.now() + seconds * 1000;
    while (performance.now() < until) {
      await page.keyboard.down(key);
      await new Promise((resolve) => setTimeout(resolve, 33));
    }
    await page.keyboard.up(key);
  });
}

async function framesWhile({ page }: Opened, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate("bench.countFrames()");
  await work();
  return framesOf(await page.evaluate("bench.stopFrames()"));
}

function framesOf(all: readonly number[]): Frames {
  const late = all.filter((one) => one > frame + tolerance);
  const dropped = late.reduce((total, one) => total + Math.max(0, Math.round(one / frame) - 1), 0);
  const took = all.reduce((total, one) => total + one, 0);
  const percent = (part: number, whole: number) => round((100 * part) / Math.max(1, whole), 1);
  return {
    frames: all.length,
    perSecond: round((1000 * all.length) / took, 1),
    latePercent: percent(late.length, all.length),
    droppedPercent: percent(dropped, all.length + dropped),
    longestMs: round(Math.max(...all), 1),
  };
}

export interface Scrolled {
  /** Messages of the conversation that the page has at hand, as far as it says. */
  readonly reached: boolean;
  /** Older messages load while the wheel turns. */
  readonly wheelLoading: Frames;
  readonly wheel: Frames;
  readonly pageKey: Frames;
  readonly arrowKey: Frames;
  readonly memory: { readonly heapMB: number; readonly nodes: number };
}

/** Scrolls a history: into what is not loaded yet, then through what is. `oldest` is in the text of the first message. */
export async function measureScroll(
  opened: Opened,
  { history, text }: { readonly history: string; readonly text: string },
  oldest: string | undefined,
  seconds: number,
): Promise<Scrolled> {
  const wheelLoading = await wheel(opened, "older", seconds);
  const reached = oldest !== undefined && (await loadAll(opened, { history, text }, oldest));
  // From the top downwards, so that there is room.
  const down = await wheel(opened, "newer", seconds);
  const pageKey = await holdKey(opened, history, "PageDown", seconds / 2);
  const arrowKey = await holdKey(opened, history, "ArrowUp", seconds / 2);
  return { reached, wheelLoading, wheel: down, pageKey, arrowKey, memory: await memoryOfPage(opened) };
}

/** Goes to the top again and again, until the first message is there or it takes too long. */
async function loadAll(
  { page }: Opened,
  { history, text }: { readonly history: string; readonly text: string },
  oldest: string,
): Promise<boolean> {
  const script = `new Promise((resolve) => {
    const until = performance.now() + 90_000;
    const box = document.querySelector(${JSON.stringify(history)});
    const step = () => {
      const first = document.querySelector(${JSON.stringify(text)});
      if (first?.textContent.includes(${JSON.stringify(oldest)})) return resolve(true);
      if (performance.now() > until) return resolve(false);
      box.scrollTop = 0;
      setTimeout(step, 30);
    };
    step();
  })`;
  return (await page.evaluate(script)) as boolean;
}
