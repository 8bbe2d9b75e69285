import { draw, explore } from "@elsewhere/testkit";
import { callMachine, noCall } from "../../packages/core/src/call/machine.ts";
import { callKeyOf, possibleCallEvents } from "../../packages/core/src/testing/call-events.ts";
import type { Generated } from "./document.ts";

/** docs/diagrams/call.md: the call machine, drawn from its code. */
export const callDiagram: Generated = {
  file: "docs/diagrams/call.md",
  make: () => {
    const { transitions } = explore(callMachine, {
      initial: noCall,
      events: possibleCallEvents,
      key: callKeyOf,
      limit: 20_000,
    });
    // Refusals and repeated answers, which lead nowhere, would hide the way of a call.
    const moves = transitions.filter(({ from, to }) => from.name !== to.name);
    const ways = moves.map((move) => ({ ...move, effects: [] }));
    return `${head}\n\n\`\`\`mermaid\n${draw(ways, noCall)}\`\`\``;
  },
};

const head = `# A call

Made by \`npm run docs\` from packages/core/src/call/machine.ts; do not edit. Its rules, and the orders that go with each
change of state, are in [RULES.md](../../packages/core/src/call/RULES.md). Drawn is what leads from one state to another.`;
