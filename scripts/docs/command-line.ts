import { commands } from "../../apps/server/src/cli/commands.ts";
import type { Command } from "../../apps/server/src/cli/command.ts";
import { exitCodes } from "../../apps/server/src/cli/help.ts";
import { optionsOf, usageLine } from "../../apps/server/src/cli/parse.ts";
import type { Generated } from "./document.ts";

/** docs/cli.md: every command with its options. */
export const commandLine: Generated = {
  file: "docs/cli.md",
  make: () => [head, ...commands.map(section)].join("\n\n"),
};

const head = `# Command line

\`npx elsewhere COMMAND\`. Made by \`npm run docs\` from apps/server/src/cli; do not edit.

${exitCodes}

With \`--json\` every command prints JSON, and errors as \`{ "error": { "code", "text" } }\` on standard error; \`--help\`
explains it. Standard output has nothing but the result.

Administration (account, device, token, invite, backup, nodes, drain) belongs to whoever can read the data directory: it asks
the server that runs on it, or works on the directory itself while none runs. watch, send, presence, contact and group act for
the device of \`ELSEWHERE_TOKEN\` (made by \`elsewhere token create\`) at \`ELSEWHERE_URL\`, by default the local server; so does
why if there is a token. Settings are read as the server reads them: [configuration](configuration.md).`;

function section(command: Command): string {
  const rows = optionsOf(command).map(
    ([name, { value, about }]) => `- \`--${name}${value === undefined ? "" : ` ${value}`}\` ${about}`,
  );
  const options = rows.length === 0 ? [] : [rows.join("\n")];
  const title = `## ${command.name}`;
  return [
    title,
    `\`${usageLine(command).replace("usage: ", "")}\``,
    command.about,
    ...options,
    ...(command.more ?? []),
  ].join("\n\n");
}
