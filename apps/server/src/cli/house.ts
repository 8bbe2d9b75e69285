import { auditWords } from "@elsewhere/core";
import type { Answer } from "@elsewhere/protocol/requests";
import { administer } from "./administration.ts";
import { columns, timeText } from "./columns.ts";
import { argument, done, type Call, type Command } from "./command.ts";
import { wrongUsage } from "./failure.ts";
import { ask } from "./server.ts";

type AuditEvent = Answer<"admin-audit">["events"][number];

const audit: Command = {
  name: "audit",
  usage: [],
  about: "Lists who did what to accounts, keys and settings, the newest first.",
  options: {
    account: { value: "NAME", about: "what the account did, or what was done to it" },
    what: { value: "WORD", about: "one kind of event, such as sign-in-failed" },
    limit: { value: "N", about: "how many at most; 50 unless given" },
    before: { value: "N", about: "go on behind this event" },
  },
  async run(call) {
    const args = {
      ...numberOf(call, "limit", 200),
      ...numberOf(call, "before", Number.MAX_SAFE_INTEGER),
      ...wordOf(call),
      ...accountOf(call),
    };
    const page = await administer(call.world, (server) => ask(server, "admin-audit", args));
    const { events, next } = page;
    if (events.length === 0) return { text: "There is no such event.", data: page };
    const table = columns([["TIME", "WHAT", "BY", "ON", "FROM", ""], ...events.map(rowOf)]);
    const rest = next === undefined ? "" : `\nmore: --before ${next}`;
    return { text: `${table}${rest}`, data: page };
  },
};

function rowOf({ at, what, by, on, label, address, detail }: AuditEvent): string[] {
  const from = [label, address].filter((word) => word !== undefined).join(", ");
  return [timeText(at), what, by ?? "", on ?? "", from, detail ?? ""];
}

function numberOf(call: Call, option: "limit" | "before", most: number) {
  const text = call.text(option);
  if (text === undefined) return {};
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1 || number > most)
    throw wrongUsage(`--${option} is a number from 1 to ${most}`);
  return { [option]: number };
}

function wordOf(call: Call) {
  const text = call.text("what");
  if (text === undefined) return {};
  const what = auditWords.find((word) => word === text);
  if (what === undefined) throw wrongUsage(`--what: "${text}" is none of ${auditWords.join(", ")}`);
  return { what };
}

function accountOf(call: Call) {
  const account = call.text("account");
  return account === undefined ? {} : { account };
}

const settingsList: Command = {
  name: "settings list",
  usage: [],
  about: "Lists the settings that may change while the server runs, as they are now.",
  options: {},
  async run({ world }) {
    const { settings } = await administer(world, (server) => ask(server, "admin-settings", {}));
    const rows = settings.map((one) => [one.name, one.value, originOf(one), one.about]);
    return { text: columns([["SETTING", "VALUE", "FROM", ""], ...rows]), data: { settings } };
  },
};

function originOf({ fixed, changed, env }: Answer<"admin-settings">["settings"][number]): string {
  if (fixed) return env;
  return changed ? "changed here" : "as usual";
}

const settingsSet: Command = {
  name: "settings set",
  usage: ["SETTING", "[VALUE]"],
  about:
    "Changes a setting of the running house at once and for good; without VALUE it is as configured again.",
  more: ["What the environment or the configuration file says wins and cannot be changed here."],
  options: {},
  async run(call) {
    const name = argument(call, 0);
    const value = call.given[1];
    const args = { name, ...(value === undefined ? {} : { value }) };
    await administer(call.world, (server) => ask(server, "admin-set-setting", args));
    return done(value === undefined ? `${name} is as configured` : `${name} is ${value}`, args);
  },
};

export const houseCommands: readonly Command[] = [audit, settingsList, settingsSet];
