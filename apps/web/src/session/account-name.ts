/** A short name to begin with: the first word of a name in plain letters. `Zoë van Dijk` becomes `zoe`. */
export function accountFrom(name: string): string {
  const plain = name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
  const [first = ""] = plain.split(/\s+/);
  return first.replaceAll(/[^a-z0-9._-]/g, "").replaceAll(/^[._-]+|[._-]+$/g, "");
}
