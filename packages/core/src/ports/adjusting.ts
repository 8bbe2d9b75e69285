import type { AddressKept } from "../administration/audit.ts";

/** What the core asks of the settings that may change at any time. */
export interface Policy {
  /** `closed`: no invitation is made and none lets in. */
  readonly signUp: "invitation" | "closed";
  readonly devicesPerAccount: number;
  /** At the limit a new sign-in is refused, or the device unused for longest is signed out. */
  readonly atDeviceLimit: "refuse" | "drop-oldest";
  readonly auditAddresses: AddressKept;
}

/** A setting that may change while the server runs, as it is now. */
export interface AdjustableSetting {
  readonly name: string;
  readonly about: string;
  /** How it is called in the environment. */
  readonly env: string;
  /** As it would stand there. */
  readonly value: string;
  readonly usual: string;
  /** Set in the environment or the file: it cannot be changed here. */
  readonly fixed: boolean;
  /** Changed here; otherwise as configured or usual. */
  readonly changed: boolean;
  readonly form: "text" | "count" | "size" | "duration" | "choice";
  readonly choices: readonly string[];
}

/** The settings that may change while the server runs. What they are, and what they may be, the rim knows. */
export interface Adjusting {
  list(): readonly AdjustableSetting[];
  /** Why a value cannot be taken, in words; undefined: it can. */
  refuses(name: string, value: string | null): string | undefined;
  /** These hold from now on; all others are as configured. Values that are no longer possible are left out. */
  apply(values: ReadonlyMap<string, string>): void;
  policy(): Policy;
}
