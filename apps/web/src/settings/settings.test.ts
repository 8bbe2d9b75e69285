import type { Noticed } from "@elsewhere/client";
import { describe, expect, it } from "vitest";
import { englishWords } from "../language/load.ts";
import { hoursWords, minutesOf, timeOfDay } from "./hours.ts";
import { readPreferences, usualPreferences } from "./preferences.ts";
import { switchedSenses } from "./sensing.ts";

const words = englishWords(["en-GB"]);

describe("hours", () => {
  it.each([
    [{ from: 1320, to: 420, days: [] }, "from 22:00 to 07:00"],
    [{ from: 0, to: 0, days: [] }, "all day"],
    [{ from: 540, to: 1020, days: [5, 1, 2, 3, 4] }, "from 09:00 to 17:00, Mon–Fri"],
    [{ from: 540, to: 1020, days: [0, 6] }, "from 09:00 to 17:00, Sat and Sun"],
    [{ from: 540, to: 1020, days: [1, 3, 5] }, "from 09:00 to 17:00, Mon, Wed and Fri"],
    [{ from: 540, to: 1020, days: [0, 1, 2, 3, 4, 5, 6] }, "from 09:00 to 17:00"],
  ])("[SAY18] %j", (hours, said) => {
    expect(hoursWords(hours, words)).toBe(said);
  });

  it("[SAY18] what is typed is read as it is written", () => {
    for (const minutes of [0, 1, 599, 1439]) expect(minutesOf(timeOfDay(minutes))).toBe(minutes);
    for (const strange of ["", "24:00", "12:60", "noon"]) expect(minutesOf(strange)).toBeUndefined();
  });
});

describe("what is kept with the device", () => {
  it("[SAY19] is read as it was kept, and as usual where it is strange", () => {
    const kept = {
      theme: "dark",
      sounds: false,
      sensing: false,
      enterSends: false,
      previews: false,
      shortcuts: false,
    } as const;
    expect(readPreferences(JSON.stringify(kept))).toEqual(kept);
    for (const strange of [null, "", "{", "null", "[]", '{"theme":"pink","sounds":1}'])
      expect(readPreferences(strange)).toEqual(usualPreferences);
  });
});

describe("senses with a switch", () => {
  it("[SAY20] while they are off, only the page itself is told", () => {
    let isOn = true;
    let tell: (noticed: Noticed) => void = () => undefined;
    const heard: string[] = [];
    const senses = {
      handheld: true,
      watch: (notice: typeof tell) => {
        tell = notice;
        return () => heard.push("ended");
      },
    };
    const end = switchedSenses(senses, () => isOn).watch(({ type }) => heard.push(type));
    tell({ type: "input" });
    isOn = false;
    tell({ type: "input" });
    tell({ type: "system", user: "active", screen: "unlocked" });
    tell({ type: "visibility", visible: false });
    tell({ type: "frozen" });
    end();
    expect(heard).toEqual(["input", "visibility", "frozen", "ended"]);
    expect(switchedSenses(senses, () => isOn).handheld).toBe(true);
  });
});
