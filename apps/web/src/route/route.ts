import { createSignal, onCleanup, type Accessor } from "solid-js";

/** What is in front of the person, as the address of the page says it. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "conversation"; readonly conversation: string }
  | { readonly page: "new-group" }
  | { readonly page: "people" }
  | { readonly page: "places" }
  | { readonly page: "admin" }
  | { readonly page: "join"; readonly pass: string };

export type Page = Route["page"];

/** Reads a path and what follows `#`; paths that are nobody's lead home. */
export function readRoute(path: string, hash: string): Route {
  const [first = "", second = ""] = path.split("/").filter((part) => part !== "");
  switch (first) {
    case "c":
      return second === "" ? { page: "home" } : { page: "conversation", conversation: decoded(second) };
    case "join":
      return { page: "join", pass: hash.replace(/^#/, "") };
    case "people":
    case "places":
    case "admin":
    case "new-group":
      return { page: first };
    default:
      return { page: "home" };
  }
}

/** The path of a route. The pass of an invitation never goes into one: it would stay in the history. */
export function pathOf(route: Route): string {
  if (route.page === "home") return "/";
  if (route.page === "conversation")
    return `/c/${encodeURIComponent(route.conversation).replaceAll("%3A", ":")}`;
  return `/${route.page}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export interface Router {
  readonly route: Accessor<Route>;
  go(route: Route): void;
  /** Goes there without a way back, as after joining. */
  replace(route: Route): void;
}

/** Follows the address of the page for as long as its owner lives. */
export function createRouter(): Router {
  const read = () => readRoute(location.pathname, location.hash);
  const [route, setRoute] = createSignal<Route>(read());
  const moved = () => setRoute(read());
  globalThis.addEventListener("popstate", moved);
  onCleanup(() => globalThis.removeEventListener("popstate", moved));
  const to = (next: Route, how: "pushState" | "replaceState") => {
    history[how](null, "", pathOf(next));
    setRoute(next);
  };
  return {
    route,
    go: (next) => {
      if (pathOf(next) !== location.pathname) to(next, "pushState");
    },
    replace: (next) => to(next, "replaceState"),
  };
}
