/** What is said of the app on this device. */
export const updateWords = { isHere: "A new version is here.", take: "Reload" } as const;
