import { isArchived, unreadMentions, type AccountState } from "@elsewhere/client";

/** Which conversations of the list are shown. */
export type Filter = "all" | "unread" | "mentions" | "groups" | "archived";

export const filters = ["all", "unread", "mentions", "groups"] as const satisfies readonly Filter[];

/** The conversations a filter leaves, in their order. The one that is open stays, lest it vanish by being read. */
export function filtered(
  ids: readonly string[],
  filter: Filter,
  about: {
    readonly state: AccountState;
    readonly now: number;
    readonly isUnread: (id: string) => boolean;
    readonly open: string | undefined;
  },
): readonly string[] {
  const { state, now, isUnread, open } = about;
  return ids.filter((id) => {
    const isAway = isArchived(state, id, now);
    if (filter === "archived") return isAway;
    if (isAway) return false;
    if (filter === "all" || (id === open && filter !== "groups")) return true;
    if (filter === "groups") return id.startsWith("g:");
    return filter === "unread" ? isUnread(id) : unreadMentions(state, id) > 0;
  });
}
