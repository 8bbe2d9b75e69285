import { draw, explore } from "@elsewhere/testkit";
import { connectionMachine } from "../../packages/client/src/connection/machine.ts";
import { firstState, possibleEvents, stateKey } from "../../packages/client/src/testing/connection-events.ts";
import type { Generated } from "./document.ts";

/** docs/diagrams/connection.md: the client's connection machine, drawn from its code. */
export const connectionDiagram: Generated = {
  file: "docs/diagrams/connection.md",
  make: () => {
    const initial = firstState();
    const { transitions } = explore(connectionMachine, {
      initial,
      events: (state) => possibleEvents(state.course.attempt),
      key: stateKey,
      limit: 1_000,
    });
    return `${head}\n\n\`\`\`mermaid\n${draw(transitions, initial)}\`\`\``;
  },
};

const head = `# The connection of a client

Made by \`npm run docs\` from packages/client/src/connection/machine.ts; do not edit. Its rules are in
[RULES.md](../../packages/client/src/connection/RULES.md). What changes nothing is left out.`;
