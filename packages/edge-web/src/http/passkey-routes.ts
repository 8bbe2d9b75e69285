import type { FastifyInstance } from "fastify";
import { isRejection, rejection } from "@elsewhere/core";
import { SignInWithPasskey, type PasskeyOffered } from "@elsewhere/protocol";
import { admit, newDevice, type Guesses } from "./admission.ts";
import { attempt, refuse, wrongBody, type HttpContext } from "./context.ts";

/** `/api/v1/session/passkey…`: coming in with a passkey. An offer costs a write, so it counts as a guess does. */
export function addPasskeyRoutes(app: FastifyInstance, context: HttpContext, guesses: Guesses): void {
  const { gate } = context.options;
  app.post("/api/v1/session/passkey-offer", async (request, reply) => {
    const wait = guesses.byAddress.take(request.ip);
    if (wait > 0) return refuse(reply, rejection("too-fast"), wait);
    const offer = await attempt(context, "passkey-offer", () => gate.offerPasskey());
    if (isRejection(offer)) return refuse(reply, offer);
    void reply.header("cache-control", "no-store");
    const answer: PasskeyOffered = { attempt: offer.attempt, options: offer.options };
    return answer;
  });
  app.post("/api/v1/session/passkey", async (request, reply) => {
    const wrong = wrongBody(context, SignInWithPasskey, request.body);
    if (wrong !== undefined) return refuse(reply, wrong);
    const wait = guesses.byAddress.take(request.ip);
    if (wait > 0) return refuse(reply, rejection("too-fast"), wait);
    const body = request.body as SignInWithPasskey;
    const admission = await attempt(context, "passkey", () =>
      gate.signInWithPasskey(body.attempt, body.response, newDevice(body, request)),
    );
    return admit(context, request, reply, admission, body);
  });
}
