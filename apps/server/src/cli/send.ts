import { createInterface } from "node:readline";
import { text as textOf } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { createClient, RequestError, type Client } from "@elsewhere/client/node";
import { argument, type Call, type Command, type Result } from "./command.ts";
import { Failure, unavailable, wrongUsage } from "./failure.ts";
import { untilRefused } from "./refusal.ts";
import { serverOfPerson } from "./server.ts";
import { durationOf } from "./times.ts";

const send: Command = {
  name: "send",
  usage: ["TEXT"],
  about: "Sends a message and prints its id once it is stored for good.",
  more: [
    "TEXT - is standard input: one message, or with --lines one of each line, in order, and an id printed for each.\n" +
      "While the server cannot be reached it is tried again, as the same message: it arrives once.",
  ],
  options: {
    to: { value: "ADDRESS", about: "a person (name or name@domain) or the id of a conversation" },
    lines: { about: "with -: each line is a message" },
    timeout: { value: "TIME", about: 'how long to try, such as "5m"; "30s" unless given' },
  },
  async run(call) {
    const to = call.text("to");
    if (to === undefined || to === "") throw wrongUsage("--to ADDRESS says to whom");
    const within = durationOf("timeout", call.text("timeout") ?? "30s");
    const client = createClient({ ...serverOfPerson(call.world), keepMessages: 1 });
    try {
      return await Promise.race([untilRefused(client), sendAll(call, client, to, within)]);
    } finally {
      await client.close();
    }
  },
};

async function sendAll(call: Call, client: Client, to: string, within: number): Promise<Result> {
  if (call.flag("lines")) return sendLines(call, client, to, within);
  const given = argument(call, 0);
  const text = given === "-" ? (await textOf(call.world.stdin)).replace(/\r?\n$/, "") : given;
  if (text === "") throw wrongUsage("TEXT is empty");
  const sent = await sendOne(client, to, text, within);
  return { text: sent.message, data: sent };
}

async function sendLines(call: Call, client: Client, to: string, within: number): Promise<Result> {
  if (argument(call, 0) !== "-") throw wrongUsage("--lines reads standard input: TEXT must be -");
  for await (const line of createInterface({ input: call.world.stdin })) {
    if (line === "") continue;
    const sent = await sendOne(client, to, line, within);
    await call.world.write(call.json ? `${JSON.stringify(sent)}\n` : `${sent.message}\n`);
  }
  return { text: undefined, data: undefined };
}

async function sendOne(client: Client, to: string, text: string, within: number) {
  const ending = new AbortController();
  const late = delay(within, undefined, { signal: ending.signal }).then(() => {
    throw unavailable(
      "The server did not answer in time. Whether the message was stored is not known; it is not tried any more.",
    );
  });
  try {
    return await Promise.race([client.send(to, text).done, late]);
  } catch (error) {
    throw failureOf(error);
  } finally {
    late.catch(() => undefined);
    ending.abort();
  }
}

function failureOf(error: unknown): unknown {
  return error instanceof RequestError
    ? new Failure(error.temporary ? 3 : 1, error.code, error.message)
    : error;
}

export const sendCommands: readonly Command[] = [send];
