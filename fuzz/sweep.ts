import { playSweep } from "@elsewhere/testkit";

/** `npx tsx fuzz/sweep.ts [count] [seed]`: sweeps on a bad network, from a seed on; says each seed that goes wrong. */
const [count = "100000", first = "1"] = process.argv.slice(2);
const outcomes = { "on-a-device": 0, "hung-up": 0, lost: 0 };
const wrong: string[] = [];
let moves = 0;
const began = performance.now();
for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) {
  try {
    const { outcome, epoch } = playSweep(seed);
    outcomes[outcome] += 1;
    moves += epoch - 1;
  } catch (error) {
    wrong.push(error instanceof Error ? error.message : String(error));
    console.log(wrong.at(-1));
  }
}
const seconds = Math.round((performance.now() - began) / 1_000);
console.log(`${count} runs from seed ${first} in ${seconds} s: ${wrong.length} went wrong`);
console.log(`the session moved ${moves} times;`, outcomes);
process.exitCode = wrong.length === 0 ? 0 : 1;
