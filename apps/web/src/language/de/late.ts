import { admin } from "./admin.ts";
import { rules } from "./rules.ts";
import { settings } from "./settings.ts";

export const late = { admin, rules, settings };
