import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { virtualClock } from "@elsewhere/testkit";
import { closeReason } from "@elsewhere/protocol";
import { createRig, type Rig } from "../testing/rig.ts";
import { openSocket } from "../testing/test-socket.ts";

interface Invalid {
  readonly about: string;
  /** The word of an error, or of the reason of closing. */
  readonly refused: string;
  readonly frame?: Readonly<Record<string, unknown>>;
  readonly text?: string;
}

const folder = new URL("../../../protocol/corpus/invalid/", import.meta.url);
const examples = readdirSync(folder)
  .sort()
  .map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Invalid] as const);

describe("invalid examples", () => {
  let rig: Rig;
  beforeEach(async () => void (rig = await createRig(virtualClock(1_000_000))));
  afterEach(() => rig.edge.close());

  it.each(examples)("[CORPUS5] %s is refused with its word", async (_, { frame, text, refused }) => {
    const socket = await openSocket(rig);
    if (frame?.["do"] !== "hello" || refused === "already-exists") await socket.hello("alice-laptop");
    socket.send(text ?? frame);
    if (text !== undefined) {
      expect(closeReason((await socket.closed).code)).toBe(refused);
    } else {
      const answer = await socket.until((one) => one["re"] === frame?.["id"]);
      expect(answer).toMatchObject({ error: { code: refused } });
    }
    expect(rig.fake.asked).toEqual([]);
  });
});
