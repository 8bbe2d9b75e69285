import { hash } from "node:crypto";

/**
 * 52 bits of a name, which fit a number. An index of them is a fraction of one of names, and that is most of
 * what keeping a command costs. SHA-1 because nobody can choose names that collide, not for secrecy.
 */
export function shortHash(text: string): number {
  return Number.parseInt(hash("sha1", text, "hex").slice(0, 13), 16);
}
