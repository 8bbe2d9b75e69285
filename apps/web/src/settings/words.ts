/** What the settings say; a sentence stands where it is used, everything one chooses from stands here. */

export const watcherChoices = [
  { value: "contacts", title: "My contacts" },
  { value: "everyone", title: "Everyone on this server" },
  { value: "nobody", title: "Nobody" },
] as const;

export const writerChoices = [
  { value: "everyone", title: "Everyone on this server" },
  { value: "contacts", title: "Only my contacts" },
] as const;

export const themeChoices = [
  { value: "auto", title: "As the system" },
  { value: "light", title: "Light" },
  { value: "dark", title: "Dark" },
] as const;

/** In the order people read a week; 0 is Sunday. */
export const weekdays = [
  { day: 1, short: "Mon", long: "Monday" },
  { day: 2, short: "Tue", long: "Tuesday" },
  { day: 3, short: "Wed", long: "Wednesday" },
  { day: 4, short: "Thu", long: "Thursday" },
  { day: 5, short: "Fri", long: "Friday" },
  { day: 6, short: "Sat", long: "Saturday" },
  { day: 0, short: "Sun", long: "Sunday" },
] as const;
