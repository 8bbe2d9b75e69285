import { Client } from "./client.ts";
import type { ClientOptions } from "./options.ts";
import { pageSenses, pageSurroundings, type PageLike } from "./sensing/page.ts";

/** Makes a client and lets it connect. Whoever makes it closes it. */
export function createClient(options: ClientOptions): Client {
  const client = new Client({ ...inPage(), ...options });
  client.connect();
  return client;
}

function inPage(): Pick<ClientOptions, "sense" | "surroundings"> {
  if (typeof document === "undefined") return {};
  const page = globalThis as unknown as PageLike;
  return { sense: pageSenses(page), surroundings: pageSurroundings(page) };
}
