import { parseFormatting, type Inline } from "@elsewhere/core/conversation/formatting";

/** The first link a text has where links are shown as links: not in code. */
export function firstLink(text: string): string | undefined {
  if (!text.includes("://")) return undefined;
  for (const block of parseFormatting(text)) {
    const found = block.type === "code-block" ? undefined : linkIn(block.inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

function linkIn(inside: readonly Inline[]): string | undefined {
  for (const inline of inside) {
    const found =
      inline.type === "link" ? inline.href : "inside" in inline ? linkIn(inline.inside) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whose page it is: what a person should look at before they press. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url;
}

/** What the site calls itself, with its host unless that says the same. */
export function siteWords(url: string, site: string | undefined): string {
  const host = hostOf(url);
  if (site === undefined || host.startsWith(site.toLowerCase().replaceAll(/\s/g, ""))) return host;
  return `${site} · ${host}`;
}
