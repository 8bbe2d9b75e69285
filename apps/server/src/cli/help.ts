import { columns } from "./columns.ts";
import type { Command } from "./command.ts";
import { optionsOf, usageLine } from "./parse.ts";

const everywhere = [
  ["--json", "print JSON; errors too, on standard error"],
  ["--help", "say this"],
] as const;

export const exitCodes =
  "Exit codes: 0 done, 1 refused, 2 wrong command line or configuration, 3 unavailable.";

/** The help of a command, or of all whose first word it is; undefined: there is none. */
export function helpOf(name: string, commands: readonly Command[]): string | undefined {
  if (name === "") return overview(commands);
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return helpOfCommand(command);
  const group = commands.filter((one) => one.name.startsWith(`${name} `));
  return group.length === 0 ? undefined : list(group);
}

function overview(commands: readonly Command[]): string {
  return [
    "Elsewhere: start it here, finish it elsewhere.",
    "usage: elsewhere COMMAND … [--json]",
    list(commands),
    "elsewhere COMMAND --help tells more of one. ELSEWHERE_TOKEN and ELSEWHERE_URL say for which device and\n" +
      "at which server watch, send, presence, contact, group and why act; without a URL it is the local server.",
    exitCodes,
  ].join("\n\n");
}

function list(commands: readonly Command[]): string {
  return columns(commands.map(({ name, usage, about }) => [`  ${[name, ...usage].join(" ")}`, about]));
}

function helpOfCommand(command: Command): string {
  const rows = optionsOf(command).map(([name, { value, about }]) => [
    `  --${name}${value === undefined ? "" : ` ${value}`}`,
    about,
  ]);
  const options = columns([...rows, ...everywhere.map(([name, about]) => [`  ${name}`, about])]);
  return [usageLine(command), command.about, options, ...(command.more ?? [])].join("\n\n");
}
