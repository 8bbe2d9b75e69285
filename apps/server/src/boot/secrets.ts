import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import type { Secrets } from "@elsewhere/core";

/** Argon2id with 19 MiB and two passes (OWASP's first choice). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

export const secrets: Secrets = {
  hashPassword: (password) => hash(password, cost),
  verifyPassword: (hashed, password) => verify(hashed, password),
  hashToken: (token) => createHash("sha256").update(token).digest("hex"),
  token: () => randomBytes(32).toString("base64url"),
  id: () => {
    let text = "";
    for (const byte of randomBytes(16)) text += letters[byte % letters.length];
    return text;
  },
};
