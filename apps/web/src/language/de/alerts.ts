import type { FirstTexts } from "../words.ts";

export const alerts: FirstTexts["alerts"] = {
  fromIn: (name, group) => `${name} in ${group}`,
  titleOf: (open) => `${open} · Elsewhere`,
  counted: (count, title) => `(${count}) ${title}`,
  unreadIn: (title) => `Ungelesenes: ${title}`,
  said: (name, line) => `${name}: ${line}`,
};
