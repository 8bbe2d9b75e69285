import { round } from "../measure/samples.ts";
import { memoryOfPage, slowCpu, until, type Opened } from "./browser.ts";
import type { Subject } from "./subject.ts";

export interface Typed {
  readonly keys: number;
  /** From a key to the paint after it, in milliseconds, as Event Timing tells it in steps of 8; 16 stands for less. */
  readonly p50: number;
  readonly p98: number;
  readonly worst: number;
  /** From the first message sent until the last one is painted, in seconds. */
  readonly shownAfter: number | undefined;
}

export interface Bursts {
  readonly quiet: Typed;
  readonly open: Typed;
  readonly elsewhere: Typed | undefined;
  readonly slowOpen: Typed;
  readonly memory: { readonly heapMB: number; readonly nodes: number };
}

const everyMs = 60;
const seconds = 4;

/** Types while nothing comes, while messages come into the open conversation, and while they come into others. */
export async function measureTyping(opened: Opened, subject: Subject, count: number): Promise<Bursts> {
  const { page } = opened;
  await page.evaluate("bench.timeKeys()");
  const quiet = await typeWhile(opened, subject, async () => undefined);
  const open = await typeWhile(opened, subject, () => subject.burst(count));
  const { elsewhere } = subject;
  const others =
    elsewhere === undefined
      ? undefined
      : await typeWhile(opened, subject, () => elsewhere(count).then(() => undefined));
  await slowCpu(opened, 4);
  const slowOpen = await typeWhile(opened, subject, () => subject.burst(count));
  await slowCpu(opened, 1);
  return { quiet, open, elsewhere: others, slowOpen, memory: await memoryOfPage(opened) };
}

async function typeWhile(
  { page }: Opened,
  subject: Subject,
  work: () => Promise<string | undefined>,
): Promise<Typed> {
  await page.locator(subject.parts.composer).first().focus();
  await page.evaluate("(bench.keys = [], bench.typed = 0)");
  const from = performance.now();
  const came = work().then(async (last) => {
    if (last === undefined) return undefined;
    await page.evaluate(`bench.awaitText(${JSON.stringify({ selector: subject.parts.text, text: last })})`);
    await until(page, "bench.readable !== undefined");
    return round((performance.now() - from) / 1000, 2);
  });
  const text = "while you write this I answer at once and nothing stutters";
  for (let key = 0; performance.now() - from < seconds * 1000; key += 1) {
    // Not awaited in between: a person does not wait for the page either.
    void page.keyboard.press(
      text.charAt(key % text.length) === " " ? "Space" : text.charAt(key % text.length),
    );
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  const shownAfter = await came;
  await page.waitForTimeout(300);
  const [keys, slowOnes] = (await page.evaluate("[bench.typed, bench.keys]")) as [number, number[]];
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  return { keys, shownAfter, ...latencies(keys, slowOnes) };
}

function latencies(keys: number, told: readonly number[]): { p50: number; p98: number; worst: number } {
  const fast = Array.from({ length: Math.max(0, keys - told.length) }, () => 16);
  const all = [...fast, ...told].toSorted((one, other) => one - other);
  const at = (share: number) =>
    all[Math.min(all.length - 1, Math.ceil(share * all.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p98: at(0.98), worst: at(1) };
}
