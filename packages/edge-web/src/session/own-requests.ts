import type { Attached, Rejection } from "@elsewhere/core";
import type { Args } from "@elsewhere/protocol";
import { isNo, readConversation, readPositions } from "../map/names.ts";

/** Requests that concern the connection alone and change nothing that is kept. */
export type OwnRequest = "ack" | "sense" | "typing";

/** Tells the exchange what the device reports. The arguments have been checked. */
export function performOwn(attached: Attached, name: OwnRequest, args: unknown): Rejection | undefined {
  switch (name) {
    case "ack":
      attached.ack(readPositions((args as Args<"ack">).positions));
      return undefined;
    case "sense":
      return sense(attached, args as Args<"sense">);
    case "typing":
      return typing(attached, args as Args<"typing">);
  }
}

function sense(attached: Attached, { activity, idleFor = 0, open }: Args<"sense">): Rejection | undefined {
  const read = typeof open === "string" ? readConversation(open) : open;
  if (read !== undefined && read !== null && isNo(read)) return read;
  attached.sense({ activity, idleFor, ...(read === undefined ? undefined : { open: read }) });
  return undefined;
}

function typing(attached: Attached, args: Args<"typing">): Rejection | undefined {
  const conversation = readConversation(args.conversation);
  if (isNo(conversation)) return conversation;
  attached.typing(conversation);
  return undefined;
}
