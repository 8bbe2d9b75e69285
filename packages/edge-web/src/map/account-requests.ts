import { rejection, type Proof, type Rejection } from "@elsewhere/core";
import { nothing, row } from "./translation.ts";

/** How a person comes in, and goes for good. */
export const ownAccount = {
  passkeys: row<"passkeys">()(
    () => ({ type: "passkeys" as const }),
    (answer) => ({
      passkeys: answer.passkeys.map(({ passkey, label, createdAt, lastUsedAt }) => ({
        passkey,
        label,
        createdAt,
        ...(lastUsedAt === undefined ? undefined : { lastUsedAt }),
      })),
    }),
  ),
  "begin-passkey": row<"begin-passkey">()(
    (args) => withProof(args, (proof) => ({ type: "begin-passkey" as const, proof })),
    ({ attempt, options }) => ({ attempt, options }),
  ),
  "add-passkey": row<"add-passkey">()(
    ({ attempt, response, label }) => ({ type: "add-passkey" as const, attempt, response, label }),
    (answer) => ({ passkey: answer.passkey }),
  ),
  "rename-passkey": row<"rename-passkey">()(
    ({ passkey, label }) => ({ type: "rename-passkey" as const, passkey, label }),
    nothing,
  ),
  "remove-passkey": row<"remove-passkey">()(
    ({ passkey }) => ({ type: "remove-passkey" as const, passkey }),
    nothing,
  ),
  "begin-proof": row<"begin-proof">()(
    () => ({ type: "begin-proof" as const }),
    ({ attempt, options }) => ({ attempt, options }),
  ),
  "change-password": row<"change-password">()(
    (args) =>
      withProof(args, (proof) => ({ type: "change-password" as const, password: args.newPassword, proof })),
    nothing,
  ),
  "remove-own-account": row<"remove-own-account">()(
    (args) => withProof(args, (proof) => ({ type: "remove-own-account" as const, proof })),
    nothing,
  ),
};

interface ProofArgs {
  readonly password?: string;
  readonly passkey?: { readonly attempt: string; readonly response: unknown };
}

function withProof<T>({ password, passkey }: ProofArgs, then: (proof: Proof) => T): T | Rejection {
  if (password !== undefined) return then({ password });
  if (passkey !== undefined) return then({ attempt: passkey.attempt, response: passkey.response });
  return rejection("invalid-request", "password or passkey must be there");
}
