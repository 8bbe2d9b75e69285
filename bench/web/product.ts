import type { Browser, Page } from "playwright-core";
import { connect, type Connection } from "../product/line.ts";
import {
  askOperator,
  buildPages,
  dropPages,
  newDataDir,
  removeDataDir,
  startServer,
} from "../product/server.ts";
import { until } from "./browser.ts";
import { lineOf, spread, type Subject } from "./subject.ts";

const password = "correct horse battery";
/** Other conversations in Alice's list, and messages in each. */
const others = { people: 20, messages: 30 } as const;
/** Requests of one connection under way at a time. */
const underWay = 50;

/** The built server with its pages. */
export async function startProduct(browser: Browser, messages: number): Promise<Subject> {
  await buildPages();
  const dataDir = newDataDir();
  const server = await startServer(dataDir);
  const url = server.url.replace("127.0.0.1", "localhost");
  const [alice, bob] = [
    await newWriter(dataDir, server.url, "alice"),
    await newWriter(dataDir, server.url, "bob"),
  ];
  const rest: Writer[] = [];
  for (let number = 1; number <= others.people; number += 1)
    rest.push(await newWriter(dataDir, server.url, `person${number}`));
  await Promise.all(rest.map((one) => one.writeAll("alice", others.messages, (index) => lineOf(index))));
  for (let done = 0; done < messages; done += 50) {
    const by = done % 100 === 0 ? bob : alice;
    await by.writeAll(by === bob ? "alice" : "bob", 50, (index) => lineOf(done + index));
  }
  let count = messages;
  const state = await signedIn(browser, url);
  return {
    name: "elsewhere",
    version: "",
    parts: { text: ".messages .text", history: ".history", composer: ".composer textarea" },
    address: `${url}/c/d:alice:bob`,
    newest: () => lineOf(count - 1),
    newHome: () => browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 } }),
    kept,
    async burst(size) {
      await spread(size, 1000, (index) => bob.write("alice", lineOf(count + index)));
      count += size;
      return lineOf(count - 1);
    },
    elsewhere: (size) =>
      spread(size, 1000, (index) => rest[index % rest.length]?.write("alice", lineOf(index))),
    async stop() {
      for (const one of [alice, bob, ...rest]) one.close();
      await server.child.stop();
      removeDataDir(dataDir);
      dropPages();
    },
  };
}

/** Signs in as people do; what the browser then has of it: the cookie and the name. */
async function signedIn(browser: Browser, url: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel("Short name").fill("alice");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Conversations" }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** The worker runs the page, has all files, and the state is written. */
async function kept(page: Page): Promise<void> {
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  await until(page, "caches.keys().then((names) => names.length > 0)");
  // State is written 300 ms after its last change.
  await page.waitForTimeout(1_500);
}

interface Writer {
  write(to: string, text: string): void;
  /** Resolves when all are answered. */
  writeAll(to: string, count: number, text: (index: number) => string): Promise<void>;
  close(): void;
}

async function newWriter(dataDir: string, url: string, account: string): Promise<Writer> {
  await askOperator(dataDir, "admin-add-account", { account, displayName: nameOf(account), password });
  const { token } = await askOperator(dataDir, "admin-create-token", { account, label: "Script" });
  let sent = 0;
  let answered = 0;
  let changed = (): void => pump();
  const device = { token } as Parameters<typeof connect>[1];
  const connection: Connection = await connect(url, device, { activity: "asleep" }, (frame) => {
    if (frame.re === undefined) return;
    if (frame.error !== undefined) throw new Error(frame.error.text);
    answered += 1;
    changed();
  });
  const queue: string[] = [];
  // The server lets a connection have so many under way; a slow machine needs longer than a burst lasts.
  const pump = () => {
    for (const next of queue.splice(0, Math.max(0, underWay - (sent - answered)))) {
      sent += 1;
      connection.send(next);
    }
  };
  const write = (to: string, text: string) => {
    queue.push(JSON.stringify({ id: `w${sent + queue.length}`, do: "send-message", to, text }));
    pump();
  };
  const until = (left: number) =>
    new Promise<void>((resolve) => {
      changed = () => {
        pump();
        if (sent - answered + queue.length <= left) resolve();
      };
      changed();
    });
  return {
    write,
    async writeAll(to, count, text) {
      for (let index = 0; index < count; index += 1) {
        write(to, text(index));
        await until(underWay - 1);
      }
      await until(0);
    },
    close: () => connection.cut(),
  };
}

function nameOf(account: string): string {
  return account.charAt(0).toUpperCase() + account.slice(1);
}
