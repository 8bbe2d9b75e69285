import { connect } from "node:net";
import { WebSocket } from "ws";
import { rejectionCodes } from "@elsewhere/core";
import { closeReason, subprotocol } from "@elsewhere/protocol";
import type { Hostile } from "./hostile.ts";

/** What an assault found that should not be. Nothing: all is well. */
export type Finding = string;

/** Sends hostile messages on a connection of its own until it is closed or `messages` have been sent. */
export async function assaultSocket(
  port: number,
  hostile: Hostile,
  messages: number,
  signedIn: boolean,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const ws = new WebSocket(`ws://127.0.0.1:${port}/connect`, subprotocol);
  ws.on("error", (error) => void findings.push(`the socket failed: ${error.message}`));
  ws.on("message", (data: Buffer) => findings.push(...wrongAnswers(data.toString())));
  const closed = new Promise<number>((resolve) => ws.once("close", resolve));
  await new Promise((resolve) => ws.once("open", resolve));
  if (signedIn) ws.send(JSON.stringify({ id: "h", do: "hello", token: "alice-laptop" }));
  for (let i = 0; i < messages && ws.readyState === WebSocket.OPEN; i++) {
    ws.send(hostile.message(), { binary: hostile.pick([false, false, false, false, true]) });
    if (i % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  ws.close(1000);
  const code = await closed;
  if (code !== 1000 && closeReason(code) === undefined) findings.push(`closed with ${code}`);
  return findings;
}

function wrongAnswers(text: string): Finding[] {
  const value = JSON.parse(text) as Frame | Frame[];
  return (Array.isArray(value) ? value : [value]).flatMap(({ error }) => {
    if (error === undefined) return [];
    if (!Object.hasOwn(rejectionCodes, error.code)) return [`answered with ${error.code}`];
    return error.code === "internal-error" ? [`a mistake: ${text.slice(0, 300)}`] : [];
  });
}

interface Frame {
  readonly error?: { readonly code: string };
}

const documented = new Set([
  101, 200, 202, 204, 206, 304, 400, 401, 403, 404, 408, 409, 410, 413, 416, 422, 429, 431, 503,
]);
const methods = ["GET", "POST", "DELETE", "HEAD", "PUT", "OPTIONS", "PATCH", "BREW"];
const headers = [
  "Authorization: Bearer alice-laptop",
  "Authorization: Bearer \u00ff",
  "Authorization: Basic YTpi",
  "Cookie: elsewhere=alice-laptop; ;;=",
  "Origin: null",
  "Origin: https://example.org",
  "Accept: text/event-stream",
  "Accept: text/html",
  "Range: bytes=9-1",
  "Range: bytes=0-",
  "Last-Event-ID: x",
  "Idempotency-Key: ",
  "Content-Type: application/json",
  "Content-Type: multipart/form-data",
  "Transfer-Encoding: nonsense",
  "Upgrade: websocket",
  "Expect: 100-continue",
];

/** Sends one hostile request over a socket of its own and looks at the status of the answer. */
export async function assaultHttp(port: number, hostile: Hostile): Promise<readonly Finding[]> {
  const body = hostile.message();
  const chosen = [hostile.pick(headers), hostile.pick(headers), hostile.pick(headers)];
  const length = hostile.pick([body.length, body.length, body.length, 0, -1]);
  const head =
    `${hostile.pick(methods)} ${hostile.path()} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n` +
    `${[...new Set(chosen)].join("\r\n")}\r\nContent-Length: ${length}\r\n\r\n`;
  const status = await firstStatus(port, Buffer.concat([Buffer.from(head, "latin1"), body]));
  if (status === undefined || documented.has(status)) return [];
  return [`answered ${status} to ${head.slice(0, 200)}`];
}

/** Sends bytes that are hardly HTTP at all. */
export async function assaultBytes(port: number, hostile: Hostile): Promise<readonly Finding[]> {
  const status = await firstStatus(port, Buffer.from(`${hostile.text()}\r\n\r\n`, "latin1"));
  return status === undefined || documented.has(status) ? [] : [`answered ${status} to garbage`];
}

/** The status of the answer; undefined when the connection was closed without one. */
function firstStatus(port: number, bytes: Buffer): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("error", () => undefined);
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.on("close", () => {
      const found = /(?:^|\r\n\r\n)HTTP\/1\.1 ([2-5]\d{2}) /.exec(text)?.[1];
      resolve(found === undefined ? undefined : Number(found));
    });
    socket.write(bytes);
    // Half of them hang up at once, which ends what would wait for more.
    socket.end();
  });
}
