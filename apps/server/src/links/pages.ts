import type { Clock } from "@elsewhere/machine";
import type { AccountName, FileId, FileRecord, Files, LinkCard, Pages, Store } from "@elsewhere/core";
import type { Reach } from "./fetching.ts";
import { FoundPages } from "./found-pages.ts";
import { lookAt, readableUrl, type FoundImage, type FoundPage } from "./looking.ts";
import { createRateLimit } from "@elsewhere/edge-web";

export interface PagesParts {
  readonly clock: Clock;
  readonly store: Pick<Store, "putFile">;
  readonly files: Pick<Files, "write">;
  readonly newId: () => string;
  readonly reach: Reach;
  readonly userAgent: string;
  /** Why a page could not be had, for the operator. */
  readonly missed: (cause: unknown) => void;
}

/** Previews one person may ask for: a minute, and at once. */
const perMinute = 20;
const atOnce = 10;
/** Pages of all people that are looked at at the same time. */
const busyAtMost = 16;

/**
 * Looks at pages for people. Each page is fetched once in a while for everybody; what was found is stored apart for
 * each who asked, so that nobody learns from it who else did.
 */
export function createPages(parts: PagesParts): Pages {
  const { clock, reach, userAgent } = parts;
  const mayAsk = createRateLimit(clock, perMinute, atOnce);
  const known = new FoundPages(clock);
  let busy = 0;
  const fetchPage = async (url: URL): Promise<FoundPage | undefined> => {
    busy += 1;
    try {
      return await lookAt(url, reach, userAgent);
    } catch (cause) {
      parts.missed(cause);
      return undefined;
    } finally {
      busy -= 1;
    }
  };
  return {
    async look(text, by) {
      if (mayAsk.take(by) > 0) return { found: "too-fast" };
      const url = readableUrl(text, reach);
      if (url === undefined || (busy >= busyAtMost && !known.has(url.href))) return { found: "nothing" };
      try {
        const page = await known.get(url.href, () => fetchPage(url));
        return page === undefined
          ? { found: "nothing" }
          : { found: "card", card: await cardOf(parts, text, page, by) };
      } catch (cause) {
        parts.missed(cause);
        return { found: "nothing" };
      }
    },
  };
}

async function cardOf(parts: PagesParts, url: string, page: FoundPage, by: AccountName): Promise<LinkCard> {
  const { title, description, site } = page;
  const image = page.image === undefined ? undefined : await keepPicture(parts, page.image, by);
  return {
    url,
    title,
    ...(description === undefined ? {} : { description }),
    ...(site === undefined ? {} : { site }),
    ...(image === undefined ? {} : { image }),
  };
}

/** Stored as a file of who asked; it stays if a message comes to hold it. */
async function keepPicture(
  { store, files, clock, newId }: PagesParts,
  { bytes, type, width, height }: FoundImage,
  by: AccountName,
): Promise<NonNullable<LinkCard["image"]>> {
  const id = newId() as FileId;
  const written = await files.write(id, once(bytes), bytes.length);
  if (written === "too-large") throw new Error("a file became longer while it was written");
  const { size, hash } = written;
  const name = `preview.${type.slice("image/".length)}`;
  const record: FileRecord = { id, by, name, type, size, hash, createdAt: clock.now(), width, height };
  await store.putFile(record);
  return { file: id, name, type, size, width, height };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
