/** `npm run fuzz -- NAME [ROUNDS] [SEED]`: hostile input, and deaths of the server, in thousands. Prints the seed, with which a finding comes again. */
import { kill } from "./kill.ts";
import { web } from "./web.ts";

/** A suite gives what it found that should not be; nothing means all is well. */
export type Suite = (rounds: number, seed: number) => Promise<readonly string[]>;

const suites: Readonly<Record<string, Suite>> = { web, kill };

const [name = "", rounds = "2000", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const suite = suites[name];
if (suite === undefined) {
  console.error(`usage: npm run fuzz -- ${Object.keys(suites).join("|")} [ROUNDS] [SEED]`);
  process.exitCode = 2;
} else {
  const findings = await suite(Number(rounds), Number(seed));
  for (const finding of findings) console.log(finding);
  console.log(`${name}: ${rounds} rounds with seed ${seed}, ${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
