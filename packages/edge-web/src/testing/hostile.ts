/** Hostile input made of good input. All chance comes from `random`, so that a seed repeats it. */
export interface Hostile {
  /** Text of a WebSocket message or of a body. */
  message(): Buffer;
  /** A path with a query. */
  path(): string;
  /** Anything. */
  text(): string;
  pick<T>(list: readonly T[]): T;
}

/** @param frames good frames to begin with */
export function createHostile(random: () => number, frames: readonly object[]): Hostile {
  const below = (most: number) => Math.floor(random() * most);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const text = () =>
    pick(oddTexts) + String.fromCodePoint(...Array.from({ length: below(20) }, () => below(0x10000)));
  const frame = () => spoil(pick(frames), random, pick);
  const message = (): Buffer => {
    const several = below(4) === 0;
    const good = several ? Array.from({ length: below(8) }, frame) : frame();
    const bytes = Buffer.from(JSON.stringify(good));
    return below(3) === 0 ? scramble(bytes, below) : bytes;
  };
  const path = () => {
    const query =
      below(2) === 0 ? "" : `?${pick(oddQueries)}${encodeURIComponent(Buffer.from(text()).toString())}`;
    return pick(oddPaths) + query;
  };
  return { message, path, text, pick };
}

/** One or two fields of the frame missing, doubled or replaced. */
function spoil(frame: object, random: () => number, pick: <T>(list: readonly T[]) => T): object {
  const copy = structuredClone(frame) as Record<string, unknown>;
  const times = Math.floor(random() * 3);
  for (let i = 0; i < times; i++) {
    const name = random() < 0.8 ? pick(Object.keys(copy).concat("x")) : pick(oddNames);
    if (random() < 0.3) delete copy[name];
    else Object.defineProperty(copy, name, { value: pick(oddValues), enumerable: true, configurable: true });
  }
  return copy;
}

function scramble(bytes: Buffer, below: (most: number) => number): Buffer {
  if (bytes.length === 0) return bytes;
  switch (below(4)) {
    case 0:
      return bytes.subarray(0, below(bytes.length));
    case 1:
      return Buffer.concat([bytes, Buffer.from([below(256), below(256)])]);
    case 2:
      return Buffer.concat([bytes.subarray(0, below(bytes.length)), bytes]);
    default:
      for (let i = 0; i < 3; i++) bytes[below(bytes.length)] = below(256);
      return bytes;
  }
}

const oddNames = ["__proto__", "constructor", "id", "do", "token", "positions", "toString", ""];
const oddTexts = [
  "",
  "\0",
  "a",
  "d:alice:bob",
  "g:abcdefgh.1",
  "a:alice",
  "../..",
  "%00",
  "\ud800",
  "x".repeat(5000),
];
const oddValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  "",
  "hello",
  "constructor",
  "d:alice:bob",
  "g:abcdefgh.999999999999999999",
  "bob@other.example",
  "\ud800",
  "x".repeat(70_000),
  [],
  [[]],
  Array(300).fill("bob"),
  {},
  { __proto__: null, constructor: 1 },
  { "a:alice": -1 },
  [[[[[[[[[[[[[[]]]]]]]]]]]]]],
];
const oddPaths = [
  "/",
  "//",
  "/%ff",
  "/api/v1/do/send-message",
  "/api/v1/do/constructor",
  "/api/v1/session",
  "/api/v1/session/rotate",
  "/api/v1/sign-up",
  "/api/v1/pass/%00",
  "/api/v1/files",
  "/api/v1/files/..%2f..%2fetc",
  "/api/v1/files/f1",
  "/api/v1/server/../files",
  "/events",
  "/connect",
  "/readyz",
  "/i/%E0%A4%A",
];
const oddQueries = [
  "name=",
  "mailbox=",
  "mailbox=secret1&cursor=",
  "cursor=1&cursor=2&mailbox=",
  "wait=",
  "__proto__=",
];
