import { imageOf, type SeenImage } from "@elsewhere/edge-web";
import { limits } from "@elsewhere/protocol";
import { fetchPublic, mayFetch, type Reach, type Wanted } from "./fetching.ts";
import { readHead, type PageHead } from "./page-head.ts";
import { oneLine, pageText } from "./page-text.ts";

/** What was found of a page. */
export interface FoundPage {
  readonly title: string;
  readonly description: string | undefined;
  readonly site: string | undefined;
  readonly image: FoundImage | undefined;
}

export interface FoundImage extends SeenImage {
  readonly bytes: Buffer;
}

/** For the page and its picture together, milliseconds. */
const within = 5_000;

const page: Wanted = {
  accept: "text/html, application/xhtml+xml",
  type: /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i,
  most: 512 * 1024,
  beginning: true,
};

/** Its bytes are looked at anyway. */
const picture: Wanted = {
  accept: "image/webp, image/png, image/jpeg, image/gif",
  type: /^\s*image\//i,
  most: 1024 * 1024,
  beginning: false,
};

/** Smaller pictures count visitors; larger ones would fill the memory of those who look. */
const leastPixels = 32;
const mostPixels = 24_000_000;

/** The address of a link if it may be looked at. */
export function readableUrl(text: string, reach: Reach): URL | undefined {
  if (text.length > limits.url || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return mayFetch(url, reach) ? url : undefined;
}

/** Looks at a page: undefined when it has nothing to show. Rejects with the reason when it cannot be had. */
export async function lookAt(url: URL, reach: Reach, userAgent: string): Promise<FoundPage | undefined> {
  const signal = AbortSignal.timeout(within);
  const found = await fetchPublic(url, page, reach, userAgent, signal);
  const head = readHead(pageText(found.bytes, found.type));
  const title = oneLine(firstOf(head, ["og:title", "twitter:title"]) ?? head.title, limits.cardTitle);
  if (title === undefined) return undefined;
  return {
    title,
    description: oneLine(
      firstOf(head, ["og:description", "twitter:description", "description"]),
      limits.cardText,
    ),
    site: oneLine(firstOf(head, ["og:site_name", "application-name"]), limits.cardTitle),
    image: await pictureOf(head, found.url, reach, userAgent, signal),
  };
}

function firstOf({ meta }: PageHead, names: readonly string[]): string | undefined {
  return names.map((name) => meta.get(name)).find((content) => content !== undefined);
}

/** A page without its picture is worth showing too. */
async function pictureOf(
  head: PageHead,
  at: URL,
  reach: Reach,
  userAgent: string,
  signal: AbortSignal,
): Promise<FoundImage | undefined> {
  const named = firstOf(head, ["og:image:secure_url", "og:image", "og:image:url", "twitter:image"]);
  if (named === undefined) return undefined;
  try {
    const base = new URL(head.base ?? "", at);
    const { bytes } = await fetchPublic(new URL(named, base), picture, reach, userAgent, signal);
    const seen = imageOf(bytes);
    if (seen === undefined || Math.min(seen.width, seen.height) < leastPixels) return undefined;
    return seen.width * seen.height > mostPixels ? undefined : { ...seen, bytes };
  } catch {
    return undefined;
  }
}
