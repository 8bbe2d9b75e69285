/** A dependency failed. The operator acts; the asker may try again. */
export class Unavailable extends Error {
  readonly dependency: "store" | "bus" | "files" | "push";
  constructor(dependency: Unavailable["dependency"], cause: unknown) {
    super(`${dependency} is unavailable`, { cause });
    this.name = "Unavailable";
    this.dependency = dependency;
  }
}
