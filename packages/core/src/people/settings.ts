import type { AccountName, ConversationId, DeviceId, Time } from "../names.ts";

/** What the person said themselves; wins over what is sensed until `until`. */
export interface Status {
  readonly state: "auto" | "available" | "away" | "busy" | "do-not-disturb" | "invisible";
  readonly note?: string;
  readonly until?: Time;
}

/** Minutes after midnight in the person's time zone; `from > to` runs over midnight. */
export interface HoursOfDay {
  readonly from: number;
  readonly to: number;
  /** 0 Sunday … 6 Saturday; empty: every day. */
  readonly days: readonly number[];
}

/** What a rule may ask for; `when` narrows it. The first rule that fits decides. */
export interface DeliveryRule {
  readonly id: string;
  readonly device?: DeviceId;
  readonly conversation?: ConversationId;
  readonly hours?: HoursOfDay;
  /** Only while the person is active on this other device. */
  readonly whileActiveOn?: DeviceId;
  readonly data: "messages" | "alerts" | "rings";
  readonly how: "never" | "silent" | "always";
}

export interface Settings {
  /** Who sees my presence; `chosen`: those of `shownTo`. */
  readonly watchers: "contacts" | "everyone" | "chosen" | "nobody";
  readonly shownTo?: readonly AccountName[];
  /** Who may start a conversation with me. */
  readonly messagesFrom: "everyone" | "contacts";
  readonly lastActiveShown: boolean;
  readonly receiptsSent: boolean;
  readonly typingSent: boolean;
  /** Minutes east of UTC; for rules by time of day. */
  readonly utcOffsetMinutes: number;
  readonly quietHours?: HoursOfDay;
  readonly rules: readonly DeliveryRule[];
  /** Accounts that never see my presence, whatever `watchers` says. */
  readonly hiddenFrom: readonly AccountName[];
}

/** What is to change; absent fields stay, `null` ends quiet hours. */
export type SettingsChange = Partial<Omit<Settings, "quietHours">> & {
  readonly quietHours?: HoursOfDay | null;
};

export const defaultSettings: Settings = {
  watchers: "contacts",
  messagesFrom: "everyone",
  lastActiveShown: true,
  receiptsSent: true,
  typingSent: true,
  utcOffsetMinutes: 0,
  rules: [],
  hiddenFrom: [],
};

/** The settings after a change. */
export function changedSettings(settings: Settings, change: SettingsChange): Settings {
  const { quietHours, ...next } = { ...settings, ...change };
  return quietHours === undefined || quietHours === null ? next : { ...next, quietHours };
}
