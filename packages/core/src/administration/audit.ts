import type { AccountName, DeviceId, Offset, Time } from "../names.ts";

/** What is worth knowing afterwards of who may do what here. Words of the wire; one that was released stays. */
export const auditWords = [
  "signed-in",
  "sign-in-failed",
  "signed-up",
  "signed-out",
  "token-reused",
  "token-created",
  "passkey-added",
  "passkey-removed",
  "password-changed",
  "password-link-made",
  "account-added",
  "account-disabled",
  "account-enabled",
  "account-removed",
  "account-exported",
  "admin-given",
  "admin-taken",
  "invitation-made",
  "invitation-used",
  "invitation-revoked",
  "setting-changed",
  "backup-made",
] as const;

export type AuditWord = (typeof auditWords)[number];

/** An event of the audit log. Once written it is never changed. */
export interface AuditBody {
  readonly type: "audit";
  readonly what: AuditWord;
  /** Who did it; the operator at the command line is `-`. Absent: not known. */
  readonly by?: AccountName;
  readonly device?: DeviceId;
  /** What the device was called then. */
  readonly label?: string;
  /** The account it was done to, if it is another than `by`. */
  readonly on?: AccountName;
  /** Where it came from, as far as the operator lets it be kept. */
  readonly address?: string;
  /** A setting's name and value, how many more there were …; never a secret. */
  readonly detail?: string;
}

export type AuditFact = Omit<AuditBody, "type">;

export interface AuditEvent extends AuditFact {
  readonly offset: Offset;
  readonly at: Time;
}

export interface AuditFilter {
  readonly what: AuditWord | undefined;
  /** Events of the account: it did it or it was done to it. */
  readonly account: AccountName | undefined;
}

export function matchesFilter({ what, by, on }: AuditFact, filter: AuditFilter): boolean {
  if (filter.what !== undefined && what !== filter.what) return false;
  return filter.account === undefined || by === filter.account || on === filter.account;
}

/** How much of an address is kept: all of it, its network (/24, /48), or nothing. */
export type AddressKept = "full" | "network" | "off";

/** An address as it may be kept; undefined: not at all. */
export function keptAddress(address: string | undefined, kept: AddressKept): string | undefined {
  if (address === undefined || kept === "off") return undefined;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (kept === "full") return plain;
  const v4 = /^(\d+)\.(\d+)\.(\d+)\.\d+$/.exec(plain);
  if (v4 !== null) return `${v4[1]}.${v4[2]}.${v4[3]}.0/24`;
  return plain.includes(":") ? `${firstGroups(plain)}::/48` : undefined;
}

/** The first three groups of an IPv6 address, written out (RFC 4291 §2.2). */
function firstGroups(address: string): string {
  const [front = "", back] = address.split("%", 1)[0]?.split("::") ?? [];
  const before = front === "" ? [] : front.split(":");
  const after = back === undefined || back === "" ? [] : back.split(":");
  const zeros = back === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return groups.slice(0, 3).join(":");
}
