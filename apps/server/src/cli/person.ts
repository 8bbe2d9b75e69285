import type { PresenceValue } from "@elsewhere/protocol/values";
import { timeText } from "./columns.ts";
import { argument, done, type Command } from "./command.ts";
import { wrongUsage } from "./failure.ts";
import { ask, serverOfPerson } from "./server.ts";
import { timeOf } from "./times.ts";

const states = ["auto", "available", "away", "busy", "do-not-disturb", "invisible"] as const;

const setPresence: Command = {
  name: "presence set",
  usage: ["STATE"],
  about: "Says how one is; auto lets it be sensed again.",
  more: [`STATE is one of ${states.join(", ")}.`],
  options: {
    note: { value: "TEXT", about: "what others read beside it" },
    until: { value: "TIME", about: 'when it ends: "90m", "17:30" or "2025-01-31T17:30"' },
  },
  async run(call) {
    const state = states.find((one) => one === argument(call, 0));
    if (state === undefined) throw wrongUsage(`STATE is one of ${states.join(", ")}`);
    const note = call.text("note");
    const until = call.text("until");
    const args = {
      state,
      ...(note === undefined ? {} : { note }),
      ...(until === undefined ? {} : { until: timeOf("until", until, Date.now()) }),
    };
    await ask(serverOfPerson(call.world), "set-status", args);
    return done(`presence is ${state}`, args);
  },
};

const getPresence: Command = {
  name: "presence get",
  usage: ["ADDRESS"],
  about: "Tells how a person is, as far as they let one see it.",
  options: {},
  async run(call) {
    const server = serverOfPerson(call.world);
    const { presence } = await ask(server, "presence", { accounts: [argument(call, 0)] });
    const [found] = presence;
    return { text: found === undefined ? "unknown" : presenceText(found), data: found };
  },
};

function presenceText({ account, state, note, until, lastActiveAt, can }: PresenceValue): string {
  const lines = [
    `${account}: ${state}`,
    note === undefined ? "" : `note: ${note}`,
    until === undefined ? "" : `until: ${timeText(until)}`,
    lastActiveAt === undefined ? "" : `last active: ${timeText(lastActiveAt)}`,
    can.length === 0 ? "" : `can: ${can.join(", ")}`,
  ];
  return lines.filter((line) => line !== "").join("\n");
}

const addContact: Command = {
  name: "contact add",
  usage: ["ADDRESS"],
  about: "Asks a person to be a contact: both see each other's presence once they agree.",
  options: {},
  async run(call) {
    const account = argument(call, 0);
    await ask(serverOfPerson(call.world), "ask-contact", { account });
    return done(`${account} is asked`, { account });
  },
};

const acceptContact: Command = {
  name: "contact accept",
  usage: ["ADDRESS"],
  about: "Agrees to be the contact of a person who asked.",
  options: {},
  async run(call) {
    const account = argument(call, 0);
    await ask(serverOfPerson(call.world), "answer-contact", { account, agree: true });
    return done(`${account} is a contact`, { account });
  },
};

const createGroup: Command = {
  name: "group create",
  usage: ["TITLE", "[ADDRESS…]"],
  about: "Creates a group with these members and prints its id, to which messages can be sent.",
  options: {},
  async run(call) {
    const [title = "", ...members] = call.given;
    const answer = await ask(serverOfPerson(call.world), "create-group", { title, members });
    return { text: answer.conversation, data: answer };
  },
};

export const personCommands: readonly Command[] = [
  setPresence,
  getPresence,
  addContact,
  acceptContact,
  createGroup,
];
