import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callInfo, fileInfo, sweepDevice, textInfo, ticketFor } from "../testing/sweep-devices.ts";
import { chunkSize, cut, gather, missing, mostChunks, whole, type Gathered } from "./chunks.ts";
import { messageLimit, sweepDescriptionLimit, type SweepMessage } from "./message.ts";
import { takersOf } from "./routing.ts";
import { answerWindow, isGivenUp, pathToOwn, pathToRemote, repeatAt } from "./schedule.ts";
import { partsOf, readSessionInfo, taken, takingOf, type SessionInfo } from "./session.ts";
import { bytesInJson, jsonBytes } from "./size.ts";

const long = (length: number): string => "x".repeat(length);

/** As large as names may be: 64 characters; keys are 44 bytes of DER, fingerprints 32 bytes with colons. */
const big = {
  ...sweepDevice(long(64), long(64)),
  key: long(64),
  fingerprint: `sha-256:${long(95)}`,
};
const bigTicket = {
  ...ticketFor(big),
  session: long(64),
  epoch: Number.MAX_SAFE_INTEGER,
  by: big.device,
  expires: Number.MAX_SAFE_INTEGER,
  signature: long(88),
};
const head = { session: long(64), sweep: long(64) };
const epoch = Number.MAX_SAFE_INTEGER;
const description = long(sweepDescriptionLimit - 2);
const takes = ["text", "file", "audio", "video", "screen"] as const;
const chunk = {
  ...head,
  type: "info",
  revision: epoch,
  index: 0,
  of: mostChunks,
  bytes: epoch,
  piece: long(chunkSize),
} as const;

const largest: { readonly [Type in SweepMessage["type"]]: Extract<SweepMessage, { readonly type: Type }> } = {
  prepare: { ...head, type: "prepare" },
  "go-away": { ...head, type: "go-away", sessions: epoch, ticketed: false },
  "ask-chunks": {
    ...head,
    type: "ask-chunks",
    missing: Array.from({ length: mostChunks }, (_, index) => index),
  },
  response: { ...head, type: "response", answer: { name: "take", takes } },
  done: { session: head.session, type: "done", epoch },
  come: { ...head, type: "come", remote: big },
  info: { ...chunk, ticket: bigTicket },
  "go-away-refused": { ...head, type: "go-away-refused", why: "no-such-session" },
  moved: { session: head.session, type: "moved", epoch, to: big },
  announce: { session: head.session, type: "announce", ticket: bigTicket, description },
  update: {
    session: head.session,
    type: "update",
    ticket: bigTicket,
    takes,
    resumeAt: epoch,
    description,
  },
  here: { session: head.session, type: "here", epoch },
  "who-has-it": { session: head.session, type: "who-has-it", epoch },
  heard: { session: head.session, type: "heard", epoch },
  announced: { session: head.session, type: "announced", description },
  answer: { session: head.session, type: "answer", epoch, description },
  "update-refused": { session: head.session, type: "update-refused", epoch, why: "no-such-session" },
  switched: { session: head.session, type: "switched", epoch, to: big },
  "taken-by": { session: head.session, type: "taken-by", epoch, by: big },
  yours: { session: head.session, type: "yours", epoch },
  ended: { session: head.session, type: "ended" },
};

describe("messages", () => {
  it.each(Object.entries(largest))("[SWEEPMSG1] the largest %s is below 4,000 bytes", (_, message) => {
    const bytes = new TextEncoder().encode(JSON.stringify(message)).length;
    expect(jsonBytes(message)).toBe(bytes);
    expect(bytes).toBeLessThan(messageLimit);
  });

  it("[SWEEPMSG4] every message has its machine", () => {
    const taken = Object.values(largest).map((message) => [message.type, takersOf(message)]);
    expect(Object.fromEntries(taken)).toMatchObject({
      "go-away": ["incumbent"],
      info: ["newcomer"],
      update: ["remote"],
      switched: ["incumbent"],
      "taken-by": ["incumbent", "newcomer"],
      ended: ["incumbent", "newcomer", "remote"],
    });
    expect(Object.values(largest).every((message) => takersOf(message).length > 0)).toBe(true);
  });
});

describe("chunks", () => {
  it("[SWEEPMSG2] cut text fits its messages and comes together again, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.nat(200), (some, times) => {
        const text = some.repeat(times);
        const pieces = cut(text) ?? [];
        for (const piece of pieces) {
          const bytes = new TextEncoder().encode(JSON.stringify(piece)).length - 2;
          expect(bytesInJson(piece)).toBeGreaterThanOrEqual(bytes);
          expect(bytesInJson(piece)).toBeLessThanOrEqual(chunkSize);
        }
        expect(pieces.join("")).toBe(text);
      }),
    );
  });

  it("[SWEEPMSG2] in any order, twice and with gaps they come together", () => {
    const pieces = cut(long(chunkSize * 4 + 1)) ?? [];
    expect(pieces).toHaveLength(5);
    const take = (before: Gathered | undefined, index: number): Gathered | undefined =>
      gather(before, { revision: 1, index, of: 5, piece: pieces[index] ?? "" });
    const some = [4, 0, 4, 2].reduce<Gathered | undefined>(take, undefined);
    expect(some && missing(some)).toStrictEqual([1, 3]);
    expect(whole(some)).toBeUndefined();
    expect(whole([3, 1, 1].reduce(take, some))).toBe(pieces.join(""));
  });

  it("[SWEEPMSG2] a newer revision begins anew, an older one and nonsense change nothing", () => {
    const first = gather(undefined, { revision: 2, index: 0, of: 2, piece: "a" });
    expect(gather(first, { revision: 1, index: 1, of: 2, piece: "old" })).toBe(first);
    for (const [index, of] of [
      [2, 2],
      [-1, 2],
      [0.5, 2],
      [0, 3],
      [0, mostChunks + 1],
    ] as const)
      expect(gather(first, { revision: 2, index, of, piece: "b" })).toBe(first);
    const newer = gather(first, { revision: 3, index: 0, of: 1, piece: "new" });
    expect(whole(newer)).toBe("new");
  });

  it("[SWEEPMSG2] more than 128 chunks are too much", () => {
    expect(cut(long(chunkSize * mostChunks))).toHaveLength(mostChunks);
    expect(cut(long(chunkSize * mostChunks + 1))).toBeUndefined();
  });
});

describe("session information", () => {
  it.each<SessionInfo>([callInfo, textInfo, fileInfo])("[SWEEP10] is read as it was written: %j", (info) => {
    expect(readSessionInfo(JSON.stringify(info))).toStrictEqual(info);
  });

  it.each([
    "",
    "[]",
    "null",
    '{"kind":"call"}',
    JSON.stringify({ ...callInfo, startedAt: -1 }),
    JSON.stringify({ ...callInfo, kind: "fax" }),
    JSON.stringify({ ...callInfo, parts: ["audio", "audio"] }),
    JSON.stringify({ ...callInfo, parts: ["smell"] }),
    JSON.stringify({ ...callInfo, muted: ["screen"] }),
    JSON.stringify({ ...callInfo, dropped: "video" }),
    JSON.stringify({ ...callInfo, held: "no" }),
    JSON.stringify({ ...callInfo, layout: "heap" }),
    JSON.stringify({ ...textInfo, draft: 1 }),
    JSON.stringify({ ...textInfo, place: 1.5 }),
    JSON.stringify({ ...textInfo, uploads: [{ upload: "u1" }] }),
    JSON.stringify({ ...textInfo, uploads: [1] }),
    JSON.stringify({ ...textInfo, uploads: {} }),
    JSON.stringify({ ...fileInfo, hash: "short" }),
    JSON.stringify({ ...fileInfo, offset: fileInfo.size + 1 }),
    JSON.stringify({ ...fileInfo, direction: "sideways" }),
  ])("[SWEEPMSG3] is not read if it is not as it should be: %s", (text) => {
    expect(readSessionInfo(text)).toBeUndefined();
  });

  it("[SWEEPMSG3] what else a peer puts in is not taken over", () => {
    const text = JSON.stringify({ ...fileInfo, evil: true });
    expect(readSessionInfo(text)).toStrictEqual(fileInfo);
  });

  it("[SWEEP11] [FAIL12] what a device cannot do is dropped, remembered, and comes back on one that can", () => {
    const onPhone = takingOf(callInfo, ["text", "audio"]);
    expect(onPhone).toStrictEqual({ takes: ["audio"], drops: ["video"] });
    const there = taken(callInfo, onPhone);
    expect(there).toMatchObject({ parts: ["audio"], dropped: ["video"], muted: ["audio"] });
    const back = takingOf(there, ["audio", "video"]);
    expect(taken(there, back)).toStrictEqual(callInfo);
    expect(takingOf(callInfo, ["text"]).takes).toStrictEqual([]);
    expect(taken(textInfo, takingOf(textInfo, ["text"]))).toStrictEqual(textInfo);
    expect(partsOf(fileInfo)).toStrictEqual(["file"]);
  });
});

describe("times and ways", () => {
  it.each([
    [0, 0, 2_000],
    [1, 200, 2_504],
    [4, 100_000, 6_000],
    [3, 5_000_000, 30_000],
  ])("[SWEEP4] %i sessions of %i bytes: %i ms", (sessions, bytes, window) => {
    expect(answerWindow(sessions, bytes)).toBe(window);
  });

  it("[SWEEP4] more information never makes the window shorter", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(10_000_000), fc.nat(1_000), (sessions, bytes, more) => {
        expect(answerWindow(sessions, bytes + more)).toBeGreaterThanOrEqual(answerWindow(sessions, bytes));
      }),
    );
  });

  it("[SWEEP5] at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s, and then no more", () => {
    const times = [0];
    let sent = 1;
    for (; !isGivenUp(sent); sent++) times.push(repeatAt(sent, times.at(-1) ?? 0));
    expect(times).toStrictEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]);
    expect(repeatAt(sent, 31_500)).toBe(33_500);
  });

  it("[SWEEP6] repetitions take other ways", () => {
    const ways = (path: (sent: number) => string): string => [0, 1, 2, 3, 4, 5, 6].map(path).join(" ");
    expect(ways(pathToOwn)).toBe("direct direct direct server direct server direct");
    expect(ways((sent) => pathToRemote(sent, true))).toBe(
      "direct direct direct incumbent direct server direct",
    );
    expect(ways((sent) => pathToRemote(sent, false))).toBe(
      "incumbent incumbent server incumbent server incumbent server",
    );
  });
});
