import type { AdjustableSetting, Adjusting } from "@elsewhere/core";
import type { LoadedConfig } from "./load.ts";
import { settings, type Config, type SettingName, type SettingRow } from "./settings.ts";

/** The settings that may change while the server runs, and how they are asked for. */
const adjustable = {
  houseName: { form: "text" },
  welcome: { form: "text" },
  signUp: { form: "choice", choices: ["invitation", "closed"] },
  deviceLimit: { form: "count" },
  atDeviceLimit: { form: "choice", choices: ["drop-oldest", "refuse"] },
  uploadLimit: { form: "size" },
  plansKept: { form: "duration" },
  auditAddresses: { form: "choice", choices: ["full", "network", "off"] },
} as const satisfies Partial<
  Record<SettingName, { readonly form: AdjustableSetting["form"]; readonly choices?: readonly string[] }>
>;

type AdjustableName = keyof typeof adjustable;
export type Adjusted = Pick<Config, AdjustableName>;

export interface LiveSettings extends Adjusting {
  /** As they are now. */
  readonly now: () => Adjusted;
}

/** The settings as configured, until others are put in force. What the environment or the file says wins and stays. */
export function liveSettings({ config, sources, texts }: LoadedConfig): LiveSettings {
  let changed: ReadonlyMap<AdjustableName, string> = new Map();
  let now: Adjusted = config;
  const isFixed = (name: AdjustableName): boolean => sources[name] !== "default";
  const refuses = (name: string, value: string | null): string | undefined => {
    if (!isAdjustable(name)) return `There is no setting "${name}" that can be changed here.`;
    if (isFixed(name)) return `${settings[name].env} is set on the server and cannot be changed here.`;
    return value === null ? undefined : problemOf(name, value);
  };
  return {
    now: () => now,
    refuses,
    list: () => names.map((name) => described(name, changed.get(name), isFixed(name), texts[name])),
    apply(values) {
      const possible = [...values].filter(([name, value]) => refuses(name, value) === undefined);
      changed = new Map(possible as [AdjustableName, string][]);
      now = {
        ...config,
        ...Object.fromEntries([...changed].map(([name, text]) => [name, rowOf(name).read(text)])),
      };
    },
    policy: () => ({
      signUp: now.signUp,
      devicesPerAccount: now.deviceLimit,
      atDeviceLimit: now.atDeviceLimit,
      auditAddresses: now.auditAddresses,
    }),
  };
}

const names = Object.keys(adjustable) as AdjustableName[];

function isAdjustable(name: string): name is AdjustableName {
  return Object.hasOwn(adjustable, name);
}

function rowOf(name: AdjustableName): SettingRow<unknown> {
  return settings[name];
}

function problemOf(name: AdjustableName, text: string): string | undefined {
  const value = rowOf(name).read(text);
  const isProblem = typeof value === "object" && value !== null && "problem" in value;
  return isProblem ? String(value.problem) : undefined;
}

function described(
  name: AdjustableName,
  changed: string | undefined,
  fixed: boolean,
  said: string | undefined,
): AdjustableSetting {
  const { env, about, usual } = settings[name];
  const { form, choices = [] }: { form: AdjustableSetting["form"]; choices?: readonly string[] } =
    adjustable[name];
  const isChanged = !fixed && changed !== undefined;
  const value = isChanged ? changed : (said ?? (form === "text" ? "" : usual));
  return { name, about, env, usual, value, fixed, changed: isChanged, form, choices };
}
