import { dropApp } from "./worker.ts";

/** The page has one storage, whoever is signed in: what removes it is awaited by whoever fills it next. */
const forgetting = { done: Promise.resolve() };

/** Removes the app and what it kept beside the page's own storage. What begins anew waits for `forgotten`. */
export function forgetOffline(databases: readonly string[]): void {
  const work = () => Promise.all([dropApp(), ...databases.map(dropDatabase)]).then(() => undefined);
  // A browser that lets nothing be kept has nothing to forget.
  forgetting.done = forgetting.done.then(work).catch(() => undefined);
}

/** Resolves once nothing of earlier persons is left. */
export function forgotten(): Promise<void> {
  return forgetting.done;
}

function dropDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(request.error ?? new Error("The database stays.")));
  });
}
