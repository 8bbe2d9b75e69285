import type { Activity } from "@elsewhere/core/points/point";

/** What a device senses of its person. */
export interface Sensing {
  readonly activity: Activity;
  /** Milliseconds since the person last touched the device. */
  readonly idleFor: number;
}

/** Senses the person while it runs. */
export interface Sensor {
  now(): Sensing;
  /** Calls `report` when what is sensed changes; the function that is given back ends it. */
  start(report: (sensing: Sensing) => void): () => void;
}

/** A week, in milliseconds. */
const longUnused = 604_800_000;

/** A device that senses nothing, such as a program: it never seems to be in use. */
export const noSensor: Sensor = {
  now: () => ({ activity: "idle", idleFor: longUnused }),
  start: () => () => undefined,
};
