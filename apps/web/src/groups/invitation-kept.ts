const key = "elsewhere.group-invitation";

/** Keeps the link into a group for as long as the tab is there, until somebody has come in by another door. */
export function keepInvitation(link: string): void {
  sessionStorage.setItem(key, link);
}

/** The link that was kept, once. */
export function takeInvitation(): string | undefined {
  const link = sessionStorage.getItem(key) ?? undefined;
  sessionStorage.removeItem(key);
  return link;
}
