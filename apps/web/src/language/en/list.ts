import { plural } from "./forms.ts";

/** The list of conversations: what of it is shown, and the signs on its rows. */
export const list = {
  filters: "Which conversations are shown",
  filterNames: { all: "All", unread: "Unread", mentions: "Mentions", groups: "Groups", archived: "Archived" },
  nothing: {
    all: "All your conversations are archived.",
    unread: "Everything is read.",
    mentions: "Nobody mentions you in what is unread.",
    groups: "You are in no group yet.",
    archived: "Nothing is archived. A new message brings a conversation back, unless it is muted.",
  },
  archive: (count: number) => `Archived, ${count}`,
  back: "Back to all conversations",
  allRead: "Mark all as read",
  muted: "muted",
  pinned: "pinned",
  mentioned: "you are mentioned",
  marked: "marked as unread",
  moreAbout: (title: string) => `More about ${title}`,
  moved: (title: string, place: number, all: number) => `${title}: pinned, ${place} of ${all}`,
  aboutPerson: (name: string) => `About ${name}`,
  mentions: (count: number) => plural(count, { one: "a mention", other: `${count} mentions` }),
};
