import { ConfigError } from "../config/load.ts";
import { version } from "../boot/version.ts";
import type { Command, Result } from "./command.ts";
import { Failure, wrongUsage } from "./failure.ts";
import { helpOf } from "./help.ts";
import { parse } from "./parse.ts";
import type { World } from "./world.ts";

/** Runs the command that the words name; resolves with the exit code and never rejects. */
export async function runCommandLine(
  words: readonly string[],
  commands: readonly Command[],
  world: World,
): Promise<number> {
  const asJson = words.slice(0, endOf(words)).includes("--json");
  try {
    const { text, data, exitCode = 0 } = await answer(words, commands, world);
    if (text !== undefined) await world.write(asJson ? `${JSON.stringify(data)}\n` : `${text}\n`);
    return exitCode;
  } catch (error) {
    const failure = failureOf(error);
    const { code, message } = failure;
    world.note(asJson ? JSON.stringify({ error: { code, text: message } }) : message);
    return failure.exitCode;
  }
}

function endOf(words: readonly string[]): number {
  const end = words.indexOf("--");
  return end < 0 ? words.length : end;
}

async function answer(words: readonly string[], commands: readonly Command[], world: World): Promise<Result> {
  const asked = parse(words, commands, world);
  if (asked.type === "version") return { text: version, data: { version } };
  if (asked.type === "run") return asked.command.run(asked.call);
  const help = helpOf(asked.of, commands);
  if (help === undefined) throw wrongUsage(`There is no command "${asked.of}"; elsewhere --help lists them`);
  return { text: help, data: { help } };
}

/** What cannot be foreseen is a dependency that fails: the disk, the database, the network. */
function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof ConfigError) return wrongUsage(error.message);
  return new Failure(3, "unavailable", causes(error).join(": "));
}

function causes(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const text = error.message === "" ? error.name : error.message;
  return error.cause === undefined ? [text] : [text, ...causes(error.cause)];
}
