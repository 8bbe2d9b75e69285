import { explore } from "@elsewhere/testkit";
import { describe, expect, it } from "vitest";
import { mailbox, openMailbox, type MailboxEvent } from "./mailbox.ts";
import { pace, startPace, usualRates, type PaceEvent } from "./pace.ts";

describe("every event in every state of polling", () => {
  it("[POLL3] [POLL4] slow is reached from fast only through every interim rate", () => {
    const types = ["sent", "received", "empty", "hidden", "shown"] as const;
    const { states, transitions } = explore(pace(usualRates), {
      initial: startPace,
      events: types.map((type): PaceEvent => ({ type, at: 1_000 })),
      limit: 100,
    });
    // Hidden or not: three counts each in fast and three interim rates, and slow.
    expect(states).toHaveLength(2 * (3 + 3 * 3 + 1));
    const down = transitions.filter(({ from, to }) => from.name !== "slow" && to.name === "slow");
    expect(down.every(({ from }) => from.name === "interim" && from.step === 2)).toBe(true);
  });

  it("[POLL8] [POLL9] only time takes a mailbox out of memory, only a message brings it back", () => {
    const { names, transitions } = explore(mailbox(1_000), {
      initial: openMailbox(0, 1_000),
      events: (["received", "fetched"] as const).map((type): MailboxEvent => ({ type, at: 10 })),
      limit: 10,
    });
    expect(names).toStrictEqual(["evicted", "held"]);
    const changes = transitions.filter(({ from, to }) => from.name !== to.name);
    expect(changes.map(({ event, to }) => `${event} ${to.name}`)).toStrictEqual([
      "after idle evicted",
      "received held",
    ]);
  });
});
