/** `npm start`: builds what needs building and runs the server. Arguments go to `serve`. */
import { runProgram } from "./build/run.mjs";

await runProgram(["serve", ...process.argv.slice(2)]);
