/** Chance that can be had again: the same seed gives the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `n`. */
  int(n: number): number;
  /** True with probability `p`. Always takes one number, so that changing `p` does not shift what follows. */
  chance(p: number): boolean;
  /** One of the list. Throws if it is empty. */
  pick<T>(list: readonly T[]): T;
  /** Another source that is independent of how much is taken from this one. */
  fork(name: string): Random;
}

/** The generator sfc32 by Chris Doty-Humphrey: small, fast and passes the usual test batteries. */
export function seeded(seed: number): Random {
  const words = new Uint32Array([seed, Math.floor(seed / 2 ** 32), 0x9e3779b9, 1]);
  const word = (): number => nextWord(words);
  for (let round = 0; round < 12; round++) word();
  const next = (): number => word() / 2 ** 32;
  const int = (n: number): number => Math.floor(next() * n);
  return {
    next,
    int,
    chance: (p) => next() < p,
    pick(list) {
      if (list.length === 0) throw new RangeError("nothing to pick from");
      return list[int(list.length)] as (typeof list)[number];
    },
    fork: (name) => seeded(mix(seed, name)),
  };
}

function nextWord(words: Uint32Array): number {
  const [a, b, c, counter] = words as unknown as [number, number, number, number];
  const result = (a + b + counter) >>> 0;
  words[0] = b ^ (b >>> 9);
  words[1] = c + (c << 3);
  words[2] = ((c << 21) | (c >>> 11)) + result;
  words[3] = counter + 1;
  return result;
}

/** FNV-1a over the name, begun with the seed. */
function mix(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
