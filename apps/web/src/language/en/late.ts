import { admin } from "./admin.ts";
import { rules } from "./rules.ts";
import { settings } from "./settings.ts";

/** What comes with the pages that are loaded when they are opened. */
export const late = { admin, rules, settings };
