export * from "./draw.ts";
export * from "./contract/store-contract.ts";
export * from "./explore.ts";
export type { Channel, Closing, Link, LinkKind, Receiver } from "./link.ts";
export * from "./network.ts";
export * from "./seeded.ts";
export * from "./simulate.ts";
export * from "./virtual-clock.ts";
export type { Faults } from "./weather.ts";
