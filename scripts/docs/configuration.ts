import { settings, withoutEffect, type SettingRow } from "../../apps/server/src/config/settings.ts";
import type { Generated } from "./document.ts";

/** docs/configuration.md: every setting. */
export const configuration: Generated = {
  file: "docs/configuration.md",
  make() {
    const rows = (Object.entries(settings) as [string, SettingRow<unknown>][]).map(
      ([name, { env, usual, about }]) => `| \`${env}\` | \`${name}\` | ${html(usual)} | ${html(about)} |`,
    );
    return [head, [tableHead, ...rows].join("\n"), foot].join("\n\n");
  },
};

const head = `# Configuration

Every setting. Made by \`npm run docs\` from apps/server/src/config/settings.ts; do not edit.

Settings are read once, at the start: from \`elsewhere.config.json\` in the directory of the start (or the file that
\`ELSEWHERE_CONFIG\` names), and from the environment, which wins. An unknown name or a value that cannot be read stops the
start and says what is wrong. \`elsewhere config check\` says it without starting; \`elsewhere config print\` shows what holds and
where it comes from. An empty value is none. Times have a unit (\`250ms\`, \`30s\`, \`5m\`, \`12h\`, \`7d\`), sizes too (\`800kB\`, \`50MB\`, \`2GB\`).

\`\`\`json
{ "httpPort": 8080, "domain": "example.org", "publicUrl": "https://elsewhere.example.org", "trustProxy": true }
\`\`\``;

const tableHead = `| environment | in the file | unless given | meaning |
|---|---|---|---|`;

const foot = `## Accepted, without effect in this version

So that one environment serves every version: ${withoutEffect.map((name) => `\`${name}\``).join(", ")}.

## For the command line

\`ELSEWHERE_TOKEN\` and \`ELSEWHERE_URL\` say for which device and at which server \`watch\`, \`send\`, \`presence\` and \`why\` act:
[command line](cli.md).`;

function html(text: string): string {
  return text.replaceAll("<", "&lt;");
}
