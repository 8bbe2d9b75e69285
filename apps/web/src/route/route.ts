import { createSignal, onCleanup, type Accessor } from "solid-js";

/** What is in front of the person, as the address of the page says it. */
export type Route =
  | { readonly page: "home" }
  /** `at`: offset of a message to show. */
  | { readonly page: "conversation"; readonly conversation: string; readonly at?: number }
  | { readonly page: "new-group" }
  | { readonly page: "people" }
  | { readonly page: "places" }
  | { readonly page: "settings" }
  | { readonly page: "rules"; readonly about?: RuleHint }
  /** What places got last, and why. */
  | { readonly page: "decisions" }
  /** A link into a group. */
  | { readonly page: "group"; readonly link: string }
  | { readonly page: "account" }
  | { readonly page: "welcome" }
  | { readonly page: "admin"; readonly part?: AdminPart }
  | { readonly page: "join"; readonly pass: string };

/** The parts of the administration; without one, people. */
export const adminParts = ["people", "invitations", "log", "storage", "settings", "load"] as const;
export type AdminPart = (typeof adminParts)[number];

/** Which rule is meant: one that is there, or one to be made of what is known. */
export type RuleHint =
  | { readonly rule: string }
  | {
      readonly data: "messages" | "alerts" | "rings";
      readonly device: string | undefined;
      readonly conversation: string | undefined;
    };

export type Page = Route["page"];

/** Reads a path and what follows `#`; paths that are nobody's lead home. */
export function readRoute(path: string, hash: string): Route {
  const [first = "", second = "", ...more] = path.split("/").filter((part) => part !== "");
  switch (first) {
    case "c":
      return second === "" ? { page: "home" } : conversationRoute(decoded(second), more[0]);
    case "join":
      return { page: "join", pass: hash.replace(/^#/, "") };
    case "group":
      return { page: "group", link: hash.replace(/^#/, "") };
    case "decisions":
    case "people":
    case "places":
    case "settings":
    case "account":
    case "welcome":
    case "new-group":
      return { page: first };
    case "admin": {
      const part = adminParts.find((one) => one === second);
      return part === undefined ? { page: "admin" } : { page: "admin", part };
    }
    case "rules": {
      const about = readHint(second, more.map(decoded));
      return about === undefined ? { page: "rules" } : { page: "rules", about };
    }
    default:
      return { page: "home" };
  }
}

/** The path of a route. The secret of an invitation never goes into one: it would stay in the history. */
export function pathOf(route: Route): string {
  if (route.page === "home") return "/";
  if (route.page === "conversation") {
    const conversation = encodeURIComponent(route.conversation).replaceAll("%3A", ":");
    return route.at === undefined ? `/c/${conversation}` : `/c/${conversation}/${route.at}`;
  }
  if (route.page === "admin" && route.part !== undefined) return `/admin/${route.part}`;
  if (route.page === "rules" && route.about !== undefined) return `/rules/${hintPath(route.about)}`;
  return `/${route.page}`;
}

const anyPlace = "-";

function readHint(
  kind: string,
  [data = "", device = anyPlace, conversation = anyPlace]: readonly string[],
): RuleHint | undefined {
  if (kind === "change" && data !== "") return { rule: data };
  if (kind !== "new" || (data !== "messages" && data !== "alerts" && data !== "rings")) return undefined;
  const named = (part: string) => (part === anyPlace ? undefined : part);
  return { data, device: named(device), conversation: named(conversation) };
}

function hintPath(about: RuleHint): string {
  const parts =
    "rule" in about
      ? ["change", about.rule]
      : ["new", about.data, about.device ?? anyPlace, about.conversation ?? anyPlace];
  return parts.map((part) => encodeURIComponent(part).replaceAll("%3A", ":")).join("/");
}

function conversationRoute(conversation: string, at = ""): Route {
  const isOffset = /^[1-9]\d{0,14}$/.test(at);
  return isOffset
    ? { page: "conversation", conversation, at: Number(at) }
    : { page: "conversation", conversation };
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
  /** Whether the person has gone anywhere since the page was loaded. */
  hasMoved(): boolean;
  go(route: Route): void;
  /** Goes there without a way back, as after joining. */
  replace(route: Route): void;
}

/** Follows the address of the page for as long as its owner lives. */
export function createRouter(): Router {
  const read = () => readRoute(location.pathname, location.hash);
  const [route, setRoute] = createSignal<Route>(read());
  let isMoved = false;
  const moved = () => {
    isMoved = true;
    setRoute(read());
  };
  globalThis.addEventListener("popstate", moved);
  onCleanup(() => globalThis.removeEventListener("popstate", moved));
  const to = (next: Route, how: "pushState" | "replaceState") => {
    isMoved = true;
    history[how](null, "", pathOf(next));
    setRoute(next);
  };
  return {
    route,
    hasMoved: () => isMoved,
    go: (next) => {
      if (pathOf(next) !== location.pathname) to(next, "pushState");
      else setRoute(next);
    },
    replace: (next) => to(next, "replaceState"),
  };
}
