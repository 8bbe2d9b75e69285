import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import { requests, type RequestName } from "./requests.ts";

/**
 * Checks values against schemas. For servers only: it makes code from schemas, which pages may not (CSP).
 * Each schema is compiled once, when it is first needed.
 */
export interface Validators {
  /** What is wrong with the arguments of a request, or undefined. */
  wrongArgs(name: RequestName, args: unknown): string | undefined;
  /** What is wrong with any other value. */
  wrong(schema: TSchema, value: unknown): string | undefined;
  /** A copy of something that came as JSON, with the declared fields only. */
  clean(schema: TSchema, value: unknown): unknown;
}

export function createValidators(): Validators {
  const compiled = new Map<TSchema, Validator>();
  const validatorOf = (schema: TSchema): Validator => {
    let validator = compiled.get(schema);
    if (validator === undefined) compiled.set(schema, (validator = Compile(schema)));
    return validator;
  };
  const wrong = (schema: TSchema, value: unknown): string | undefined => {
    const validator = validatorOf(schema);
    return validator.Check(value) ? undefined : firstError(validator, value);
  };
  return {
    wrongArgs: (name, args) => wrong(requests[name].args, args),
    wrong,
    clean: (schema, value) => validatorOf(schema).Clean(JSON.parse(JSON.stringify(value))),
  };
}

/** Names the field: `mentions.0 must be string`. */
function firstError(validator: Validator, value: unknown): string {
  const error = validator.Errors(value)[0];
  if (error === undefined) return "It is not as the schema says.";
  const path = error.instancePath.slice(1).replaceAll("/", ".");
  if (error.keyword === "required") return `${missing(path, error.params)} must be there`;
  return path === "" ? error.message : `${path} ${error.message}`;
}

function missing(path: string, params: unknown): string {
  const { requiredProperties } = params as { readonly requiredProperties: readonly string[] };
  const prefix = path === "" ? "" : `${path}.`;
  return requiredProperties.map((name) => prefix + name).join(", ");
}

/** Whether there is a request of this name. */
export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}
