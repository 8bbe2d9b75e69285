import { fileURLToPath } from "node:url";
import type { BrowserContext, CDPSession, Page } from "playwright-core";

/** Lighthouse's slow 4G, and its slowdown of the processor for a phone of the middle class. */
export const slow = { cpu: 4, downKbit: 1_600, upKbit: 750, roundTrip: 150 } as const;

const patience = 120_000;

export interface Opened {
  readonly page: Page;
  readonly devtools: CDPSession;
}

/** A page that is measured; nothing is loaded yet. */
export async function openPage(context: BrowserContext, wanted?: object): Promise<Opened> {
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const devtools = await context.newCDPSession(page);
  if (wanted !== undefined)
    await page.addInitScript({ content: `globalThis.benchWanted = ${JSON.stringify(wanted)}` });
  await page.addInitScript({ path: fileURLToPath(new URL("in-page.js", import.meta.url)) });
  return { page, devtools };
}

/** Makes the page's network and processor slow. */
export async function slowDown({ devtools }: Opened): Promise<void> {
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: slow.roundTrip,
    downloadThroughput: (slow.downKbit * 1000) / 8,
    uploadThroughput: (slow.upKbit * 1000) / 8,
  });
  await slowCpu({ devtools }, slow.cpu);
}

export async function slowCpu({ devtools }: Pick<Opened, "devtools">, rate: number): Promise<void> {
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
}

/** Memory of the page after a full collection of garbage: MB of script objects, and nodes of the document. */
export async function memoryOfPage({ devtools }: Opened): Promise<{ heapMB: number; nodes: number }> {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { nodes } = await devtools.send("Memory.getDOMCounters");
  return { heapMB: Math.round(usedSize / 2 ** 18) / 4, nodes };
}

/** Waits until an expression holds in the page, which must not evaluate texts itself. */
export async function until(page: Page, expression: string): Promise<void> {
  const late = performance.now() + patience;
  while (!(await page.evaluate(expression))) {
    if (performance.now() > late) throw new Error(`never true in the page: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
