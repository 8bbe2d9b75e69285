import { createClient, type Client, type ConversationState } from "@elsewhere/client/node";
import type { Answer } from "@elsewhere/protocol/requests";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "./failure.ts";
import type { Beginning, Position } from "./position.ts";
import { ask, call, type Server } from "./server.ts";
import type { World } from "./world.ts";

/** The device that a token is of. */
export type OwnDevice = Answer<"devices">["devices"][number];

const firstWait = 250;
const longestWait = 5_000;

/** Who we are, once the server can be reached. Rejects with `Failure` if it does not let us in. */
export async function ownDevice(world: World, server: Server): Promise<OwnDevice | undefined> {
  for (let wait = firstWait; ; wait = Math.min(longestWait, wait * 2)) {
    try {
      const { device } = (await call(server, "GET", "/api/v1/session")) as { readonly device: string };
      const { devices } = await ask(server, "devices", {});
      return devices.find((one) => one.device === device);
    } catch (error) {
      if (!(error instanceof Failure) || error.exitCode !== 3) throw error;
      if (wait === firstWait) world.note(`${error.message}; trying again until it does`);
      await delay(wait);
    }
  }
}

/** The position at which a watch begins. Rejects with `ConnectionClosed` if the server does not let us in. */
export async function positionAt(server: Server, beginning: Beginning, madeAt: number): Promise<Position> {
  const client = createClient({ ...server, keepMessages: Number.MAX_SAFE_INTEGER });
  try {
    await client.live();
    if (beginning.from === "position" && beginning.position.epoch === client.state.epoch)
      return beginning.position;
    return await positionFrom(client, fromTime(beginning, madeAt));
  } finally {
    await client.close();
  }
}

/** The time of the first message wanted. */
function fromTime(beginning: Beginning, madeAt: number): number {
  switch (beginning.from) {
    // Its offsets are of another epoch: what came later than its newest message is new.
    case "position":
      return beginning.position.at + 1;
    case "time":
      return beginning.at;
    case "device":
      return madeAt;
    case "now":
      return Number.POSITIVE_INFINITY;
  }
}

async function positionFrom(client: Client, from: number): Promise<Position> {
  const { account, epoch, own } = client.state;
  const offsets: Record<string, number> = { [`a:${account}`]: own.offset };
  let at = 0;
  for (const id of client.state.conversations.keys()) {
    const place = await placeBefore(client, id, from);
    if (place.offset > 0) offsets[id] = place.offset;
    at = Math.max(at, place.at);
  }
  return { account, epoch, at, offsets };
}

/** The place after which the messages of that time begin. */
async function placeBefore(client: Client, id: string, from: number) {
  const known = (): ConversationState | undefined => client.state.conversations.get(id);
  for (let more = known()?.more ?? false; more && (known()?.messages[0]?.at ?? 0) >= from; )
    more = await client.history(id, 200);
  const { messages = [], offset = 0 } = known() ?? {};
  const last = messages.findLast((message) => message.at < from);
  if (last === undefined) return { offset: messages.length === 0 ? offset : 0, at: 0 };
  return { offset: last === messages.at(-1) ? offset : last.offset, at: last.at };
}
