import type { ServerInfo } from "@elsewhere/protocol/http";

/** Whether the server is where it believes to be, and what to set if not. */
export interface AddressFound {
  readonly differs: boolean;
  /** Lines for its environment. */
  readonly environment: string;
  /** Browsers refuse passkeys, notifications and calls here. */
  readonly isUnsafe: boolean;
}

/** `here`: the address of the page, as the browser has it. */
export function placeOfServer(
  { publicUrl, domain }: Pick<ServerInfo, "publicUrl" | "domain">,
  here: Pick<Location, "origin" | "protocol" | "hostname">,
): AddressFound {
  const isLocal = here.hostname === "localhost" || here.hostname.endsWith(".localhost");
  const wanted = domain === "localhost" && !isLocal ? here.hostname : domain;
  return {
    differs: publicUrl !== undefined && publicUrl !== here.origin,
    environment: `ELSEWHERE_PUBLIC_URL=${here.origin}\nELSEWHERE_DOMAIN=${wanted}`,
    isUnsafe: here.protocol !== "https:" && !isLocal,
  };
}
