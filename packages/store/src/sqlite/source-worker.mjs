// Starts worker.ts from source on a Node that does not read TypeScript. A bundle has its own entry instead.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
