import type { PlanValue } from "@elsewhere/protocol/values";
import { administer } from "./administration.ts";
import { columns, timeText } from "./columns.ts";
import { argument, type Command } from "./command.ts";
import { refused } from "./failure.ts";
import { ask, serverOfPerson } from "./server.ts";
import type { World } from "./world.ts";

const why: Command = {
  name: "why",
  usage: ["ID"],
  about: "Tells what each point of presence got of a message, alert or ring, and why.",
  more: [
    "ID is what elsewhere send printed, or the id of a message line of elsewhere watch.\n" +
      "With ELSEWHERE_TOKEN: what its account may see. Without: everything, as the operator of the data directory.",
  ],
  options: {},
  async run(call) {
    const datum = argument(call, 0);
    const { plans } = await plansOf(call.world, datum);
    if (plans.length === 0)
      throw refused(
        `Nothing is known of ${datum}: it is not an id, not yours to see, or too old.`,
        "unknown",
      );
    return { text: plans.map(planText).join("\n\n"), data: { plans } };
  },
};

function plansOf(world: World, datum: string) {
  const token = world.environment["ELSEWHERE_TOKEN"];
  if (token !== undefined && token !== "") return ask(serverOfPerson(world), "why", { datum });
  return administer(world, (server) => ask(server, "admin-why", { datum }));
}

function planText({ account, at, datum, entries }: PlanValue): string {
  const rows = entries.map(({ label, how, text }) => [`  ${label}`, how, text]);
  const points = rows.length === 0 ? "  no point of presence" : columns(rows);
  return `${account}, ${timeText(at)}, ${datum}\n${points}`;
}

export const whyCommands: readonly Command[] = [why];
