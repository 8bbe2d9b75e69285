import { describe, expect, it } from "vitest";
import { placeOfServer } from "./address-check.ts";
import { namesIn } from "./names-in.ts";

const at = (url: string) => {
  const { origin, protocol, hostname } = new URL(url);
  return { origin, protocol, hostname };
};

describe("first steps", () => {
  it("[ADMIN7] an address that differs from what the server believes is found, with what to set", () => {
    const server = { domain: "localhost", publicUrl: "http://localhost:8080" };
    expect(placeOfServer(server, at("http://localhost:8080/welcome"))).toMatchObject({
      differs: false,
      isUnsafe: false,
    });
    expect(placeOfServer(server, at("https://talk.example.org"))).toEqual({
      differs: true,
      environment: "ELSEWHERE_PUBLIC_URL=https://talk.example.org\nELSEWHERE_DOMAIN=talk.example.org",
      isUnsafe: false,
    });
    const set = { domain: "example.org", publicUrl: "https://talk.example.org" };
    expect(placeOfServer(set, at("http://192.0.2.7:8080"))).toEqual({
      differs: true,
      environment: "ELSEWHERE_PUBLIC_URL=http://192.0.2.7:8080\nELSEWHERE_DOMAIN=example.org",
      isUnsafe: true,
    });
  });

  it("[ADMIN7] names are taken line by line or by commas, each once, and not too many at once", () => {
    expect(namesIn(" Bob \n\nCarol, Dave;bob\nBob")).toEqual(["Bob", "Carol", "Dave", "bob"]);
    expect(namesIn(Array.from({ length: 80 }, (_, index) => `P${index}`).join("\n"))).toHaveLength(50);
    expect(namesIn("x".repeat(300))[0]).toHaveLength(100);
  });
});
