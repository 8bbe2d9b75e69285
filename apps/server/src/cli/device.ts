import { administer } from "./administration.ts";
import { columns, timeText } from "./columns.ts";
import { argument, done, type Call, type Command, type Result } from "./command.ts";
import { refused, wrongUsage } from "./failure.ts";
import { ask } from "./server.ts";

const label = { value: "TEXT", about: "what the device is called" };

function labelOf(call: Call): string {
  const text = call.text("label");
  if (text === undefined || text === "") throw wrongUsage("--label TEXT says what the device is called");
  return text;
}

/** A device for a script or bot, with a token that lasts until the device is revoked. */
async function createToken(call: Call): Promise<Result> {
  const args = { account: argument(call, 0), label: labelOf(call) };
  const answer = await administer(call.world, (server) => ask(server, "admin-create-token", args));
  return { text: answer.token, data: { account: args.account, ...answer } };
}

const list: Command = {
  name: "device list",
  usage: ["NAME"],
  about: "Lists the devices of an account.",
  options: {},
  async run(call) {
    const args = { account: argument(call, 0) };
    const { devices } = await administer(call.world, (server) => ask(server, "admin-devices", args));
    const rows = devices.map((one) => [
      one.device,
      one.label,
      one.kind,
      one.connected ? "connected" : one.pushable ? "reachable by push" : "",
      timeText(one.lastSeenAt),
    ]);
    const text =
      rows.length === 0
        ? "There is no device yet."
        : columns([["ID", "LABEL", "KIND", "", "LAST SEEN"], ...rows]);
    return { text, data: { devices } };
  },
};

const add: Command = {
  name: "device add",
  usage: ["NAME"],
  about: "Adds a device to an account and prints its token, once.",
  more: ["Browsers and apps add themselves when a person signs in. SIP phones are not in this version."],
  options: { kind: { value: "KIND", about: "script" }, label },
  async run(call) {
    const kind = call.text("kind");
    if (kind === "sip") throw refused("SIP phones are not in this version.", "not-in-this-version");
    if (kind !== "script") throw wrongUsage("--kind script is the only kind that can be added here");
    return createToken(call);
  },
};

const revoke: Command = {
  name: "device revoke",
  usage: ["NAME", "ID"],
  about: "Signs a device out for good.",
  options: {},
  async run(call) {
    const args = { account: argument(call, 0), device: argument(call, 1) };
    await administer(call.world, (server) => ask(server, "admin-sign-out", args));
    return done(`${args.device} is signed out`, args);
  },
};

const token: Command = {
  name: "token create",
  usage: ["NAME"],
  about: "Makes a device for a script or bot and prints its lasting token, once.",
  more: ["elsewhere device revoke takes it back."],
  options: { label },
  run: createToken,
};

export const deviceCommands: readonly Command[] = [list, add, revoke, token];
