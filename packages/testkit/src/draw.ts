import type { StateShape } from "@elsewhere/machine";
import type { Transition } from "./explore.ts";

/**
 * A Mermaid `stateDiagram-v2` of transitions, as found by `explore`. What was ignored is left out. States and
 * arrows are sorted, so the same machine is always drawn the same. States that nothing leaves are final.
 */
export function draw(transitions: readonly Transition[], initial: StateShape): string {
  const arrows = new Set<string>();
  for (const transition of transitions) if (!transition.ignored) arrows.add(arrowOf(transition));
  const names = [...new Set(transitions.flatMap(({ from, to }) => [from.name, to.name]))].sort();
  const leaving = new Set(
    transitions.filter(({ from, to }) => from.name !== to.name).map(({ from }) => from.name),
  );
  const finals = names.filter((name) => !leaving.has(name));
  const lines = [
    ...names
      .filter((name) => idOf(name) !== name)
      .map((name) => `state "${escapeText(name)}" as ${idOf(name)}`),
    `[*] --> ${idOf(initial.name)}`,
    ...[...arrows].sort(),
    ...finals.map((name) => `${idOf(name)} --> [*]`),
  ];
  return ["stateDiagram-v2", ...lines.map((line) => `  ${line}`), ""].join("\n");
}

function arrowOf({ from, event, to, effects }: Transition): string {
  const orders = [...new Set(effects.map(effectName))].join(", ");
  const label = orders === "" ? event : `${event} / ${orders}`;
  return `${idOf(from.name)} --> ${idOf(to.name)} : ${escapeText(label)}`;
}

function effectName(effect: unknown): string {
  if (typeof effect === "object" && effect !== null && "type" in effect) return String(effect.type);
  return String(effect);
}

/** Mermaid takes only letters, digits and `_` in an identifier, and some words mean something to it. */
function idOf(name: string): string {
  const id = name.replaceAll(/[^A-Za-z0-9]/g, "_");
  return ["end", "state", "note", "direction", "class", "style"].includes(id) ? `${id}_` : id;
}

/** Characters that end a label are written as Mermaid entities. */
function escapeText(text: string): string {
  return text.replaceAll(/[#":;\n]/g, (character) => `#${character.charCodeAt(0)};`);
}
