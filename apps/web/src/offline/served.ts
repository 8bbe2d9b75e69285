/** What the service worker does with what a page asks for. */
export type Served =
  /** The network's business alone: nothing of it is kept. */
  | { readonly from: "network" }
  /** A file of this build, kept under this path. */
  | { readonly from: "kept"; readonly path: string }
  /** A part whose name tells its content, kept by this build or by the one before. */
  | { readonly from: "any-build"; readonly path: string };

/** The parts of a request that decide. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  /** `navigate` for pages. */
  readonly mode: string;
}

/** Paths of programs, as the server knows them: an app page would be a puzzling answer there. */
const services = /^\/(?:api|events|connect|sip|metrics|healthz|readyz)(?:\/|$)/;

/** Only files of the build are kept, and the app's page stands for all of its addresses. Answers of services never are. */
export function served(asked: Asked, origin: string, files: ReadonlySet<string>): Served {
  const { origin: askedOrigin, pathname } = new URL(asked.url);
  if (asked.method !== "GET" || askedOrigin !== origin) return { from: "network" };
  if (pathname.startsWith("/assets/")) return { from: "any-build", path: pathname };
  if (files.has(pathname)) return { from: "kept", path: pathname };
  if (asked.mode !== "navigate" || services.test(pathname)) return { from: "network" };
  return { from: "kept", path: "/index.html" };
}

/** Names of caches of builds begin so. */
export const cachePrefix = "elsewhere-build-";

/**
 * Caches that may go when this build takes over. That of the build before stays: a page that still runs it may
 * ask for a part that it has not loaded yet.
 */
export function outdated(caches: readonly string[], current: string): readonly string[] {
  const earlier = caches.filter((name) => name.startsWith(cachePrefix) && name !== current);
  return earlier.slice(0, -1);
}
