import { describe, expect, it } from "vitest";
import { accepted } from "./encoding.ts";

describe("accepted", () => {
  it.each([
    ["gzip, deflate, br, zstd", "br gzip"],
    ["gzip", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["*", "br gzip"],
    ["*, br;q=0.000", "gzip"],
    ["identity", ""],
    ["", ""],
    ["BR", "br"],
    [`${"x,".repeat(40)}br`, ""],
    [undefined, ""],
  ])("[STATIC4] %s permits %s", (header, names) => {
    expect(
      accepted(header)
        .map(({ name }) => name)
        .join(" "),
    ).toBe(names);
  });
});
