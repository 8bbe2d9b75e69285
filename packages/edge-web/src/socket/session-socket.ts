import { WebSocket } from "ws";
import { closeCodes } from "@elsewhere/protocol";
import type { Session } from "../session/session.ts";
import type { SocketWire } from "./outbox.ts";

/** Codes that `ws` closes with by itself (RFC 6455 §7.4.1), and what they are here. */
const ours: Readonly<Record<number, keyof typeof closeCodes>> = {
  1002: "bad-frame",
  1007: "bad-frame",
  1009: "too-large",
};

/** A WebSocket that knows its session, so that listeners need not be made for each. */
export class SessionSocket extends WebSocket {
  session: Session | undefined;
  wire: SocketWire | undefined;

  /** Violations that `ws` finds are closed with the codes of our protocol. */
  override close(code?: number, data?: string | Buffer): void {
    const reason = code === undefined || data !== undefined ? undefined : ours[code];
    if (reason === undefined) super.close(code, data);
    else super.close(closeCodes[reason].code, closeCodes[reason].text);
  }
}
