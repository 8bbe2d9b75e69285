/** A device of the load: user and which of the user's devices. */
export interface Place {
  readonly user: number;
  readonly index: number;
}

/** One connected device, whatever it speaks. */
export interface Line {
  /** Sends a text to a user. `sequence` names it in the answer, if there is one. */
  send(sequence: number, to: number, text: string): void;
  close(): void;
}

/** What a line tells. */
export interface Ears {
  /** A text arrived. */
  arrived(place: Place, text: string): void;
  /** The server answered the sender. */
  answered(sequence: number): void;
  /** Something that must not be. */
  wrong(what: string): void;
}

/** A system under load: how its devices connect. */
export interface System {
  readonly name: string;
  /** The server tells the sender that it has the message. */
  readonly answers: boolean;
  readonly pid: number;
  connect(place: Place, ears: Ears): Promise<Line>;
}

/** The text of a message: its number in front, filled to 100 bytes. */
export function textOf(sequence: number): string {
  return `#${sequence};`.padEnd(100, "x");
}

/** The number of a text, or undefined if it is not ours. */
export function sequenceOf(text: string): number | undefined {
  return text.charCodeAt(0) === 0x23 ? Number.parseInt(text.slice(1), 10) : undefined;
}

/** Connects all devices of a system, some at a time. */
export async function connectAll(
  system: System,
  users: number,
  devicesEach: number,
  ears: Ears,
): Promise<Line[][]> {
  const lines: Line[][] = Array.from({ length: users }, () => []);
  const places = lines.flatMap((_, user) =>
    Array.from({ length: devicesEach }, (_, index) => ({ user, index })),
  );
  await inGroups(places, 100, async (place) => {
    const line = await system.connect(place, ears);
    (lines[place.user] ?? [])[place.index] = line;
  });
  return lines;
}

/** Does something for each of a list, `size` of them at once. */
export async function inGroups<T>(
  list: readonly T[],
  size: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < list.length; from += size)
    await Promise.all(list.slice(from, from + size).map((one) => work(one)));
}
