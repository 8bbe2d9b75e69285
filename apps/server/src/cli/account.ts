import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { administer } from "./administration.ts";
import { columns, timeText } from "./columns.ts";
import { argument, done, type Call, type Command, type Result } from "./command.ts";
import { refused, wrongUsage } from "./failure.ts";
import { newPassword, passwordFromInput, passwordFromPerson } from "./password.ts";
import { ask, download } from "./server.ts";

const passwordStdin = { about: "read the password from the first line of standard input" };
const kinds = ["person", "desk", "bot"] as const;

function kindOf(call: Call): (typeof kinds)[number] {
  const text = call.text("kind") ?? "person";
  const kind = kinds.find((one) => one === text);
  if (kind === undefined) throw wrongUsage(`--kind: "${text}" is none of ${kinds.join(", ")}`);
  return kind;
}

const add: Command = {
  name: "account add",
  usage: ["NAME"],
  about: "Creates an account and prints its password, once.",
  more: [
    "Without --password-stdin a password is made up and printed. A bot gets none: it acts with tokens\n" +
      "(elsewhere token create).",
  ],
  options: {
    "password-stdin": passwordStdin,
    "display-name": { value: "TEXT", about: "what others see; the name unless given" },
    kind: { value: "KIND", about: "person, desk or bot; a person unless given" },
    admin: { about: "may administer the server" },
  },
  async run(call) {
    const kind = kindOf(call);
    const fromInput = call.flag("password-stdin") ? await passwordFromInput(call) : undefined;
    const madeUp = fromInput === undefined && kind !== "bot" ? newPassword() : undefined;
    const password = fromInput ?? madeUp;
    const displayName = call.text("display-name");
    const answer = await administer(call.world, (server) =>
      ask(server, "admin-add-account", {
        account: argument(call, 0),
        kind,
        admin: call.flag("admin"),
        ...(displayName === undefined ? {} : { displayName }),
        ...(password === undefined ? {} : { password }),
      }),
    );
    const shown = madeUp === undefined ? {} : { password: madeUp };
    const text = madeUp === undefined ? answer.address : `${answer.address}\npassword: ${madeUp}`;
    return { text, data: { ...answer, ...shown } };
  },
};

const list: Command = {
  name: "account list",
  usage: [],
  about: "Lists all accounts.",
  options: {},
  async run({ world }) {
    const { accounts } = await administer(world, (server) => ask(server, "admin-accounts", {}));
    const rows = accounts.map((one) => [
      one.account,
      one.displayName,
      one.kind,
      [one.admin ? "admin" : "", one.disabled ? "disabled" : ""].filter((word) => word !== "").join(", "),
      timeText(one.createdAt),
    ]);
    const text =
      rows.length === 0
        ? "There is no account yet."
        : columns([["NAME", "DISPLAY NAME", "KIND", "", "SINCE"], ...rows]);
    return { text, data: { accounts } };
  },
};

function change(word: "disable" | "enable", about: string, said: string): Command {
  return {
    name: `account ${word}`,
    usage: ["NAME"],
    about,
    options: {},
    async run(call) {
      const account = argument(call, 0);
      const args = { account, disabled: word === "disable" };
      await administer(call.world, (server) => ask(server, "admin-change-account", args));
      return done(`${account} is ${said}`, { account });
    },
  };
}

const password: Command = {
  name: "account password",
  usage: ["NAME"],
  about: "Gives an account another password; its devices are signed out, tokens of scripts stay.",
  more: ["Asks for the password at a terminal, without showing it."],
  options: { "password-stdin": passwordStdin },
  async run(call) {
    const account = argument(call, 0);
    const typed = call.flag("password-stdin")
      ? await passwordFromInput(call)
      : await passwordFromPerson(call.world);
    await administer(call.world, (server) =>
      ask(server, "admin-change-account", { account, password: typed }),
    );
    return done(`${account} has another password`, { account });
  },
};

const exportAccount: Command = {
  name: "account export",
  usage: ["NAME"],
  about:
    "Prints everything that belongs to an account as JSON, or writes it into an archive with its attachments.",
  more: ["The archive is described in docs/export.md; it is the one that people make for themselves."],
  options: { archive: { value: "FILE", about: "a new zip file to write instead" } },
  async run(call) {
    const file = call.text("archive");
    if (file !== undefined) return exportTo(call, resolve(file));
    const args = { account: argument(call, 0) };
    const answer = await administer(call.world, (server) => ask(server, "admin-export-account", args));
    return { text: JSON.stringify(answer.export, undefined, 2), data: answer.export };
  },
};

async function exportTo(call: Call, file: string): Promise<Result> {
  const account = argument(call, 0);
  if (existsSync(file)) throw refused(`${file} is there already`, "already-exists");
  const bytes = await administer(call.world, (server) =>
    download(server, `/api/v1/export?account=${encodeURIComponent(account)}`, file),
  );
  return done(`${file} (${bytes} bytes)`, { account, file, bytes });
}

const passwordLink: Command = {
  name: "account password-link",
  usage: ["NAME"],
  about: "Prints a link with which a person gives their account a new password; it holds a day, and once.",
  options: {},
  async run(call) {
    const args = { account: argument(call, 0) };
    const answer = await administer(call.world, (server) => ask(server, "admin-password-link", args));
    return { text: `${answer.link}\nholds until ${timeText(answer.expiresAt)}`, data: answer };
  },
};

const remove: Command = {
  name: "account remove",
  usage: ["NAME"],
  about: "Removes an account with its devices and settings; what it wrote stays with those it wrote to.",
  options: {},
  async run(call) {
    const account = argument(call, 0);
    await administer(call.world, (server) => ask(server, "admin-remove-account", { account }));
    return done(`${account} is removed`, { account });
  },
};

export const accountCommands: readonly Command[] = [
  add,
  list,
  change("disable", "Lets nobody in as this account any more; its devices are disconnected.", "disabled"),
  change("enable", "Lets a disabled account in again.", "enabled"),
  password,
  passwordLink,
  exportAccount,
  remove,
];
