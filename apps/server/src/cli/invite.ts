import { administer } from "./administration.ts";
import { timeText } from "./columns.ts";
import type { Command } from "./command.ts";
import { refused, wrongUsage } from "./failure.ts";
import { ask } from "./server.ts";
import { durationOf } from "./times.ts";

const signUp: Command = {
  name: "invite sign-up",
  usage: [],
  about: "Prints a link with which a person creates their own account.",
  options: {
    note: { value: "TEXT", about: "what the person reads there" },
    uses: { value: "N", about: "how many may use it; 1 unless given" },
    expires: { value: "TIME", about: 'how long it holds, such as "12h"; "7d" unless given' },
  },
  async run(call) {
    const note = call.text("note");
    const uses = Number(call.text("uses") ?? "1");
    if (!Number.isInteger(uses) || uses < 1 || uses > 1000)
      throw wrongUsage("--uses is a number from 1 to 1000");
    const expiresIn = durationOf("expires", call.text("expires") ?? "7d");
    const args = { uses, expiresIn, ...(note === undefined ? {} : { note }) };
    const answer = await administer(call.world, (server) => ask(server, "invite-sign-up", args));
    return { text: `${answer.link}\nholds until ${timeText(answer.expiresAt)}`, data: answer };
  },
};

/** Commands of later versions. They are known, so that nobody searches for a misspelling. */
function absent(name: string, what: string): Command {
  return {
    name,
    usage: ["[…]"],
    about: `Not in this version: ${what}.`,
    options: "any",
    run: () =>
      Promise.reject(refused(`elsewhere ${name} is not in this version: ${what}.`, "not-in-this-version")),
  };
}

export const inviteCommands: readonly Command[] = [signUp];
export const absentCommands: readonly Command[] = [
  absent("invite", "invitations by mail; elsewhere invite sign-up makes a link for a new account"),
  absent("call", "calls"),
  absent("calls", "calls"),
  absent("sweep", "sweeping of calls"),
];
