import type { TSchema } from "typebox";

type Json = { readonly [name: string]: unknown };

/**
 * The schema with undeclared fields forbidden at any depth. What we send has to pass it; what we read only has to pass
 * the schema itself.
 */
export function strict(schema: TSchema): TSchema {
  return forbid(schema as Json);
}

function forbid(schema: Json): Json {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema)) copy[name] = forbidIn(name, value);
  const isClosed = schema["type"] === "object" && schema["properties"] !== undefined;
  return isClosed ? { ...copy, additionalProperties: false } : copy;
}

function forbidIn(name: string, value: unknown): unknown {
  switch (name) {
    case "properties":
    case "patternProperties":
      return Object.fromEntries(
        Object.entries(value as Json).map(([key, schema]) => [key, forbid(schema as Json)]),
      );
    case "items":
    case "additionalProperties":
      return typeof value === "object" && value !== null ? forbid(value as Json) : value;
    case "anyOf":
    case "allOf":
    case "oneOf":
      return (value as Json[]).map(forbid);
    default:
      return value;
  }
}
