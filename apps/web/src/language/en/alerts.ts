/** What calls for attention. */
export const alerts = {
  fromIn: (name: string, group: string) => `${name} in ${group}`,
  titleOf: (open: string) => `${open} · Elsewhere`,
  counted: (count: string, title: string) => `(${count}) ${title}`,
  unreadIn: (title: string) => `Something unread: ${title}`,
  said: (name: string, line: string) => `${name}: ${line}`,
};
