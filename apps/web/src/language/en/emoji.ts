/** Where emoji are looked for. Their names are English in every language: they are those that are searched. */
export const emoji = {
  find: "Find an emoji",
  none: "No emoji by this name.",
  hint: "Names are in English",
  tone: "Skin tone",
  tones: ["None", "Light", "Medium light", "Medium", "Medium dark", "Dark"],
  groups: {
    found: "Found",
    recent: "Used last",
    smileys: "Smileys",
    people: "People",
    nature: "Nature",
    food: "Food",
    travel: "Travel",
    activities: "Activities",
    objects: "Objects",
    symbols: "Symbols",
    flags: "Flags",
  } as Readonly<Record<string, string>>,
};
