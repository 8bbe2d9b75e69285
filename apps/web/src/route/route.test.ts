import { describe, expect, it } from "vitest";
import { pathOf, readRoute } from "./route.ts";

describe("the route", () => {
  it("[SAY12] a route and its path say the same", () => {
    expect(readRoute("/c/d:alice:bob", "")).toEqual({ page: "conversation", conversation: "d:alice:bob" });
    expect(pathOf({ page: "conversation", conversation: "d:alice:bob" })).toBe("/c/d:alice:bob");
    const found = { page: "conversation", conversation: "d:alice:bob", at: 12 } as const;
    expect(pathOf(found)).toBe("/c/d:alice:bob/12");
    expect(readRoute("/c/d:alice:bob/12", "")).toEqual(found);
    expect(readRoute("/c/d:alice:bob/x", "")).toEqual({ page: "conversation", conversation: "d:alice:bob" });
    expect(readRoute("/join", "#secret")).toEqual({ page: "join", pass: "secret" });
    expect(readRoute("/group", "#g:abc.secret")).toEqual({ page: "group", link: "g:abc.secret" });
    expect(pathOf({ page: "group", link: "g:abc.secret" })).toBe("/group");
    expect(readRoute("/decisions", "")).toEqual({ page: "decisions" });
    expect(readRoute("/places/", "")).toEqual({ page: "places" });
    const about = { data: "messages", device: "phone", conversation: undefined } as const;
    expect(pathOf({ page: "rules", about })).toBe("/rules/new/messages/phone/-");
    expect(readRoute("/rules/new/messages/phone/-", "")).toEqual({ page: "rules", about });
    expect(readRoute("/rules/change/r1", "")).toEqual({ page: "rules", about: { rule: "r1" } });
    expect(readRoute("/rules/new/smells", "")).toEqual({ page: "rules" });
    expect(readRoute("/settings", "")).toEqual({ page: "settings" });
    for (const path of ["/", "/c", "/nowhere", "//"]) expect(readRoute(path, "")).toEqual({ page: "home" });
    expect(readRoute("/c/%zz", "")).toEqual({ page: "conversation", conversation: "%zz" });
  });
});
