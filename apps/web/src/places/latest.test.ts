import { describe, expect, it } from "vitest";
import { applyPage, emptyState } from "@elsewhere/client";
import type { DurableNotice } from "@elsewhere/protocol/notices";
import type { PlanValue } from "@elsewhere/protocol/values";
import { preparedRules } from "../settings/prepared-rules.ts";
import { decisionsOf, lastGot, latestOfOthers } from "./latest.ts";

function message(topic: string, offset: number, by: string, at: number, deletedAt?: number): DurableNotice {
  const gone = deletedAt === undefined ? {} : { deletedAt };
  return {
    on: "message",
    topic,
    offset,
    at,
    message: { offset, at, by, device: "d", id: String(at), text: `at ${at}`, ...gone },
  };
}

const entry = (device: string, how: "alert" | "withhold" | "push") => ({
  device,
  label: device,
  how,
  reason: "in-use",
  rule: "message/first",
  text: `${how} because`,
});

function planOf(message_: string, at: number, ...entries: PlanValue["entries"]): PlanValue {
  return { datum: `m:${message_}`, account: "alice", at, node: "n1", entries };
}

const state = applyPage(
  emptyState("alice", "e"),
  [
    message("d:alice:bob", 1, "bob", 10),
    message("d:alice:bob", 2, "alice", 20),
    message("d:alice:bob", 3, "bob", 40),
    message("d:alice:carol", 1, "carol", 30),
    message("d:alice:carol", 2, "carol", 50, 60),
  ],
  0,
);

describe("what places got", () => {
  it("[GOT1] the latest of others come first, without one's own and what was deleted", () => {
    expect(latestOfOthers(state, 9).map(({ id }) => id)).toEqual([
      "d:alice:bob.3",
      "d:alice:carol.1",
      "d:alice:bob.1",
    ]);
    expect(latestOfOthers(state, 2)).toHaveLength(2);
  });

  it("[GOT1] what was decided stands with its message, of one place or of all", () => {
    const latest = latestOfOthers(state, 9);
    const plans = [
      planOf("d:alice:bob.3", 40, entry("laptop", "alert"), entry("phone", "withhold")),
      planOf("d:alice:bob.3", 55, entry("phone", "push")),
    ];
    const of = (device: string | undefined) =>
      decisionsOf(latest, plans, device).map(({ id, entries }) => [id, entries.map(({ how }) => how)]);
    expect(of(undefined)).toEqual([["d:alice:bob.3", ["alert", "withhold", "push"]]]);
    expect(of("phone")).toEqual([["d:alice:bob.3", ["withhold", "push"]]]);
    expect(of("desk")).toEqual([]);
  });

  it("[GOT2] of what a place got, the last word about the newest message counts", () => {
    const plans = [
      planOf("d:alice:bob.3", 40, entry("phone", "withhold")),
      planOf("d:alice:bob.3", 55, entry("phone", "push")),
      planOf("d:alice:carol.1", 30, entry("laptop", "alert")),
    ];
    const decisions = decisionsOf(latestOfOthers(state, 9), plans, undefined);
    expect(lastGot(decisions, "phone")?.entry.how).toBe("push");
    expect(lastGot(decisions, "laptop")?.of.id).toBe("d:alice:carol.1");
    expect(lastGot(decisions, "desk")).toBeUndefined();
  });

  it("[GOT5] rules are ready for what places there are, until one like them is there", () => {
    const laptop = { device: "laptop", kind: "browser" } as const;
    const phone = { device: "phone", kind: "phone" } as const;
    const ready = preparedRules([laptop, phone], "laptop", []);
    expect(ready.map(({ device, how, whileActiveOn }) => [device, how, whileActiveOn])).toEqual([
      ["phone", "never", "laptop"],
      ["phone", "silent", undefined],
      ["laptop", "silent", undefined],
    ]);
    const [first] = ready;
    const taken = first === undefined ? [] : [{ ...first, id: "r1", how: "silent" as const }];
    expect(preparedRules([laptop, phone], "laptop", taken)).toHaveLength(2);
    expect(preparedRules([phone], "phone", [])).toHaveLength(1);
  });
});
