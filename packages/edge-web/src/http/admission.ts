import type { FastifyReply, FastifyRequest } from "fastify";
import { isRejection, type Admission, type NewDevice, type Rejection } from "@elsewhere/core";
import type { SignedIn, SignIn } from "@elsewhere/protocol";
import { refuse, type HttpContext } from "./context.ts";
import { setCookie } from "./credentials.ts";
import { labelOf } from "./label.ts";
import type { RateLimit } from "./rate-limit.ts";

export type DeviceFields = Pick<SignIn, "label" | "kind" | "capabilities" | "as" | "public">;

/** Guesses are limited by where they come from and by whom they are about. */
export interface Guesses {
  readonly byAddress: RateLimit;
  readonly byAccount: RateLimit;
}

export function newDevice(fields: DeviceFields, request: FastifyRequest): NewDevice {
  const kind = fields.kind ?? "browser";
  return {
    label: fields.label ?? labelOf(request.headers["user-agent"]),
    kind,
    capabilities:
      fields.capabilities ?? (kind === "script" ? ["text"] : ["text", "rich-text", "image", "file"]),
    passing: fields.public === true,
    address: request.ip,
  };
}

/** Pages get the token where their scripts cannot read it, programs where they can. */
export function admit(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  admission: Admission | Rejection,
  fields: DeviceFields,
): FastifyReply | SignedIn {
  if (isRejection(admission)) return refuse(reply, admission);
  const { asker, token } = admission;
  void reply.header("cache-control", "no-store");
  const as = fields.as ?? (request.headers.origin === undefined ? "token" : "cookie");
  if (as === "token") return { account: asker.account, device: asker.device, token };
  const lasting = fields.public !== true;
  void reply.header("set-cookie", setCookie(context.cookie, token, { secure: context.secure, lasting }));
  return { account: asker.account, device: asker.device };
}
