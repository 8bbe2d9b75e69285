/** The fields whose values are there; absent ones stay absent. */
export function present<T extends object, K extends keyof T>(args: T, ...names: readonly K[]): Pick<T, K> {
  const found: Partial<Pick<T, K>> = {};
  for (const name of names) if (args[name] !== undefined) found[name] = args[name];
  return found as Pick<T, K>;
}
