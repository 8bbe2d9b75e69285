import { playHistory } from "./history/play.ts";

/** `node fuzz/history.ts [seed] [count]`: plays histories from a seed on and stops at the first that goes wrong. */
const [first = "1", count = "1000"] = process.argv.slice(2);
const from = Number(first);
for (let seed = from; seed < from + Number(count); seed += 1) {
  const { differences, failures } = await playHistory(seed);
  if (differences.length === 0 && failures.length === 0) continue;
  console.log(`seed ${seed} goes wrong; again with: node fuzz/history.ts ${seed} 1`);
  console.dir({ differences, failures }, { depth: 8 });
  process.exitCode = 1;
  break;
}
if (process.exitCode !== 1)
  console.log(`${count} histories from seed ${from}: every device knows what it should`);
