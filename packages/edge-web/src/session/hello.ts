import type { Arrival, Attached, Rejection } from "@elsewhere/core";
import type { Answer, Args, CloseReason } from "@elsewhere/protocol";
import { isNo, readConversation, readPositions } from "../map/names.ts";
import type { EdgeConfig, EdgeLimits } from "../options.ts";

/** What a device says when it arrives, in words of the domain. */
export function readArrival(args: Args<"hello">): Arrival | Rejection {
  const open = args.open === undefined ? undefined : readConversation(args.open);
  if (open !== undefined && isNo(open)) return open;
  return {
    epoch: args.epoch,
    positions: readPositions(args.positions ?? {}),
    capabilities: args.capabilities,
    activity: args.activity ?? "active",
    idleFor: args.idleFor ?? 0,
    open,
  };
}

export function welcome(attached: Attached, config: EdgeConfig, limits: EdgeLimits): Answer<"hello"> {
  const { asker } = attached;
  return {
    account: asker.account,
    address: `${asker.account}@${config.domain}`,
    device: asker.device,
    epoch: attached.epoch,
    domain: config.domain,
    node: attached.node,
    version: config.version,
    time: attached.time,
    heartbeat: limits.heartbeat,
    ...(config.pushKey === undefined ? undefined : { pushKey: config.pushKey }),
    admin: asker.admin,
  };
}

/** Why a connection is closed whose hello was refused. */
export function closeFor({ rejected }: Rejection): CloseReason {
  switch (rejected) {
    case "account-disabled":
      return "disabled";
    case "unavailable":
    case "draining":
    case "internal-error":
      return rejected;
    case "too-fast":
      return "too-fast";
    case "invalid-request":
    case "no-such-conversation":
      return "bad-frame";
    default:
      return "not-signed-in";
  }
}
