import { readFileSync } from "node:fs";
import { suggestion } from "./nearest.ts";
import {
  settings,
  withoutEffect,
  type Config,
  type Problem,
  type SettingName,
  type SettingRow,
} from "./settings.ts";

/** The configuration cannot be used; `problems` says what is wrong, one sentence each. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

export interface LoadedConfig {
  readonly config: Config;
  readonly publicUrl: string;
  /** Names that were set and that nothing reads yet. */
  readonly ignored: readonly string[];
  /** Where each value came from. */
  readonly sources: Readonly<Record<SettingName, "environment" | "file" | "default">>;
  /** What was said, where something was. */
  readonly texts: Readonly<Partial<Record<SettingName, string>>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Names that are known and are not settings of the server. */
const otherNames = new Set<string>([
  "ELSEWHERE_TOKEN",
  "ELSEWHERE_URL",
  "ELSEWHERE_CONFIG",
  ...withoutEffect,
]);
const fileBytes = 1024 * 1024;

/** Reads the file and the environment; the environment wins. Throws `ConfigError` that names every problem. */
export function loadConfig(environment: Environment, file: string | undefined): LoadedConfig {
  const problems: string[] = [];
  const fromFile = file === undefined ? {} : readFile(file, problems);
  problems.push(...unknownNames(environment, fromFile));
  const values: Record<string, unknown> = {};
  const texts: Partial<Record<SettingName, string>> = {};
  const sources: Record<string, "environment" | "file" | "default"> = {};
  for (const [name, row] of Object.entries(settings) as [SettingName, SettingRow<unknown>][]) {
    const [source, text] = given(environment[row.env], fromFile[name]);
    sources[name] = source;
    if (text !== undefined) texts[name] = text;
    const value = text === undefined ? row.make() : row.read(text);
    const where = source === "file" ? name : row.env;
    if (isProblem(value)) problems.push(`${where}: ${shown(row, text)} is wrong: ${value.problem}`);
    else values[name] = value;
  }
  const config = values as unknown as Config;
  problems.push(...notInThisVersion(config));
  if (problems.length > 0) throw new ConfigError(problems);
  const publicUrl = config.publicUrl ?? `http://localhost:${config.httpPort}`;
  const ignored = withoutEffect.filter((name) => (environment[name] ?? "") !== "");
  return { config, publicUrl, ignored, sources: sources as LoadedConfig["sources"], texts };
}

/** An empty value is none: environments of containers are full of them. */
function given(
  fromEnvironment: string | undefined,
  fromFile: string | undefined,
): readonly ["environment" | "file" | "default", string | undefined] {
  if (fromEnvironment !== undefined && fromEnvironment !== "") return ["environment", fromEnvironment];
  if (fromFile !== undefined && fromFile !== "") return ["file", fromFile];
  return ["default", undefined];
}

function shown({ secret }: SettingRow<unknown>, text: string | undefined): string {
  return secret === true ? "[private]" : `"${text}"`;
}

function notInThisVersion(config: Config): string[] {
  const wrong: string[] = [];
  if (config.databaseUrl !== undefined)
    wrong.push("ELSEWHERE_DATABASE_URL: this version stores in SQLite only; take the setting out");
  if (config.natsUrl !== undefined)
    wrong.push("ELSEWHERE_NATS_URL: this version runs as one node; take the setting out");
  return wrong;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "problem" in value;
}

/** The values of the file as text, by name. */
function readFile(path: string, problems: string[]): Readonly<Record<string, string>> {
  let bytes: string;
  try {
    bytes = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return {};
    problems.push(`${path} cannot be read: ${(error as Error).message}`);
    return {};
  }
  if (bytes.length > fileBytes) {
    problems.push(`${path} is larger than ${fileBytes} bytes`);
    return {};
  }
  return parseFile(path, bytes, problems);
}

function parseFile(path: string, bytes: string, problems: string[]): Readonly<Record<string, string>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes);
  } catch (error) {
    problems.push(`${path} is not JSON: ${(error as Error).message}`);
    return {};
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    problems.push(`${path} must hold one object`);
    return {};
  }
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(parsed)) {
    const text = textOf(value);
    if (text === undefined)
      problems.push(`${path}: "${name}" must be a text, a number, true, false or a list of texts`);
    else found[name] = text;
  }
  return found;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const isList = Array.isArray(value) && value.every((word) => typeof word === "string");
  return isList ? value.join(",") : undefined;
}

function unknownNames(environment: Environment, file: Readonly<Record<string, string>>): string[] {
  const envNames = new Set(Object.values(settings).map((row) => row.env));
  const wrongEnv = Object.keys(environment).filter(
    (name) =>
      name.startsWith("ELSEWHERE_") && !envNames.has(name) && !otherNames.has(name) && !testNames.test(name),
  );
  const wrongFile = Object.keys(file).filter((name) => !Object.hasOwn(settings, name));
  return [
    ...wrongEnv.map((name) => `${name} is not a setting${suggestion(name, envNames)}`),
    ...wrongFile.map((name) => `"${name}" is not a setting${suggestion(name, Object.keys(settings))}`),
  ];
}

/** Read by the tests, not by the server. */
const testNames = /^ELSEWHERE_TEST_/;
