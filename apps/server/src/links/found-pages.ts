import type { Clock } from "@elsewhere/machine";
import type { FoundPage } from "./looking.ts";

interface Found {
  readonly page: Promise<FoundPage | undefined>;
  readonly until: number;
  bytes: number;
}

/** How long it is remembered what a page shows, and that it shows nothing, in milliseconds. */
const remembered = 600_000;
const nothingRemembered = 60_000;
const mostPages = 500;
/** Of pictures. */
const mostBytes = 32 * 1024 * 1024;

/** What was found of late, so that a page that many talk about is asked for once. The one asked for longest ago goes first. */
export class FoundPages {
  readonly #clock: Clock;
  readonly #found = new Map<string, Found>();
  #bytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(url: string): boolean {
    const found = this.#found.get(url);
    return found !== undefined && found.until > this.#clock.now();
  }

  /** What is known, or what `look` finds; those who ask meanwhile wait for the same. */
  get(url: string, look: () => Promise<FoundPage | undefined>): Promise<FoundPage | undefined> {
    const found = this.#found.get(url);
    if (found !== undefined && this.has(url)) {
      this.#found.delete(url);
      this.#found.set(url, found);
      return found.page;
    }
    this.#forget(url);
    const page = look();
    this.#keep(url, { page, until: this.#clock.now() + remembered, bytes: 0 });
    page.then(
      (seen) => this.#weigh(url, page, seen),
      () => this.#forget(url),
    );
    return page;
  }

  #weigh(url: string, page: Found["page"], seen: FoundPage | undefined): void {
    const found = this.#found.get(url);
    if (found?.page !== page) return;
    if (seen === undefined)
      return this.#keep(url, { page, until: this.#clock.now() + nothingRemembered, bytes: 0 });
    found.bytes = seen.image?.bytes.length ?? 0;
    this.#bytes += found.bytes;
    this.#trim();
  }

  #keep(url: string, found: Found): void {
    this.#found.set(url, found);
    this.#trim();
  }

  #trim(): void {
    for (const url of this.#found.keys()) {
      if (this.#found.size <= mostPages && this.#bytes <= mostBytes) return;
      this.#forget(url);
    }
  }

  #forget(url: string): void {
    this.#bytes -= this.#found.get(url)?.bytes ?? 0;
    this.#found.delete(url);
  }
}
