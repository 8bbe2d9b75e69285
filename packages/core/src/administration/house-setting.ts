import type { AccountName, TopicId } from "../names.ts";

/** A setting of the house that was changed while it runs. */
export interface SettingBody {
  readonly type: "setting";
  readonly name: string;
  /** As it would stand in the environment; null: as configured again. */
  readonly value: string | null;
  readonly by: AccountName;
}

/** The topics of the house itself. No request of the wire can name them. */
export const auditTopic = "h:audit" as TopicId;
export const settingsTopic = "h:settings" as TopicId;

/** Every node holds this account, which nobody can have: what concerns all nodes is sent to it. */
export const everyNode = "*" as AccountName;
