import { createUniqueId, For } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import { minutesOf, timeOfDay, type Hours } from "./hours.ts";
import { weekdayName, weekdays } from "./words.ts";

/** From when to when, and on which days. */
export function HoursFields(props: { readonly hours: Hours; readonly changed: (hours: Hours) => void }) {
  const words = useWords();
  const ids = { from: createUniqueId(), to: createUniqueId() };
  const setTime = (which: "from" | "to", text: string) => {
    const minutes = minutesOf(text);
    if (minutes !== undefined) props.changed({ ...props.hours, [which]: minutes });
  };
  const isOn = (day: number) => props.hours.days.length === 0 || props.hours.days.includes(day);
  const setDay = (day: number, on: boolean) => {
    const before: readonly number[] = props.hours.days.length === 0 ? weekdays : props.hours.days;
    const days = on ? [...before, day] : before.filter((one) => one !== day);
    // Without any day it would never hold: that is what switching it off is for.
    if (days.length === 0) return false;
    props.changed({ ...props.hours, days: days.length === 7 ? [] : days });
    return true;
  };
  return (
    <div class="hours">
      <div class="hours-times">
        <div class="field">
          <label for={ids.from}>{words().hours.from}</label>
          <input
            id={ids.from}
            type="time"
            required
            value={timeOfDay(props.hours.from)}
            onChange={(event) => setTime("from", event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={ids.to}>{words().hours.to}</label>
          <input
            id={ids.to}
            type="time"
            required
            value={timeOfDay(props.hours.to)}
            onChange={(event) => setTime("to", event.currentTarget.value)}
          />
        </div>
      </div>
      <fieldset>
        <legend class="hidden">{words().hours.days}</legend>
        <div class="days">
          <For each={weekdays}>
            {(day) => (
              <label class="weekday" classList={{ on: isOn(day) }}>
                <input
                  type="checkbox"
                  aria-label={weekdayName(day, "long", words().locale)}
                  checked={isOn(day)}
                  onChange={(event) => {
                    if (!setDay(day, event.currentTarget.checked)) event.currentTarget.checked = true;
                  }}
                />
                {weekdayName(day, "short", words().locale)}
              </label>
            )}
          </For>
        </div>
      </fieldset>
    </div>
  );
}
