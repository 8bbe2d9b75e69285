import { isDurable } from "@elsewhere/client/node";
import type { Notice } from "@elsewhere/protocol/notices";
import { positionText, type Position, type PositionFile } from "./position.ts";

/**
 * Writes notices as lines, and after each batch how far it has come: first the lines, then the position. So whoever
 * drops what stands behind the last position has each message exactly once.
 */
export class Ledger {
  readonly #file: PositionFile | undefined;
  readonly #write: (text: string) => Promise<void>;
  readonly #offsets: Map<string, number>;
  #position: Position;
  #at: number;
  #moved = true;
  #lines: string[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(position: Position, file: PositionFile | undefined, write: (text: string) => Promise<void>) {
    this.#position = position;
    this.#file = file;
    this.#write = write;
    this.#offsets = new Map(Object.entries(position.offsets));
    this.#at = position.at;
    this.#later();
  }

  /** Up to what was entered. */
  get position(): Position {
    return this.#position;
  }

  enter(notice: Notice): void {
    if (this.#lines.length === 0) this.#later();
    this.#lines.push(lineOf(notice));
    if (isDurable(notice)) this.#reach(notice.topic, notice.offset);
    // Messages that a snapshot stands for are told one by one after it.
    if (notice.on === "snapshot" && notice.topic.startsWith("a:")) this.#reach(notice.topic, notice.offset);
    if (notice.on === "message") this.#at = Math.max(this.#at, notice.at);
  }

  /** Resolves when all is written. */
  close(): Promise<void> {
    this.#flush();
    return this.#writing;
  }

  #reach(topic: string, offset: number): void {
    this.#moved = true;
    this.#offsets.set(topic, offset);
  }

  #later(): void {
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    const lines = this.#lines;
    this.#lines = [];
    if (this.#moved) lines.push(this.#move());
    if (lines.length === 0) return;
    const position = this.#position;
    this.#writing = this.#writing
      .then(() => this.#write(lines.map((line) => `${line}\n`).join("")))
      .then(() => this.#file?.write(position));
  }

  #move(): string {
    this.#moved = false;
    this.#position = { ...this.#position, at: this.#at, offsets: Object.fromEntries(this.#offsets) };
    return JSON.stringify({ on: "position", position: positionText(this.#position) });
  }
}

function lineOf(notice: Notice): string {
  if (notice.on === "snapshot") {
    // Its messages follow, each on a line of its own.
    const { messages: _, ...rest } = notice;
    return JSON.stringify(rest);
  }
  if (notice.on !== "message") return JSON.stringify(notice);
  const { on, ...rest } = notice;
  return JSON.stringify({ on, id: `${notice.topic}.${notice.offset}`, ...rest });
}
