import type { Command } from "./command.ts";
import { refused, unavailable } from "./failure.ts";
import { configOf } from "./server.ts";
import { webBuild } from "./web-build.ts";

const serveCommand: Command = {
  name: "serve",
  usage: [],
  about: "Runs the server; npm start does the same.",
  more: ["Its settings are in docs/configuration.md. SIGINT and SIGTERM let connections leave, then end it."],
  options: {},
  async run({ world }) {
    const loaded = configOf(world);
    const { serve } = await import("../boot/serve.ts");
    const serving = await serve(loaded, webBuild()).catch((error: unknown) => {
      throw startFailure(error, loaded.config.bind, loaded.config.httpPort);
    });
    world.onStop(() => {
      serving.stop().catch((error: unknown) => world.note(String(error)));
    });
    const { publicUrl, setupLink } = serving;
    const lines = [`Elsewhere is at ${publicUrl}`];
    if (setupLink !== undefined) lines.push(`Make the first administrator: ${setupLink}`);
    return { text: lines.join("\n"), data: { publicUrl, setupLink } };
  },
};

function startFailure(error: unknown, bind: string, port: number): unknown {
  const { code } = error as { readonly code?: string };
  if (code === "EADDRINUSE")
    return unavailable(`Port ${port} of ${bind} is in use: stop what uses it, or set ELSEWHERE_HTTP_PORT`);
  if (code === "EADDRNOTAVAIL")
    return refused(`${bind} is not an address of this machine: set ELSEWHERE_BIND`);
  if (code === "EACCES")
    return refused(`Port ${port} needs rights this user does not have: set ELSEWHERE_HTTP_PORT`);
  return error;
}

export const serveCommands: readonly Command[] = [serveCommand];
