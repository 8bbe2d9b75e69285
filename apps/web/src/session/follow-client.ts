import { batch, createMemo, createSignal, onCleanup } from "solid-js";
import type { Client } from "@elsewhere/client";
import { onceAFrame, pageFrames } from "./once-a-frame.ts";

/**
 * What the client knows, as signals. All change together, at most once a frame: what is shown is of one moment, and a thousand
 * messages in a second are sixty changes of the page. `catchUp` makes them current at once: whoever goes on with an answer goes on with
 * what came before it.
 */
export function followClient(client: Client) {
  // The state may be the same object although a read mark moved that the server does not know yet.
  const [state, setState] = createSignal(client.state, { equals: false });
  const [connection, setConnection] = createSignal(client.connection);
  const [outbox, setOutbox] = createSignal(client.outbox);
  const asked = { state: false, connection: false, outbox: false };
  const take = () =>
    batch(() => {
      if (asked.state) setState(() => client.state);
      if (asked.connection) setConnection(client.connection);
      if (asked.outbox) setOutbox(client.outbox);
      Object.assign(asked, { state: false, connection: false, outbox: false });
    });
  const soon = onceAFrame(take, pageFrames);
  const offs = (["state", "connection", "outbox"] as const).map((name) =>
    client.on(name, () => {
      asked[name] = true;
      soon();
    }),
  );
  onCleanup(() => offs.forEach((off) => off()));
  const isAdmin = createMemo(() => {
    state();
    return connection().name !== "refused" && client.welcome?.admin === true;
  });
  return { state, connection, outbox, isAdmin, catchUp: take };
}
