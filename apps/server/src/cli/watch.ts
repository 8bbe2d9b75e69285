import { createClient, type Client } from "@elsewhere/client/node";
import { capabilities, type Capability } from "@elsewhere/core/points/point";
import type { Notice } from "@elsewhere/protocol/notices";
import { suggestion } from "../config/nearest.ts";
import { ownDevice, positionAt } from "./beginning.ts";
import type { Call, Command, Result } from "./command.ts";
import { wrongUsage } from "./failure.ts";
import { Ledger } from "./ledger.ts";
import { positionFile, readSince, usualPositionPath, type Beginning, type PositionFile } from "./position.ts";
import { untilRefused } from "./refusal.ts";
import { ask, serverOfPerson, type Server } from "./server.ts";

const watch: Command = {
  name: "watch",
  usage: [],
  about: "Is a point of presence: prints one line of JSON for each notice, until SIGINT.",
  more: [
    "It begins where the last watch of this device ended, the first time with what came after the device was\n" +
      "made. It goes on by itself when the server is gone for a while.",
    'After what it printed it prints { "on": "position", "position": … }. Lines before it have been given for good:\n' +
      "a watch that is started again with --since and the last position printed gives each message exactly once,\n" +
      "if lines after that position are thrown away. A message line has the id that elsewhere why takes.",
  ],
  options: {
    since: {
      value: "POSITION",
      about: 'begin after a position that watch printed, or "now", or "start"; keeps none',
    },
    state: { value: "FILE", about: "keep the position in this file and go on from it" },
    label: { value: "TEXT", about: "give the device this label" },
    capabilities: { value: "LIST", about: `what it can do, of ${capabilities.join(",")}` },
  },
  run,
};

async function run(call: Call): Promise<Result> {
  const { world } = call;
  const server = serverOfPerson(world);
  const chosen = capabilitiesOf(call.text("capabilities"));
  const file = fileOf(call, server);
  let beginning = beginningOf(call, file);
  const ending = new Promise<"ended">((resolve) => world.onStop(() => resolve("ended")));
  const device = await Promise.race([ownDevice(world, server), ending]);
  if (device === "ended") return nothing;
  const label = call.text("label");
  if (device !== undefined && label !== undefined && label !== device.label)
    await ask(server, "rename-device", { device: device.device, label });
  for (;;) {
    const position = await Promise.race([positionAt(server, beginning, device?.createdAt ?? 0), ending]);
    if (position === "ended") return nothing;
    const ledger = new Ledger(position, file, (text) => world.write(text));
    const outcome = await follow(server, chosen, ledger, ending);
    await ledger.close();
    if (outcome === "ended") return nothing;
    // The server's data was restored: offsets begin anew.
    beginning = { from: "position", position: ledger.position };
  }
}

const nothing: Result = { text: undefined, data: undefined };

function beginningOf(call: Call, file: PositionFile | undefined): Beginning {
  const kept = file?.read();
  const since = call.text("since");
  if (kept !== undefined && call.text("state") !== undefined) return { from: "position", position: kept };
  if (since !== undefined) return readSince(since);
  return kept === undefined ? { from: "device" } : { from: "position", position: kept };
}

/** Who says where to begin, and names no file, keeps the position. */
function fileOf(call: Call, server: Server): PositionFile | undefined {
  const path = call.text("state");
  if (path !== undefined) return positionFile(path);
  return call.text("since") === undefined ? positionFile(usualPositionPath(call.world, server)) : undefined;
}

function capabilitiesOf(list: string | undefined): readonly Capability[] | undefined {
  return list?.split(",").map((text) => {
    const word = text.trim();
    const found = capabilities.find((one) => one === word);
    if (found === undefined)
      throw wrongUsage(`"${word}" is not a capability${suggestion(word, capabilities)}`);
    return found;
  });
}

/** Prints notices until the end, or until the server has another epoch. Rejects with `Failure`. */
async function follow(
  server: Server,
  chosen: readonly Capability[] | undefined,
  ledger: Ledger,
  ending: Promise<"ended">,
): Promise<"ended" | "restored"> {
  const { account, epoch, offsets } = ledger.position;
  const client = createClient({
    ...server,
    since: { account, epoch, positions: offsets },
    complete: true,
    ...(chosen === undefined ? {} : { capabilities: chosen }),
  });
  try {
    return await Promise.race([ending, untilRestored(client, epoch, ledger), untilRefused(client)]);
  } finally {
    await client.close();
  }
}

function untilRestored(client: Client, epoch: string, ledger: Ledger): Promise<"restored"> {
  return new Promise((resolve) => {
    const isOther = () => client.state.epoch !== "" && client.state.epoch !== epoch;
    client.on("state", () => {
      if (isOther()) resolve("restored");
    });
    client.on("notice", (notice: Notice) => {
      if (!isOther()) ledger.enter(notice);
    });
  });
}

export const watchCommands: readonly Command[] = [watch];
