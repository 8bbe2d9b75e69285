import type { FirstTexts } from "../words.ts";

export const alerts: FirstTexts["alerts"] = {
  fromIn: (name, group) => `${name} في ${group}`,
  titleOf: (open) => `${open} · Elsewhere`,
  counted: (count, title) => `(${count}) ${title}`,
  unreadIn: (title) => `شيء غير مقروء: ${title}`,
  said: (name, line) => `${name}: ${line}`,
};
