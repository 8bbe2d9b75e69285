import { describe, expect, it } from "vitest";
import { accountFrom } from "./account-name.ts";

describe("the short name", () => {
  it.each([
    ["Zoë van Dijk", "zoe"],
    ["  Bob  ", "bob"],
    ["_-.", ""],
    ["李雷", ""],
  ])("[SAY11] %s is offered %s", (name, account) => {
    expect(accountFrom(name)).toBe(account);
  });
});
