// needs: chromium (apt: chromium), prosody (apt: prosody)
import { loadavg } from "node:os";
import type { Browser } from "playwright-core";
import { startChromium } from "../e2e/chromium.ts";
import { round } from "./measure/samples.ts";
import { converseBundle, converseVersion } from "./peer/converse.mjs";
import { hasProsody } from "./peer/prosody.ts";
import type { Options, Result } from "./result.ts";
import { openPage, slow, until } from "./web/browser.ts";
import { startConverse } from "./web/converse.ts";
import { measureLoads, type Loads } from "./web/first-load.ts";
import { measureFloor } from "./web/floor.ts";
import { startProduct } from "./web/product.ts";
import { measureScroll, type Scrolled } from "./web/scroll.ts";
import { lineOf, type Subject } from "./web/subject.ts";
import { measureTyping, type Bursts } from "./web/typing.ts";

const usually = 10_000;
const burst = 500;
/** Loads of which the median counts; of the peer, which takes its time, fewer, and of a shorter history. */
const runs = 5;
const ofPeer = { runs: 3, messages: 2_000 } as const;

interface Measured {
  readonly loads: Loads;
  readonly scroll: Scrolled;
  readonly typing: Bursts;
}

/** A signed-in person opens a long conversation on a slow line, scrolls through it, and writes while others do. */
export async function web(options: Options): Promise<Result> {
  const messages = options.connections ?? usually;
  const browser = await startChromium();
  try {
    const product = await measure(await startProduct(browser, messages), options, runs);
    const floor = await measureFloor(browser, messages, options.seconds);
    const peer = await measurePeer(browser, options);
    return {
      bench: "web",
      figure: product.loads.cold.median,
      unit: "s until the newest messages can be read: nothing kept, slow 4G, processor four times slower",
      ratio: round(product.scroll.wheel.perSecond / floor.wheel.perSecond, 2),
      targets: targetsOf(product),
      circumstances: { ...slow, messages, burst, runs, loadAverage: round(loadavg()[0] ?? 0, 1) },
      product,
      floor: { "bare page": floor },
      peer,
      versions: { chromium: browser.version(), "converse.js": converseVersion },
    };
  } finally {
    await browser.close();
  }
}

async function measurePeer(browser: Browser, options: Options): Promise<Measured | string> {
  if (options.only === "product") return "not run";
  if (!hasProsody() || converseBundle() === undefined) return "not run: needs npm run test:setup -- --bench";
  return measure(await startConverse(browser, ofPeer.messages), options, ofPeer.runs);
}

async function measure(subject: Subject, { seconds }: Options, times: number): Promise<Measured> {
  try {
    const loads = await measureLoads(subject, times);
    const context = await subject.newHome();
    const opened = await openPage(context, { selector: subject.parts.text, text: subject.newest() });
    await opened.page.goto(subject.address);
    await until(opened.page, "bench.readable !== undefined");
    const typing = await measureTyping(opened, subject, burst);
    const scroll = await measureScroll(opened, subject.parts, lineOf(0), seconds);
    await context.close();
    return { loads, scroll, typing };
  } finally {
    await subject.stop();
  }
}

function targetsOf({ loads, scroll, typing }: Measured): Result["targets"] {
  return [
    { what: "KB of compressed script before the conversation is shown", value: loads.scriptKB, atMost: 90 },
    { what: "s until the newest messages can be read, cold", value: loads.cold.median, atMost: 2 },
    {
      what: "s until the newest messages can be read, from what is kept",
      value: loads.warm.median,
      atMost: 0.7,
    },
    { what: "frames a second under the wheel", value: scroll.wheel.perSecond, atLeast: 58 },
    { what: "ms from key to paint, 98 of 100, during a burst", value: typing.open.p98, atMost: 100 },
    { what: "ms from key to paint, 98 of 100, burst in others", value: typing.elsewhere?.p98, atMost: 100 },
  ];
}
