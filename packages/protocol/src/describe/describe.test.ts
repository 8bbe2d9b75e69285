import { describe, expect, it } from "vitest";
import { requests } from "../requests.ts";
import { asyncApi } from "./asyncapi.ts";
import { webParts } from "./markdown.ts";
import { openApi } from "./openapi.ts";

/** All `$ref`s in a document. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (key === "$ref" ? [String(one)] : referencesIn(one)));
}

function resolve(document: unknown, reference: string): unknown {
  let value: unknown = document;
  for (const name of reference.slice(2).split("/")) {
    value = (value as Record<string, unknown> | undefined)?.[name.replaceAll("~1", "/")];
  }
  return value;
}

describe("documents of the protocol", () => {
  const openapi = openApi("https://example.org") as { readonly paths: Record<string, object> };
  const asyncapi = asyncApi("example.org");

  it.each([
    ["OpenAPI", openapi],
    ["AsyncAPI", asyncapi],
  ])("[DESCRIBE1] every reference in the %s document leads somewhere", (_, document) => {
    const references = referencesIn(document);
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) expect(resolve(document, reference)).toBeDefined();
  });

  it("[DESCRIBE2] every request that needs no connection is in the OpenAPI document, those of a connection are not", () => {
    for (const [name, { who }] of Object.entries(requests)) {
      expect(`/api/v1/do/${name}` in openapi.paths).toBe(who !== "socket");
    }
  });

  it("[DESCRIBE3] every operation has an id of its own and says what it answers", () => {
    const operations = Object.values(openapi.paths).flatMap((path) => Object.values(path)) as {
      readonly operationId: string;
      readonly responses: object;
    }[];
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { responses } of operations) expect(Object.keys(responses).length).toBeGreaterThan(0);
  });

  it("[DESCRIBE4] every request, notice, error and close code is in the written document", () => {
    const text = Object.values(webParts)
      .map((part) => part())
      .join("\n");
    for (const name of [...Object.keys(requests), "snapshot", "wrong-credentials", "4503"]) {
      expect(text).toContain(name);
    }
    expect(text).not.toContain("undefined");
    expect(text).not.toContain("[object");
  });
});
