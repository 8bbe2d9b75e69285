/**
 * Who may import whom. A room is a folder with a package.json under packages/ or apps/; `rooms` are the others it may
 * import, `npm` the foreign packages ("declared": any that its package.json names).
 * What is not in the table does not exist: a new room needs a line here, and a reason in ARCHITECTURE.md.
 */
export interface Room {
  readonly rooms: readonly string[];
  readonly npm: readonly string[] | "declared";
}

export const rooms: Readonly<Record<string, Room>> = {
  machine: { rooms: [], npm: [] },
  core: { rooms: ["machine"], npm: [] },
  sip: { rooms: ["machine"], npm: [] },
  protocol: { rooms: ["core"], npm: ["typebox"] },
  store: { rooms: ["core"], npm: "declared" },
  bus: { rooms: ["core"], npm: "declared" },
  media: { rooms: ["core"], npm: "declared" },
  "edge-web": { rooms: ["core", "protocol", "machine"], npm: "declared" },
  "edge-sip": { rooms: ["core", "sip", "machine"], npm: "declared" },
  "edge-mail": { rooms: ["core"], npm: "declared" },
  client: { rooms: ["protocol", "core", "machine"], npm: "declared" },
  testkit: { rooms: ["machine", "core", "bus"], npm: ["vitest", "fast-check"] },
  web: { rooms: ["client", "protocol", "core"], npm: ["solid-js"] },
  server: {
    rooms: [
      "machine",
      "core",
      "sip",
      "protocol",
      "store",
      "bus",
      "media",
      "edge-web",
      "edge-sip",
      "edge-mail",
      "client",
    ],
    npm: "declared",
  },
};

/** Rooms whose code decides and touches nothing: no clock, chance, timer, log, network or Node there. */
export const pureRooms = ["machine", "core", "sip", "protocol"];

/** Tests may use these besides what their room may. */
export const forTests = { rooms: ["testkit"], npm: ["vitest", "fast-check"] };

/** Files that run only from the sources (in tests, never in a build), and the tools they may use. */
export const forSources: Readonly<Record<string, readonly string[]>> = {
  "packages/store/src/sqlite/source-worker.mjs": ["tsx"],
};

/** The only room that reads the environment. */
export const environmentReader = "server";

/** The room a file belongs to: `core` for packages/core/src/x.ts; undefined outside of packages/ and apps/. */
export function roomOf(path: string): string | undefined {
  return /^(?:packages|apps)\/([^/]+)\//.exec(path)?.[1];
}
