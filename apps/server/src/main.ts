import { commands } from "./cli/commands.ts";
import { runCommandLine } from "./cli/run.ts";
import { createWorld } from "./cli/world.ts";

const exitCode = await runCommandLine(process.argv.slice(2), commands, createWorld(process));
// A server that runs on may have a word in it later.
if (exitCode !== 0) process.exitCode = exitCode;
