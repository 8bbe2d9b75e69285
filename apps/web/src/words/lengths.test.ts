import { expect, it } from "vitest";
import { lengthWords } from "./lengths.ts";

it("[VOICE2] a length is said in minutes and seconds, with hours if there are any", () => {
  expect([0, 499, 5_000, 60_000, 760_400, 3_723_000, -5].map(lengthWords)).toEqual([
    "0:00",
    "0:00",
    "0:05",
    "1:00",
    "12:40",
    "1:02:03",
    "0:00",
  ]);
});
