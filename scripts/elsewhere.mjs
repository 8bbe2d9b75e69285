#!/usr/bin/env node
/** `npx elsewhere <command>`: the command line, built of the present sources. */
import { runProgram } from "./build/run.mjs";

await runProgram(process.argv.slice(2));
