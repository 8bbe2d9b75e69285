import { parseArgs, type ParseArgsConfig } from "node:util";
import { suggestion } from "../config/nearest.ts";
import type { Call, Command, Option } from "./command.ts";
import { wrongUsage } from "./failure.ts";
import type { World } from "./world.ts";

/** What was asked for. */
export type Asked =
  | { readonly type: "run"; readonly command: Command; readonly call: Call }
  | { readonly type: "help"; readonly of: string }
  | { readonly type: "version" };

/** Reads the words after the program's name. Throws `Failure` with what is wrong and what may have been meant. */
export function parse(words: readonly string[], commands: readonly Command[], world: World): Asked {
  const start = words.findIndex((word) => !word.startsWith("-"));
  const [leading, rest] = start < 0 ? [words, []] : [words.slice(0, start), words.slice(start)];
  if (leading.includes("--version")) return { type: "version" };
  if (rest[0] === "help") return { type: "help", of: rest.slice(1, 3).join(" ") };
  const wantsHelp = [...leading, ...untilText(rest)].some((word) => word === "--help" || word === "-h");
  if (rest.length === 0) {
    if (wantsHelp) return { type: "help", of: "" };
    throw wrongUsage("Say what to do: elsewhere --help lists the commands.");
  }
  const command = findCommand(rest, commands);
  if (wantsHelp) return { type: "help", of: command?.name ?? (rest[0] as string) };
  if (command === undefined) throw unknownCommand(rest, commands);
  const own = rest.slice(command.name.split(" ").length);
  return { type: "run", command, call: readCall(command, [...leading, ...own], world) };
}

/** What stands behind `--` is text, whatever it looks like. */
function untilText(words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  return end < 0 ? words : words.slice(0, end);
}

function findCommand(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const [one = "", two = ""] = words;
  return commands.find(({ name }) => name === `${one} ${two}`) ?? commands.find(({ name }) => name === one);
}

function unknownCommand(words: readonly string[], commands: readonly Command[]) {
  const [one = "", two] = words;
  const names = commands.map(({ name }) => name);
  const ofGroup = names.filter((name) => name.startsWith(`${one} `)).map((name) => name.split(" ")[1] ?? "");
  if (ofGroup.length === 0) {
    const both = two === undefined || two.startsWith("-") ? one : `${one} ${two}`;
    const like =
      suggestion(both, names) ||
      suggestion(
        one,
        names.map((name) => name.split(" ")[0] ?? ""),
      );
    return wrongUsage(`There is no command "${one}"${like || "; elsewhere --help lists them"}`);
  }
  const list = `"elsewhere ${one}" is followed by ${ofGroup.join(", ")}`;
  if (two === undefined || two.startsWith("-")) return wrongUsage(list);
  return wrongUsage(`There is no command "${one} ${two}"${suggestion(two, ofGroup) || `; ${list}`}`);
}

function readCall(command: Command, words: readonly string[], world: World): Call {
  const { values, positionals } = readWords(command, words);
  checkCount(command, positionals);
  return {
    world,
    given: positionals,
    text: (option) => (typeof values[option] === "string" ? values[option] : undefined),
    flag: (option) => values[option] === true,
    json: values["json"] === true,
  };
}

function readWords(command: Command, words: readonly string[]) {
  const options: NonNullable<ParseArgsConfig["options"]> = { json: { type: "boolean" } };
  for (const [name, { value }] of optionsOf(command))
    options[name] = { type: value === undefined ? "boolean" : "string" };
  try {
    return parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      strict: command.options !== "any",
    });
  } catch (error) {
    throw wrongUsage(`${wordsOf(error, Object.keys(options))}\n${usageLine(command)}`);
  }
}

function wordsOf(error: unknown, known: readonly string[]): string {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  if (code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return message.replace(/\.\n?.*$/s, ".");
  const name = /'(-[^']*)'/.exec(message)?.[1] ?? "";
  return `There is no option ${name}${suggestion(
    name,
    known.map((option) => `--${option}`),
  )}`;
}

function checkCount(command: Command, given: readonly string[]): void {
  const least = command.usage.filter((word) => !word.startsWith("[")).length;
  const most = command.usage.some((word) => word.includes("…")) ? Infinity : command.usage.length;
  if (given.length < least)
    throw wrongUsage(`${command.usage[given.length]} is missing\n${usageLine(command)}`);
  if (given.length > most)
    throw wrongUsage(`"${given[most]}" is one word too many; put quotes around text\n${usageLine(command)}`);
}

/** `usage: elsewhere account add NAME [--admin] …` */
export function usageLine(command: Command): string {
  const { name, usage } = command;
  const said = optionsOf(command).map(([option, { value }]) =>
    value === undefined ? `[--${option}]` : `[--${option} ${value}]`,
  );
  return ["usage: elsewhere", name, ...usage, ...said].join(" ");
}

/** The options by name. */
export function optionsOf({ options }: Command): [string, Option][] {
  return options === "any" ? [] : Object.entries(options);
}
