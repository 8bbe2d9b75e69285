import type { TSchema } from "typebox";
import {
  AttachmentValue,
  MessageValue,
  PersonValue,
  PlanEntryValue,
  PlanValue,
  PointValue,
  PresenceValue,
  RuleValue,
  SettingsValue,
  StatusValue,
} from "../values.ts";
import { ErrorValue } from "../frames.ts";

/** Schemas that have a name of their own in the documents. */
export const namedSchemas: Readonly<Record<string, TSchema>> = {
  Attachment: AttachmentValue,
  Message: MessageValue,
  Person: PersonValue,
  PlanEntry: PlanEntryValue,
  Plan: PlanValue,
  Point: PointValue,
  Presence: PresenceValue,
  Rule: RuleValue,
  Settings: SettingsValue,
  Status: StatusValue,
  Error: ErrorValue,
};

export type Json = { readonly [name: string]: unknown };

/** A plain JSON Schema (2020-12) in which named schemas are references below `base`. */
export function withReferences(schema: TSchema, base: string): Json {
  return referring(plain(schema), base, undefined);
}

/** The named schemas themselves, referring to each other. */
export function schemaComponents(base: string): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(namedSchemas).map(([name, schema]) => [name, referring(plain(schema), base, name)]),
  );
}

/** Without what the schema library adds for itself. */
export function plain(schema: TSchema): Json {
  return JSON.parse(JSON.stringify(schema)) as Json;
}

/** The name of a schema, if it has one. */
export function nameOf(schema: Json): string | undefined {
  const text = JSON.stringify(schema);
  return Object.entries(namedSchemas).find(([, named]) => JSON.stringify(named) === text)?.[0];
}

function referring(schema: Json, base: string, except: string | undefined): Json {
  const name = nameOf(schema);
  if (name !== undefined && name !== except) return { $ref: `${base}${name}` };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, within(value, base)]));
}

function within(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((one) => within(one, base));
  return typeof value === "object" && value !== null ? referring(value as Json, base, undefined) : value;
}
