import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EventStreamReader } from "./event-stream.ts";

const stream = 'retry: 500\n\n:\n\nid: 3\ndata: {"a":1}\n\nid: 4\r\ndata:[1,\r\ndata: 2]\r\n\r\n';
const events = [
  { id: "3", data: '{"a":1}' },
  { id: "4", data: "[1,\n2]" },
];

describe("EventStreamReader", () => {
  it("[CONN27] a stream is the same in whatever pieces it comes", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), stream.length];
        const reader = new EventStreamReader();
        const read = places.flatMap((place, index) =>
          reader.read(stream.slice(places[index - 1] ?? 0, place)),
        );
        expect(read).toEqual(events);
      }),
    );
  });
});
