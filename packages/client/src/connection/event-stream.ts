/** One event of a stream. */
export interface StreamEvent {
  readonly id: string | undefined;
  readonly data: string;
}

/**
 * Reads server-sent events (HTML standard §9.2) as they arrive in pieces: `id` and `data` are understood, other
 * fields and comments are passed over.
 */
export class EventStreamReader {
  #rest = "";
  #id: string | undefined;
  #data: string[] = [];

  /** The events that a further piece of text completes. */
  read(piece: string): readonly StreamEvent[] {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): readonly StreamEvent[] {
    if (line === "") return this.#end();
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "id") this.#id = value;
    if (name === "data") this.#data.push(value);
    return [];
  }

  #end(): readonly StreamEvent[] {
    const data = this.#data;
    this.#data = [];
    return data.length === 0 ? [] : [{ id: this.#id, data: data.join("\n") }];
  }
}
