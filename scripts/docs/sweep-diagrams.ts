import { draw, explore, type Transition } from "@elsewhere/testkit";
import { holding, incumbentMachine } from "../../packages/core/src/sweep/incumbent.ts";
import { newcomer, newcomerMachine } from "../../packages/core/src/sweep/newcomer.ts";
import { inSessionWith, remoteMachine } from "../../packages/core/src/sweep/remote.ts";
import { bobs, callInfo, laptop, phone, session } from "../../packages/core/src/testing/sweep-devices.ts";
import {
  incumbentEvents,
  newcomerEvents,
  remoteEvents,
  sweepKeyOf,
} from "../../packages/core/src/testing/sweep-events.ts";
import type { Generated } from "./document.ts";

/** docs/diagrams/sweep.md: the three machines of the sweep, drawn from their code. */
export const sweepDiagrams: Generated = {
  file: "docs/diagrams/sweep.md",
  make: () => [head, newcomerDiagram(), incumbentDiagram(), remoteDiagram()].join("\n\n"),
};

function newcomerDiagram(): string {
  const initial = newcomer({ self: phone, abilities: ["audio", "text"] });
  const options = { initial, events: newcomerEvents, key: sweepKeyOf, limit: 5_000 };
  return section("The newcomer", drawn(explore(newcomerMachine, options).transitions, initial));
}

function incumbentDiagram(): string {
  const initial = holding(laptop, bobs, session, callInfo);
  const options = { initial, events: incumbentEvents, key: sweepKeyOf, limit: 10_000 };
  return section("The incumbent", drawn(explore(incumbentMachine, options).transitions, initial));
}

function remoteDiagram(): string {
  const initial = inSessionWith(bobs, session, laptop);
  const options = { initial, events: remoteEvents, key: sweepKeyOf, limit: 20_000 };
  return section("The remote", drawn(explore(remoteMachine, options).transitions, initial));
}

/** What leads from one state to another; what goes with it is in the rules. */
function drawn(transitions: readonly Transition[], initial: Transition["from"]): string {
  const moves = transitions.filter(({ from, to }) => from.name !== to.name);
  return draw(
    moves.map((move) => ({ ...move, effects: [] })),
    initial,
  );
}

function section(title: string, diagram: string): string {
  return `## ${title}\n\n\`\`\`mermaid\n${diagram}\`\`\``;
}

const head = `# The sweep

Made by \`npm run docs\` from the machines in packages/core/src/sweep; do not edit. Their rules are in
[RULES.md](../../packages/core/src/sweep/RULES.md), their messages in [sweep.md](../protocol/sweep.md). Drawn is what leads from one
state to another; \`received\` is a message of another device.`;
