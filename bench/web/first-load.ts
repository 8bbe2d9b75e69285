import { round } from "../measure/samples.ts";
import { openPage, slowDown, until, type Opened } from "./browser.ts";
import type { Subject } from "./subject.ts";

export interface Loads {
  /** Script that came before the newest message could be read, as it travelled, KB with headers. */
  readonly scriptKB: number;
  readonly styleKB: number;
  /** Everything that came before, messages included where they came by HTTP, KB. */
  readonly allKB: number;
  readonly requests: number;
  /** Seconds until the newest message could be read: the middle of the runs, and the slowest. */
  readonly cold: Seconds;
  readonly warm: Seconds;
}

export interface Seconds {
  readonly median: number;
  readonly worst: number;
}

interface Came {
  readonly type: string;
  bytes: number;
}

/** Opens the conversation on a slow network with a slow processor: with nothing kept, and again with what the first time left. */
export async function measureLoads(subject: Subject, runs: number): Promise<Loads> {
  const [cold, warm]: [number[], number[]] = [[], []];
  let traffic: readonly Came[] = [];
  for (let run = 0; run < runs; run += 1) {
    const context = await subject.newHome();
    const first = await openPage(context, wantedOf(subject));
    await slowDown(first);
    const counted = countTraffic(first);
    cold.push(await secondsUntilReadable(first, subject));
    traffic = counted();
    await first.page.close();
    // What is kept is what a whole visit leaves, not one that was cut short.
    const visit = await openPage(context, wantedOf(subject));
    await secondsUntilReadable(visit, subject);
    await subject.kept(visit.page);
    await visit.page.close();
    const again = await openPage(context, wantedOf(subject));
    await slowDown(again);
    warm.push(await secondsUntilReadable(again, subject));
    await context.close();
  }
  const kilobytes = (type?: string) =>
    round(sum(traffic.filter((one) => type === undefined || one.type === type)) / 1024, 1);
  return {
    scriptKB: kilobytes("Script"),
    styleKB: kilobytes("Stylesheet"),
    allKB: kilobytes(),
    requests: traffic.length,
    cold: secondsOf(cold),
    warm: secondsOf(warm),
  };
}

function wantedOf(subject: Subject): object {
  return { selector: subject.parts.text, text: subject.newest() };
}

async function secondsUntilReadable({ page }: Opened, subject: Subject): Promise<number> {
  await page.goto(subject.address, { waitUntil: "commit" });
  await until(page, "bench.readable !== undefined");
  return round(Number(await page.evaluate("bench.readable")) / 1000, 2);
}

/** Counts what comes until the function that it gives is called. */
function countTraffic({ devtools }: Opened): () => readonly Came[] {
  const came = new Map<string, Came>();
  devtools.on("Network.responseReceived", ({ requestId, type }) => came.set(requestId, { type, bytes: 0 }));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const one = came.get(requestId);
    if (one !== undefined) one.bytes = encodedDataLength;
  });
  return () => [...came.values()].filter(({ bytes }) => bytes > 0).map((one) => ({ ...one }));
}

function sum(all: readonly Came[]): number {
  return all.reduce((total, { bytes }) => total + bytes, 0);
}

function secondsOf(all: readonly number[]): Seconds {
  const sorted = all.toSorted((one, other) => one - other);
  return { median: sorted[(sorted.length - 1) >> 1] ?? Number.NaN, worst: sorted.at(-1) ?? Number.NaN };
}
