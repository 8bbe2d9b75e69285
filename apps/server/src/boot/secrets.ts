import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { Secrets } from "@elsewhere/core";

/** Argon2id with 19 MiB and two passes (OWASP's first choice). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** Bytes that are drawn at once for ids: a call for each costs more than the id. */
const drawnAtOnce = 4096;
const bytesOfId = 16;

/** A source of ids of its own supply of random bytes. */
function idSource(): () => string {
  let supply = Buffer.alloc(0);
  return () => {
    if (supply.length < bytesOfId) supply = randomBytes(drawnAtOnce);
    let text = "";
    for (let index = 0; index < bytesOfId; index += 1) text += letters[(supply[index] ?? 0) % letters.length];
    supply = supply.subarray(bytesOfId);
    return text;
  };
}

export const secrets: Secrets = {
  hashPassword: (password) => hash(password, cost),
  verifyPassword: (hashed, password) => verify(hashed, password),
  hashToken: (token) => createHash("sha256").update(token).digest("hex"),
  token: () => randomBytes(32).toString("base64url"),
  id: idSource(),
};
