import type { Noticed, Senses } from "@elsewhere/client";

/** What a page may tell although its person does not want to be noticed: whether it is in front at all. */
function isOfPage({ type }: Noticed): boolean {
  return type === "visibility" || type === "frozen";
}

/** The senses of a page, with a switch: while it is off, nothing that the person does is noticed. */
export function switchedSenses(senses: Senses, isOn: () => boolean): Senses {
  return {
    handheld: senses.handheld,
    watch: (notice) =>
      senses.watch((noticed) => {
        if (isOn() || isOfPage(noticed)) notice(noticed);
      }),
  };
}
