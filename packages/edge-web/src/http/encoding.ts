/** Codings in which files of the app lie ready, best first: name in HTTP and ending of the file beside the plain one. */
export const codings = [
  { name: "br", ending: ".br" },
  { name: "gzip", ending: ".gz" },
] as const;

export type Coding = (typeof codings)[number];

/** What a client takes: more parts than any client sends are not read. */
const partsRead = 16;

/**
 * The codings that an `Accept-Encoding` permits, in our order (RFC 9110, 12.5.3). `q=0` forbids, `*` stands for what is not named;
 * finer weights are not weighed, since the smallest is best for everybody who can read it.
 */
export function accepted(header: string | undefined): readonly Coding[] {
  const permitted = new Map<string, boolean>();
  for (const part of (header ?? "").split(",", partsRead)) {
    const [name = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
    if (name !== "") permitted.set(name, !parameters.some((word) => /^q=0(?:\.0*)?$/.test(word)));
  }
  return codings.filter(({ name }) => permitted.get(name) ?? permitted.get("*") ?? false);
}
