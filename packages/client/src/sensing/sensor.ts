import { drive, type Clock } from "@elsewhere/machine";
import {
  reportOf,
  sensing,
  startSensing,
  type ActivityReport,
  type SensingEffect,
  type SensingEvent,
  type SensingState,
} from "@elsewhere/core/points/activity";

/** What is noticed of the person, without the time. */
export type Noticed = SensingEvent extends infer E ? (E extends SensingEvent ? Omit<E, "at"> : never) : never;

/** Where a device notices its person: a page, or what an application has instead. */
export interface Senses {
  /** It is put away when it is not looked at. */
  readonly handheld: boolean;
  /** Tells what is noticed from now on; the function that is given back ends it. */
  watch(notice: (noticed: Noticed) => void): () => void;
}

export interface SensorHooks {
  readonly clock: Clock;
  /** What the server should know changed. */
  report(report: ActivityReport): void;
  /** The device slept: its connection may be dead. */
  woke(): void;
  failed(error: unknown): void;
}

/** A sensor that runs. */
export interface Sensor {
  now(): ActivityReport;
  stop(): void;
}

/** Runs the sensing machine on the senses of a device. */
export function startSensor(senses: Senses, hooks: SensorHooks): Sensor {
  const { clock } = hooks;
  const driver = drive<SensingState, SensingEvent, SensingEffect>({
    machine: sensing,
    initial: startSensing(clock.now(), senses.handheld),
    alarms: clock.alarms,
    perform: (effect) => {
      if (effect.type === "woke") hooks.woke();
      else hooks.report({ activity: effect.activity, idleFor: effect.idleFor });
    },
    failed: (error) => hooks.failed(error),
  });
  const end = senses.watch((noticed) => driver.send({ ...noticed, at: clock.now() }));
  return {
    now: () => reportOf(driver.state, clock.now()),
    stop: () => {
      end();
      driver.stop();
    },
  };
}

/** A week, in milliseconds. */
const longUnused = 604_800_000;

/** Of a device that senses nothing, such as a program: it never seems to be in use. */
export const noSensor: Sensor = {
  now: () => ({ activity: "idle", idleFor: longUnused }),
  stop: () => undefined,
};
