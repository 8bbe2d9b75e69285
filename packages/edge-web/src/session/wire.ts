import type { CloseReason } from "@elsewhere/protocol";

/** What carries a session: a WebSocket, or a mailbox that is fetched. */
export interface Wire {
  /** Takes the text of one frame; it leaves with others of the same tick. */
  write(frame: string): void;
  /** Ends the connection once what was written has left. */
  end(reason: CloseReason): void;
  /** Asks for a sign of life. */
  ping(): void;
  /** Resolves when most of what was written has left; undefined when there is room now. */
  room(): Promise<void> | undefined;
}
