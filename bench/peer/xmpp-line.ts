import { connect, type Socket } from "node:net";
import type { Ears, Line, Place, System } from "../load/line.ts";
import type { Prosody } from "./prosody.ts";

/** Prosody as a system under load. With `acks`, devices acknowledge what they receive (XEP-0198). */
export function prosodySystem(prosody: Prosody, acks: boolean): System {
  return {
    name: acks ? "prosody with acknowledgements" : "prosody",
    // XMPP has no answer to a message.
    answers: false,
    pid: prosody.pid,
    connect: (place, ears) => connectXmpp(prosody.port, place, ears, acks),
  };
}

const header =
  "<stream:stream to='localhost' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

/** Signs in with PLAIN, binds, enables carbons and is present (RFC 6120, XEP-0280). */
export async function connectXmpp(port: number, place: Place, ears: Ears, acks: boolean): Promise<Line> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  const talk = dialogue(socket);
  const name = `person${place.user}`;
  await talk(header, "</stream:features>");
  const secret = Buffer.from(`\0${name}\0secret`).toString("base64");
  await talk(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${secret}</auth>`, "<success");
  await talk(header, "</stream:features>");
  const bind = `<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>device${place.index}</resource></bind>`;
  await talk(`<iq type='set' id='bind'>${bind}</iq>`, "id='bind'");
  await talk("<iq type='set' id='carbons'><enable xmlns='urn:xmpp:carbons:2'/></iq>", "id='carbons'");
  if (acks) await talk("<enable xmlns='urn:xmpp:sm:3'/>", "<enabled");
  socket.removeAllListeners("data");
  const line = new XmppLine(socket, place, ears);
  socket.write("<presence/>");
  await line.present;
  return line;
}

/** Writes a text and waits for what must come of it. */
function dialogue(socket: Socket): (text: string, answer: string) => Promise<void> {
  let came = "";
  let check = (): void => undefined;
  socket.on("data", (chunk: Buffer) => {
    came += chunk.toString("latin1");
    check();
  });
  return (text, answer) =>
    new Promise((resolve, reject) => {
      came = "";
      const late = setTimeout(() => reject(new Error(`no ${answer} within 20 s: ${came}`)), 20_000);
      check = () => {
        if (came.includes(answer)) resolve(clearTimeout(late));
        else if (/<failure|type='error'|<stream:error/.test(came)) reject(new Error(came));
      };
      socket.once("error", reject);
      socket.write(text);
    });
}

class XmppLine implements Line {
  readonly #socket: Socket;
  readonly #place: Place;
  readonly #ears: Ears;
  readonly present: Promise<void>;
  #isPresent = (): void => undefined;
  #rest = "";
  /** Stanzas received since acknowledgements were enabled. */
  #stanzas = 0;

  constructor(socket: Socket, place: Place, ears: Ears) {
    this.#socket = socket;
    this.#place = place;
    this.#ears = ears;
    this.present = new Promise((resolve) => (this.#isPresent = resolve));
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("error", (error) => ears.wrong(error.message));
  }

  send(sequence: number, to: number, text: string): void {
    this.#socket.write(
      `<message to='person${to}@localhost' type='chat' id='${sequence}'><body>${text}</body></message>`,
    );
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Looks for the few things that matter, without a parser: the load must be cheap. */
  #take(chunk: Buffer): void {
    const text = this.#rest + chunk.toString("latin1");
    const marks = /<body>([^<]*)<\/body>|<presence[ >]|<iq[ >]|<r[ /][^>]*>|<stream:error/g;
    let end = 0;
    for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
      end = marks.lastIndex;
      this.#found(match[0], match[1]);
    }
    this.#rest = text.slice(Math.max(end, text.length - 400));
  }

  #found(what: string, body: string | undefined): void {
    if (body !== undefined) {
      this.#stanzas += 1;
      this.#ears.arrived(this.#place, body);
    } else if (what.startsWith("<r")) this.#socket.write(`<a xmlns='urn:xmpp:sm:3' h='${this.#stanzas}'/>`);
    else if (what === "<stream:error") this.#ears.wrong("stream error");
    else {
      this.#stanzas += 1;
      this.#isPresent();
    }
  }
}
