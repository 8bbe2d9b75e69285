import type {
  AccountRecord,
  CardRecord,
  DeviceRecord,
  FileRecord,
  PasskeyRecord,
  PassRecord,
} from "@elsewhere/core";
import type { Row, Value } from "./driver.ts";

/** Rows of the small tables and the records they are. */

/** So that a name is found however it is written. */
export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

export function accountRow(account: AccountRecord): Value[] {
  const { name, kind, displayName, admin, disabled, passwordHash, createdAt } = account;
  const flags = [admin ? 1 : 0, disabled ? 1 : 0];
  return [name, kind, displayName, folded(displayName), ...flags, passwordHash ?? null, createdAt];
}

export function accountRecord(row: Row): AccountRecord {
  return {
    name: row["name"] as AccountRecord["name"],
    kind: row["kind"] as AccountRecord["kind"],
    displayName: String(row["display_name"]),
    admin: row["admin"] === 1,
    disabled: row["disabled"] === 1,
    ...(row["password_hash"] === null ? {} : { passwordHash: String(row["password_hash"]) }),
    createdAt: Number(row["created_at"]),
  };
}

export function deviceRow(device: DeviceRecord): Value[] {
  return [
    device.id,
    device.account,
    device.label,
    device.kind,
    JSON.stringify(device.capabilities),
    device.createdAt,
    device.lastSeenAt,
    device.tokenHash,
    device.tokenAt,
    device.nextTokenHash ?? null,
    device.retiredTokenHash ?? null,
    device.tenure,
    device.push === undefined ? null : JSON.stringify(device.push),
  ];
}

export function deviceRecord(row: Row): DeviceRecord {
  return {
    id: row["id"] as DeviceRecord["id"],
    account: row["account"] as DeviceRecord["account"],
    label: String(row["label"]),
    kind: row["kind"] as DeviceRecord["kind"],
    capabilities: JSON.parse(String(row["capabilities"])) as DeviceRecord["capabilities"],
    createdAt: Number(row["created_at"]),
    lastSeenAt: Number(row["last_seen_at"]),
    tokenHash: String(row["token_hash"]),
    tokenAt: Number(row["token_at"]),
    ...(row["next_token_hash"] === null ? {} : { nextTokenHash: String(row["next_token_hash"]) }),
    ...(row["retired_token_hash"] === null ? {} : { retiredTokenHash: String(row["retired_token_hash"]) }),
    tenure: row["tenure"] as DeviceRecord["tenure"],
    ...(row["push"] === null
      ? {}
      : { push: JSON.parse(String(row["push"])) as NonNullable<DeviceRecord["push"]> }),
  };
}

export function fileRow(file: FileRecord): Value[] {
  const { id, by, name, type, size, hash, createdAt, width, height } = file;
  return [id, by, name, type, size, hash, createdAt, width ?? null, height ?? null];
}

export function fileRecord(row: Row): FileRecord {
  return {
    id: row["id"] as FileRecord["id"],
    by: row["by"] as FileRecord["by"],
    name: String(row["name"]),
    type: String(row["type"]),
    size: Number(row["size"]),
    hash: String(row["hash"]),
    createdAt: Number(row["created_at"]),
    ...(row["width"] === null ? {} : { width: Number(row["width"]) }),
    ...(row["height"] === null ? {} : { height: Number(row["height"]) }),
  };
}

export function cardRecord(row: Row): CardRecord {
  return {
    id: row["id"] as CardRecord["id"],
    by: row["by"] as CardRecord["by"],
    at: Number(row["at"]),
    card: JSON.parse(String(row["body"])) as CardRecord["card"],
  };
}

export function passRow(pass: PassRecord): Value[] {
  const { hash, kind, by, note, expiresAt, usesLeft, account } = pass;
  return [hash, kind, by ?? null, note ?? null, expiresAt, usesLeft, account ?? null];
}

export function passRecord(row: Row): PassRecord {
  return {
    hash: String(row["hash"]),
    kind: row["kind"] as PassRecord["kind"],
    ...(row["by"] === null ? {} : { by: row["by"] as NonNullable<PassRecord["by"]> }),
    ...(row["note"] === null ? {} : { note: String(row["note"]) }),
    expiresAt: Number(row["expires_at"]),
    usesLeft: Number(row["uses_left"]),
    ...(row["account"] === null ? {} : { account: row["account"] as NonNullable<PassRecord["account"]> }),
  };
}

export function passkeyRow(passkey: PasskeyRecord): Value[] {
  const { id, account, handle, label, publicKey, counter, transports, createdAt, lastUsedAt } = passkey;
  const made = [JSON.stringify(transports), createdAt, lastUsedAt ?? null];
  return [id, account, handle, label, publicKey, counter, ...made];
}

export function passkeyRecord(row: Row): PasskeyRecord {
  return {
    id: String(row["id"]),
    account: row["account"] as PasskeyRecord["account"],
    handle: String(row["handle"]),
    label: String(row["label"]),
    publicKey: String(row["public_key"]),
    counter: Number(row["counter"]),
    transports: JSON.parse(String(row["transports"])) as string[],
    createdAt: Number(row["created_at"]),
    ...(row["last_used_at"] === null ? {} : { lastUsedAt: Number(row["last_used_at"]) }),
  };
}
