import { pathToFileURL } from "node:url";
import { freshProgram } from "./fresh.mjs";

const unavailable = 3;

/**
 * Runs the program, building it first if it is not of the present sources, in this very process: signals, standard
 * streams and exit code are the program's own.
 * @param {readonly string[]} args its arguments
 */
export async function runProgram(args) {
  process.setSourceMapsEnabled(true);
  const program = programOrExit();
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
}

function programOrExit() {
  try {
    return freshProgram();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(unavailable);
  }
}
