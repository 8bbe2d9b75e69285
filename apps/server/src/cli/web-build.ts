import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the built web app, which lies beside that of the program; undefined: it is not built. */
export function webBuild(): string | undefined {
  const folder = fileURLToPath(new URL("../web", import.meta.url));
  return existsSync(`${folder}/index.html`) ? folder : undefined;
}
