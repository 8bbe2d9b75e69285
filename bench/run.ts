/** `npm run bench -- NAME [--json] [--seconds N] [--connections N] [--only product] [--profile FILE]`. */
import { parseArgs } from "node:util";
import { deliver } from "./deliver.ts";
import { idle } from "./idle.ts";
import { about } from "./measure/about.ts";
import { presence } from "./presence.ts";
import { build } from "./product/server.ts";
import { isMet, type Options, type Result } from "./result.ts";
import { resume } from "./resume.ts";
import { store } from "./store.ts";
import { web } from "./web.ts";

const benches: Readonly<Record<string, (options: Options) => Promise<Result>>> = {
  deliver,
  idle,
  resume,
  presence,
  store,
  web,
};

function usage(): never {
  process.stderr.write(
    `usage: npm run bench -- NAME [--json] [--seconds N] [--connections N] [--only product] [--profile FILE]\n` +
      `names: ${Object.keys(benches).join(" ")}\n`,
  );
  process.exit(2);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        seconds: { type: "string", default: "6" },
        connections: { type: "string" },
        only: { type: "string", default: "all" },
        profile: { type: "string" },
      },
    });
    const bench = benches[positionals[0] ?? ""];
    return bench === undefined ? usage() : { bench, values };
  } catch {
    return usage();
  }
}

function pretty(result: Result): string {
  const { bench, figure, unit, targets, ...details } = result;
  const lines = targets.map((target) => {
    const met = isMet(target);
    const bound = target.atMost === undefined ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
    return `  ${met === undefined ? "not run" : met ? "met" : "MISSED"}: ${target.what}: ${target.value ?? "-"} (${bound})`;
  });
  return `${bench}: ${figure} ${unit}\n${lines.join("\n")}\n${JSON.stringify(details, undefined, 2)}\n`;
}

const { bench, values } = readArguments();
await build();
const result = await bench({
  seconds: Number(values.seconds),
  connections: values.connections === undefined ? undefined : Number(values.connections),
  profile: values.profile,
  only: values.only === "product" ? "product" : "all",
});
const { versions, ...circumstances } = about();
const whole = { ...result, ...circumstances, versions: { ...versions, ...result.versions } };
process.stdout.write(values.json ? `${JSON.stringify(whole)}\n` : pretty(whole));
process.exit(0);
