/**
 * The floor: what `ws` itself costs when frames go through a process that does nothing with them but route.
 * `node relay.mjs plain`: what comes is sent on as the same bytes, one frame one send.
 * `node relay.mjs coalescing`: what leaves for a socket in one turn of the event loop is joined into one message.
 */
import { WebSocketServer } from "ws";

/** @typedef {import("ws").WebSocket & { user?: string, contacts?: string[], frames?: string[] | undefined }} Socket */

const coalescing = process.argv[2] === "coalescing";
/** @type {Map<string, Socket[]>} */
const devices = new Map();
/** @type {Socket[]} */
let dirty = [];
const text = { binary: false };

/** @param {Socket} socket @param {Buffer} data */
function pass(socket, data) {
  if (coalescing) join(socket, data.latin1Slice());
  else socket.send(data, text);
}

/** @param {Socket} socket @param {string} frame */
function join(socket, frame) {
  if (socket.frames !== undefined) {
    socket.frames.push(frame);
    return;
  }
  socket.frames = [frame];
  if (dirty.push(socket) === 1) setImmediate(flush);
}

function flush() {
  const now = dirty;
  dirty = [];
  for (const socket of now) {
    const frames = socket.frames ?? [];
    socket.frames = undefined;
    socket.send(frames.length === 1 ? (frames[0] ?? "") : `[${frames.join(",")}]`);
  }
}

/** `{"id":"…","do":"send-message","to":"…",…}` to the devices of `to` and the sender's others, and an answer to the sender. */
/** @param {Socket} from @param {Buffer} data */
function send(from, data) {
  const id = data.latin1Slice(7, data.indexOf(0x22, 7));
  const at = data.indexOf('"to":"') + 6;
  const to = data.latin1Slice(at, data.indexOf(0x22, at));
  for (const socket of devices.get(to) ?? []) pass(socket, data);
  for (const socket of devices.get(from.user ?? "") ?? []) if (socket !== from) pass(socket, data);
  const answer = `{"re":"${id}","ok":{"message":"${id}","conversation":"${to}","offset":1}}`;
  if (coalescing) join(from, answer);
  else from.send(answer);
}

/** @param {Socket} from @param {Buffer} data */
function fan(from, data) {
  for (const name of from.contacts ?? []) for (const socket of devices.get(name) ?? []) pass(socket, data);
}

/** @param {Socket} socket @param {{ user: string, contacts?: string[] }} hello */
function welcome(socket, { user, contacts }) {
  socket.user = user;
  if (contacts !== undefined) socket.contacts = contacts;
  const siblings = devices.get(user);
  if (siblings === undefined) devices.set(user, [socket]);
  else siblings.push(socket);
  socket.send('{"on":"caught-up"}');
}

/** @this {Socket} @param {Buffer} data */
function take(data) {
  if (data[2] === 0x69) send(this, data);
  else if (data[7] === 0x73) fan(this, data);
  else if (data[7] === 0x68) welcome(this, JSON.parse(data.toString()));
}

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  perMessageDeflate: false,
  skipUTF8Validation: true,
  clientTracking: false,
});
server.on("connection", (socket) => socket.on("message", take));
server.on("listening", () => {
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  console.log(`relay on ${address.port}`);
});
