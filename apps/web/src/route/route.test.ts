import { describe, expect, it } from "vitest";
import { pathOf, readRoute } from "./route.ts";

describe("the route", () => {
  it("[SAY12] a route and its path say the same", () => {
    expect(readRoute("/c/d:alice:bob", "")).toEqual({ page: "conversation", conversation: "d:alice:bob" });
    expect(pathOf({ page: "conversation", conversation: "d:alice:bob" })).toBe("/c/d:alice:bob");
    expect(readRoute("/join", "#secret")).toEqual({ page: "join", pass: "secret" });
    expect(readRoute("/places/", "")).toEqual({ page: "places" });
    for (const path of ["/", "/c", "/nowhere", "//"]) expect(readRoute(path, "")).toEqual({ page: "home" });
    expect(readRoute("/c/%zz", "")).toEqual({ page: "conversation", conversation: "%zz" });
  });
});
