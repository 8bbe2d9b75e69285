import { expect, it } from "vitest";
import { followed, meansReply } from "./touch.ts";

it("[TOUCH1] a message follows a finger that goes along the line, and no further than it should", () => {
  expect([followed(5, 0, 1), followed(40, 8, 1), followed(400, 0, 1)]).toEqual([0, 40, 88]);
  expect([followed(40, 60, 1), followed(-40, 0, 1)]).toEqual([0, 0]);
  expect([followed(-40, 0, -1), followed(40, 0, -1)]).toEqual([-40, 0]);
});

it("[TOUCH2] it means an answer only when it went far enough", () => {
  expect([meansReply(63, 0, 1), meansReply(64, 0, 1), meansReply(90, 95, 1)]).toEqual([false, true, false]);
  expect([meansReply(-70, 0, -1), meansReply(70, 0, -1)]).toEqual([true, false]);
});
