import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ConfigError, loadConfig } from "./config/load.ts";
import { serve } from "./boot/serve.ts";

const web = fileURLToPath(new URL("../web", import.meta.url));
const serving = await serve(
  loadConfig(process.env, "elsewhere.config.json"),
  existsSync(web) ? web : undefined,
).catch((error: unknown) => {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) process.stderr.write(`${problem}\n`);
    process.exit(2);
  }
  throw error;
});
process.stdout.write(`Elsewhere is at ${serving.publicUrl}\n`);
if (serving.setupLink !== undefined)
  process.stdout.write(`Make the first administrator: ${serving.setupLink}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void serving.stop());
