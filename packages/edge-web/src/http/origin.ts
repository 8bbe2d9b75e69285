import type { IncomingHttpHeaders } from "node:http";
import type { EdgeConfig } from "../options.ts";

/** Whether a page may use this server: it is served by it, or the operator named its origin. */
export interface Origins {
  /** Requests of programs carry no origin and may come. */
  mayUse(headers: IncomingHttpHeaders): boolean;
  /** An origin other than our own that the operator named (for CORS). */
  isNamed(origin: string): boolean;
}

export function createOrigins(config: Pick<EdgeConfig, "publicUrl" | "origins">): Origins {
  const own = originOf(config.publicUrl);
  const named = new Set(config.origins.map(originOf).filter((origin) => origin !== undefined));
  return {
    mayUse({ origin, host }) {
      if (origin === undefined) return true;
      if (origin === own || named.has(origin)) return true;
      return host !== undefined && hostOf(origin) === host.toLowerCase();
    },
    isNamed: (origin) => origin !== own && named.has(origin),
  };
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
