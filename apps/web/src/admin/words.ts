/** What the administration says, in one place. */
export const adminWords = {
  openInvitations: "Open invitations",
  withoutWord: "An invitation without a word",
  revoke: "Take back",
  revokeOf: (name: string) => `Take back: ${name}`,
  holds: (uses: number, until: string) =>
    `${uses === 1 ? "for one person" : `for ${uses} people`}, until ${until}`,
} as const;
