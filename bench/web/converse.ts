import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser } from "playwright-core";
import { brotli } from "../../scripts/build/compress.mjs";
import type { Ears, Line } from "../load/line.ts";
import { settled } from "../measure/use.ts";
import { converseBundle, converseVersion } from "../peer/converse.mjs";
import { startProsody } from "../peer/prosody.ts";
import { connectXmpp } from "../peer/xmpp-line.ts";
import { lineOf, spread, type Subject } from "./subject.ts";

const [alice, bob] = [0, 1];
/** As many other conversations as ours has. */
const others = { people: 20, messages: 30 } as const;

/** Converse.js, as it is published, on Prosody; its files travel compressed and may be kept, as ours. */
export async function startConverse(browser: Browser, messages: number): Promise<Subject> {
  const prosody = await startProsody(2 + others.people, true);
  const ears: Ears = { arrived: () => undefined, answered: () => undefined, wrong: () => undefined };
  const line = (user: number) => connectXmpp(prosody.port, { user, index: 0 }, ears, true);
  const writer = await line(bob);
  const rest: Line[] = [];
  for (let index = 0; index < others.people; index += 1) rest.push(await line(2 + index));
  for (const one of rest)
    for (let index = 0; index < others.messages; index += 1) one.send(index, alice, lineOf(index));
  for (let index = 0; index < messages; index += 1) writer.send(index, alice, lineOf(index));
  await settled(prosody.pid, 120_000);
  const site = await serveFiles(`ws://localhost:${prosody.webPort}/xmpp-websocket`);
  let count = messages;
  return {
    name: "converse.js",
    version: converseVersion,
    parts: {
      text: "converse-chat-message .chat-msg__text",
      history: ".chat-content__messages, .chat-content",
      composer: "textarea.chat-textarea",
    },
    address: `${site.url}/#converse/chat?jid=person${bob}@localhost`,
    newest: () => lineOf(count - 1),
    newHome: () => browser.newContext({ viewport: { width: 1440, height: 900 } }),
    kept: (page) => page.waitForTimeout(3_000),
    async burst(size) {
      await spread(size, 1000, (index) => writer.send(count + index, alice, lineOf(count + index)));
      count += size;
      return lineOf(count - 1);
    },
    elsewhere: (size) =>
      spread(size, 1000, (index) => rest[index % rest.length]?.send(index, alice, lineOf(index))),
    async stop() {
      for (const one of [writer, ...rest]) one.close();
      site.close();
      await prosody.stop();
    },
  };
}

/** Signs in by itself and opens the conversation. */
function startScript(socket: string): string {
  return `import converse from "/dist/converse.min.js"; converse.initialize(${JSON.stringify({
    authentication: "login",
    auto_login: true,
    jid: `person${alice}@localhost`,
    password: "secret",
    websocket_url: socket,
    discover_connection_methods: false,
    view_mode: "fullscreen",
    auto_join_private_chats: [`person${bob}@localhost`],
    allow_non_roster_messaging: true,
    // Ours does not encrypt between people either.
    blacklisted_plugins: ["converse-omemo"],
    persistent_store: "IndexedDB",
    message_archiving: "always",
    assets_path: "/dist/",
    i18n: "en",
    loglevel: "error",
    play_sounds: false,
    show_desktop_notifications: false,
  })});`;
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Converse</title>
<link rel="stylesheet" href="/dist/converse.min.css">
<link rel="modulepreload" href="/dist/converse.min.js"><script type="module" src="/start.js"></script></head>
<body class="converse-fullscreen"><div id="conversejs-bg"></div></body></html>`;

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".html": "text/html",
};

/** Serves the bundle from this process: packed once, to be kept for a year. */
async function serveFiles(socket: string): Promise<{ readonly url: string; close(): void }> {
  const bundle = converseBundle() ?? "";
  const packed = new Map<string, Buffer>();
  const read = (path: string) => {
    if (path === "/start.js") return Buffer.from(startScript(socket));
    return path.startsWith("/dist/") ? readFileSync(join(bundle, path.slice(6))) : Buffer.from(page);
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const type = types[extname(path) || ".html"] ?? "application/octet-stream";
    const caching = path.startsWith("/dist/") ? "public, max-age=31536000, immutable" : "no-cache";
    const headers = { "content-type": type, "content-encoding": "br", "cache-control": caching };
    const answer = async () => {
      const body = packed.get(path) ?? (await brotli(read(path)));
      packed.set(path, body);
      response.writeHead(200, headers).end(body);
    };
    answer().catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  // What is large is packed before anybody measures.
  for (const path of ["/dist/converse.min.js", "/dist/converse.min.css"]) await fetch(url + path);
  return { url, close: () => server.close() };
}
