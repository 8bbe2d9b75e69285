import type { Clock } from "@elsewhere/machine";
import type { ClientOptions } from "../options.ts";
import { noSensor, startSensor, type Sensor } from "./sensor.ts";

/** What is done with what the device notices. */
export interface Attention {
  readonly clock: Clock;
  /** The activity changed, or is due to be told again. */
  readonly report: () => void;
  /** Look at the connection now. */
  readonly rouse: () => void;
  readonly online: (online: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/** Starts to notice the person and the surroundings; `end` stops all of it. */
export function attend(
  { sense = "none", surroundings }: ClientOptions,
  { clock, report, rouse, online, failed }: Attention,
): { readonly sensor: Sensor; readonly end: () => void } {
  const sensor = sense === "none" ? noSensor : startSensor(sense, { clock, report, woke: rouse, failed });
  const leave = surroundings?.({ rouse, online });
  return {
    sensor,
    end() {
      sensor.stop();
      leave?.();
    },
  };
}
