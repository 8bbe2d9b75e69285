import { settings, type SettingName, type SettingRow } from "../config/settings.ts";
import type { LoadedConfig } from "../config/load.ts";
import { columns } from "./columns.ts";
import type { Command } from "./command.ts";
import { configOf } from "./server.ts";

const check: Command = {
  name: "config check",
  usage: [],
  about: "Says whether file and environment can be used.",
  options: {},
  run({ world }) {
    const { ignored } = configOf(world);
    const notes = ignored.map((name) => `${name} has no effect in this version`);
    const text = ["The configuration can be used.", ...notes].join("\n");
    return Promise.resolve({ text, data: { fine: true, withoutEffect: ignored } });
  },
};

const print: Command = {
  name: "config print",
  usage: [],
  about: "Prints all settings with their values and where these come from; secrets stay private.",
  options: {},
  run({ world }) {
    const rows = printed(configOf(world));
    const text = columns([
      ["SETTING", "VALUE", "FROM"],
      ...rows.map(({ env, value, from }) => [env, value, from]),
    ]);
    return Promise.resolve({ text, data: { settings: rows } });
  },
};

/** Every setting as it holds. */
export function printed({ config, publicUrl, sources }: LoadedConfig) {
  const values: Readonly<Record<string, unknown>> = { ...config, publicUrl };
  return (Object.entries(settings) as [SettingName, SettingRow<unknown>][]).map(([name, row]) => ({
    name,
    env: row.env,
    value: row.secret === true && values[name] !== undefined ? "[private]" : valueText(values[name]),
    from: sources[name],
  }));
}

function valueText(value: unknown): string {
  if (value === undefined) return "off";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(",");
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "number" || typeof value === "string" ? String(value) : JSON.stringify(value);
}

export const configCommands: readonly Command[] = [check, print];
