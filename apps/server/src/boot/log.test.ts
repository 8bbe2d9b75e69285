import { describe, expect, it } from "vitest";
import { createLog } from "./log.ts";

const event = {
  account: "alice",
  from: "bob@example.org",
  ip: "192.0.2.7",
  text: "hello",
  token: "secret-token",
  password: "correct horse",
  body: { any: "body-of-it" },
  node: "node-1",
  request: { to: "carol", token: "inner-token", authorization: "Bearer inner", name: "send-message" },
};

function logged(showPrivate: boolean): string {
  let written = "";
  const log = createLog("info", showPrivate, { write: (line) => void (written += line) });
  log.info(event, "something happened");
  log.debug(event, "not at this level");
  return written;
}

describe("the log", () => {
  it("[LOG1] hides whom it is about and what lets in, and shows the rest", () => {
    const line = logged(false);
    const hidden = [
      "alice",
      "bob",
      "192.0.2.7",
      "hello",
      "secret-token",
      "horse",
      "body-of-it",
      "carol",
      "inner",
    ];
    expect(hidden.filter((word) => line.includes(word))).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({
      msg: "something happened",
      account: "[private]",
      node: "node-1",
      request: { to: "[private]", name: "send-message" },
    });
  });

  it("[LOG2] shows names to the operator who asks for them, and secrets to nobody", () => {
    const line = logged(true);
    expect(["alice", "carol", "192.0.2.7"].filter((word) => !line.includes(word))).toEqual([]);
    expect(["secret-token", "horse", "inner"].filter((word) => line.includes(word))).toEqual([]);
  });

  it("[LOG1] an event is one line with its time", () => {
    const lines = logged(false).trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toHaveProperty("time", expect.stringMatching(/^\d{4}-.*Z$/));
  });
});
