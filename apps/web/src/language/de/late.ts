import { account } from "./account.ts";
import { admin } from "./admin.ts";
import { card } from "./card.ts";
import { console } from "./console.ts";
import { decisions } from "./decisions.ts";
import { emoji } from "./emoji.ts";
import { groups } from "./groups.ts";
import { keeping } from "./keeping.ts";
import { keys } from "./keys.ts";
import { rules } from "./rules.ts";
import { settings } from "./settings.ts";
import { shown } from "./shown.ts";
import { telling } from "./telling.ts";
import { voice } from "./voice.ts";
import { welcome } from "./welcome.ts";

export const late = {
  account,
  admin,
  card,
  console,
  decisions,
  emoji,
  groups,
  keeping,
  keys,
  rules,
  settings,
  shown,
  telling,
  voice,
  welcome,
};
