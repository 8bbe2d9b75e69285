import type { Client } from "@elsewhere/client/node";
import { refused } from "./failure.ts";

/** Rejects with `Failure` when the server does not let the device in, which does not change by itself. */
export function untilRefused(client: Client): Promise<never> {
  return new Promise((_, reject) => {
    client.on("connection", (status) => {
      if (status.name !== "refused") return;
      const { refusal } = status;
      const why = refusal.by === "hello" ? refusal.error : `close code ${refusal.code}`;
      reject(refused(`The server does not let this device in (any more): ${why}`, why));
    });
  });
}
