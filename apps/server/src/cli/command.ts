import type { World } from "./world.ts";

/** An option beside `--json` and `--help`, which every command has. */
export interface Option {
  /** What stands after it in the help, such as `TEXT`; none: it is said or not. */
  readonly value?: string;
  readonly about: string;
}

/** One command. Parsing, help and docs/cli.md follow from this. */
export interface Command {
  /** One or two words. */
  readonly name: string;
  /** Arguments in capitals; those in brackets may be missing, `…` stands for more of them. */
  readonly usage: readonly string[];
  /** One sentence. */
  readonly about: string;
  /** Paragraphs below the options. */
  readonly more?: readonly string[];
  /** `any`: whatever is said is taken. */
  readonly options: Readonly<Record<string, Option>> | "any";
  /** Rejects with `Failure`. */
  readonly run: (call: Call) => Promise<Result>;
}

/** A command as it was called. */
export interface Call {
  readonly world: World;
  readonly given: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
  readonly json: boolean;
}

/** What goes to standard output: `text` for people, `data` with `--json`. Undefined: nothing (more). */
export interface Result {
  readonly text: string | undefined;
  readonly data: unknown;
  readonly exitCode?: 0 | 1;
}

/** An argument that parsing has made sure of. */
export function argument({ given }: Call, index: number): string {
  return given[index] ?? "";
}

/** Nothing to tell but that it is done. */
export function done(text: string, data: object = {}): Result {
  return { text, data: { done: true, ...data } };
}
