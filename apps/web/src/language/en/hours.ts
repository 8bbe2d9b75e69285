/** Times of the day and days of the week. */
export const hours = {
  allDay: "all day",
  fromTo: (from: string, to: string) => `from ${from} to ${to}`,
  onDays: (when: string, days: string) => `${when}, ${days}`,
  row: (first: string, last: string) => `${first}–${last}`,
  from: "From",
  to: "To",
  days: "Days",
};
