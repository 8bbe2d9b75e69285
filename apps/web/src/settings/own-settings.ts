import { defaultSettings } from "@elsewhere/core/people/settings";
import type { Args } from "@elsewhere/protocol/requests";
import type { AccountState } from "@elsewhere/client";
import type { Session } from "../session/session.ts";
import { offsetHere } from "./hours.ts";

export type OwnSettings = NonNullable<AccountState["own"]["settings"]>;
type SettingsChange = Args<"set-settings">["settings"];
export type Rule = OwnSettings["rules"][number];

/** The person's settings; what they never set is as usual. */
export function settingsOf(state: AccountState): OwnSettings {
  const { quietHours: _, shownTo: __, ...usual } = defaultSettings;
  return state.own.settings ?? { ...usual, rules: [], hiddenFrom: [] };
}

/** Changes settings; hours are meant in the time zone of the device on which they were set. False: it was refused. */
export async function changeSettings(session: Session, change: SettingsChange): Promise<boolean> {
  const zone =
    "quietHours" in change || "rules" in change ? { utcOffsetMinutes: offsetHere(session.now()) } : {};
  const settings = { ...change, ...zone };
  return (await session.attempt(session.client.request("set-settings", { settings }))) !== undefined;
}
