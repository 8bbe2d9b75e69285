import { nameOf, type Json } from "./schema.ts";

/** A schema in a few words for a table: `string ≤ 120`, `[Message]`, `on | off`. */
export function schemaText(schema: Json): string {
  const name = nameOf(schema);
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`;
  const words = schema["enum"] as readonly string[] | undefined;
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(" \\| ");
  if (schema["const"] !== undefined) return `\`${word(schema["const"])}\``;
  const choices = schema["anyOf"] as readonly Json[] | undefined;
  if (choices !== undefined) return choices.map(schemaText).join(" or ");
  return typeText(schema);
}

function typeText(schema: Json): string {
  switch (schema["type"]) {
    case "array":
      return `list${count(schema["maxItems"])} of ${schemaText((schema["items"] ?? {}) as Json)}`;
    case "string":
      return `string${atMost(schema["maxLength"])}`;
    case "integer":
      return `integer${range(schema)}`;
    case "object":
      return objectText(schema);
    case undefined:
      return "any";
    default:
      return String(schema["type"]);
  }
}

function objectText(schema: Json): string {
  const patterns = schema["patternProperties"] as Json | undefined;
  if (patterns !== undefined) {
    const [value] = Object.values(patterns) as Json[];
    return `map${count(schema["maxProperties"])} to ${schemaText(value ?? {})}`;
  }
  return `{ ${fieldsOf(schema)
    .map(({ name, optional, text }) => `${name}${optional ? "?" : ""}: ${text}`)
    .join(", ")} }`;
}

export interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly text: string;
  readonly about: string;
}

/** The fields of an object. */
export function fieldsOf(schema: Json): readonly Field[] {
  const required = (schema["required"] ?? []) as readonly string[];
  return Object.entries((schema["properties"] ?? {}) as Record<string, Json>).map(([name, field]) => ({
    name,
    optional: !required.includes(name),
    text: schemaText(field),
    about: typeof field["description"] === "string" ? field["description"] : "",
  }));
}

function atMost(most: unknown): string {
  return most === undefined ? "" : ` ≤ ${word(most)}`;
}

function count(most: unknown): string {
  return most === undefined ? "" : ` (≤ ${word(most)})`;
}

function range({ minimum, maximum }: Json): string {
  if (maximum !== undefined) return ` ${word(minimum ?? "")}…${word(maximum)}`;
  return minimum === undefined ? "" : ` ≥ ${word(minimum)}`;
}

function word(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
