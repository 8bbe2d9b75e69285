/** A name for a device that gave none, from what its browser says of itself: `Firefox on Linux`. */
export function labelOf(userAgent: string | undefined): string {
  if (userAgent === undefined || userAgent === "") return "Unnamed device";
  const browser = firstOf(browsers, userAgent);
  const system = firstOf(systems, userAgent);
  if (browser === undefined) return system ?? "Unnamed device";
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** The first that occurs is meant: most browsers also claim to be others. */
const browsers: readonly (readonly [string, string])[] = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["FxiOS/", "Firefox"],
  ["CriOS/", "Chrome"],
  ["Chromium/", "Chromium"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
];

const systems: readonly (readonly [string, string])[] = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["CrOS", "ChromeOS"],
  ["Windows", "Windows"],
  ["Mac OS X", "Mac"],
  ["Linux", "Linux"],
];

function firstOf(list: readonly (readonly [string, string])[], text: string): string | undefined {
  return list.find(([mark]) => text.includes(mark))?.[1];
}
