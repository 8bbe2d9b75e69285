import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isRejection, rejection, type PassInfo } from "@elsewhere/core";
import { NewPassword, SignIn, SignUp, type PassState, type SignedIn } from "@elsewhere/protocol";
import { isNo, readAddress } from "../map/names.ts";
import { attempt, refuse, whoAsks, wrongBody, type HttpContext } from "./context.ts";
import { clearCookie, credentialOf } from "./credentials.ts";
import { admit, newDevice, type Guesses } from "./admission.ts";
import { addPasskeyRoutes } from "./passkey-routes.ts";
import { createRateLimit } from "./rate-limit.ts";

/** `/api/v1/session`, `/api/v1/sign-up`, `/api/v1/pass/:secret`: how people come in and go. */
export function addSessionRoutes(app: FastifyInstance, context: HttpContext): void {
  const { clock } = context.options;
  const { signInsPerMinute, signInBurst } = context.host.limits;
  const guesses: Guesses = {
    // Many people may share an address.
    byAddress: createRateLimit(clock, signInsPerMinute * 3, signInBurst * 3),
    byAccount: createRateLimit(clock, signInsPerMinute, signInBurst),
  };
  app.post("/api/v1/session", async (request, reply) => signIn(context, guesses, request, reply));
  app.get("/api/v1/session", async (request, reply) => {
    const asker = await whoAsks(context, request);
    if (isRejection(asker)) return refuse(reply, asker);
    const answer: SignedIn = { account: asker.account, device: asker.device };
    return answer;
  });
  app.delete("/api/v1/session", async (request, reply) => signOut(context, request, reply));
  app.post("/api/v1/session/rotate", async (request, reply) => rotate(context, request, reply));
  addPasskeyRoutes(app, context, guesses);
  app.post("/api/v1/password", async (request, reply) => setPassword(context, guesses, request, reply));
  app.post("/api/v1/sign-up", async (request, reply) => signUp(context, guesses, request, reply));
  app.get<{ Params: { secret: string } }>("/api/v1/pass/:secret", async (request, reply) => {
    const wait = guesses.byAddress.take(request.ip);
    if (wait > 0) return refuse(reply, rejection("too-fast"), wait);
    const pass = await attempt(context, "pass", () =>
      context.options.gate.inspectPass(request.params.secret),
    );
    if (isRejection(pass)) return refuse(reply, pass);
    return passState(pass);
  });
}

async function signIn(
  context: HttpContext,
  guesses: Guesses,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | SignedIn> {
  const wrong = wrongBody(context, SignIn, request.body);
  if (wrong !== undefined) return refuse(reply, wrong);
  const body = request.body as SignIn;
  const account = readAddress(body.account, context.options.config.domain);
  const name = isNo(account) ? body.account.toLowerCase() : account;
  const wait = Math.max(guesses.byAddress.take(request.ip), guesses.byAccount.take(name));
  if (wait > 0) return refuse(reply, rejection("too-fast"), wait);
  // Whoever guesses does not learn which names exist.
  if (isNo(account)) return refuse(reply, rejection("wrong-credentials"));
  const admission = await attempt(context, "sign-in", () =>
    context.options.gate.signIn(account, body.password, newDevice(body, request)),
  );
  return admit(context, request, reply, admission, body);
}

async function signUp(
  context: HttpContext,
  guesses: Guesses,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | SignedIn> {
  const wrong = wrongBody(context, SignUp, request.body);
  if (wrong !== undefined) return refuse(reply, wrong);
  const wait = guesses.byAddress.take(request.ip);
  if (wait > 0) return refuse(reply, rejection("too-fast"), wait);
  const body = request.body as SignUp;
  const account = readAddress(body.account, context.options.config.domain);
  if (isNo(account)) {
    const words = "account must be of letters, digits, dots, dashes or underlines, at this server's domain";
    return refuse(reply, rejection("invalid-request", words));
  }
  const { pass, displayName, password } = body;
  const admission = await attempt(context, "sign-up", () =>
    context.options.gate.signUp(pass, { account, displayName, password }, newDevice(body, request)),
  );
  return admit(context, request, reply, admission, body);
}

/** The link is judged as a guess: it may be one. */
async function setPassword(
  context: HttpContext,
  guesses: Guesses,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | SignedIn> {
  const wrong = wrongBody(context, NewPassword, request.body);
  if (wrong !== undefined) return refuse(reply, wrong);
  const wait = guesses.byAddress.take(request.ip);
  if (wait > 0) return refuse(reply, rejection("too-fast"), wait);
  const body = request.body as NewPassword;
  const admission = await attempt(context, "password", () =>
    context.options.gate.setPassword(body.pass, body.password, newDevice(body, request)),
  );
  return admit(context, request, reply, admission, body);
}

function passState({ kind, account, from, note, expiresAt }: PassInfo): PassState {
  return {
    kind,
    expiresAt,
    ...(account === undefined ? undefined : { account }),
    ...(from === undefined ? undefined : { from }),
    ...(note === undefined ? undefined : { note }),
  };
}

async function signOut(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asker = await whoAsks(context, request);
  if (isRejection(asker)) return refuse(reply, asker);
  const answer = await attempt(context, "sign-out", () =>
    context.options.exchange.ask<"sign-out">(
      asker,
      { type: "sign-out", account: undefined, devices: [asker.device] },
      undefined,
    ),
  );
  if (isRejection(answer)) return refuse(reply, answer);
  return reply.header("set-cookie", clearCookie(context.cookie, context.secure)).code(204).send();
}

async function rotate(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | SignedIn> {
  const asker = await whoAsks(context, request);
  if (isRejection(asker)) return refuse(reply, asker);
  const token = await attempt(context, "rotate", () => context.options.gate.rotate(asker));
  if (typeof token !== "string") return refuse(reply, token);
  const as = credentialOf(request.headers, context.cookie)?.by === "cookie" ? "cookie" : "token";
  return admit(context, request, reply, { asker, token }, { as });
}
