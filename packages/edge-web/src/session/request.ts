import { isRejection, rejection, Unavailable, type Asker, type Rejection } from "@elsewhere/core";
import { requests, type RequestName } from "@elsewhere/protocol";
import { translationOf } from "../map/requests.ts";
import type { SessionHost } from "./host.ts";

/** What answering a request needs. */
export type Answering = Pick<
  SessionHost,
  "exchange" | "validators" | "place" | "log" | "clock" | "meters" | "guesses"
>;

/**
 * Checks, translates and asks. `args` have the form the transport gave them; undeclared fields are ignored.
 * Gives the answer as it goes on the wire. Never rejects.
 */
export async function answerRequest(
  host: Answering,
  asker: Asker,
  name: RequestName,
  args: unknown,
  command: string | undefined,
): Promise<object | Rejection> {
  const from = host.clock.now();
  const answer = await tryAnswer(host, asker, name, args, command);
  host.meters.answered(name, isRejection(answer) ? answer.rejected : "ok", host.clock.now() - from);
  return answer;
}

/** Requests that tell whether a secret is right. */
const guessable: ReadonlySet<RequestName> = new Set<RequestName>(["group-link", "join-group"]);

async function tryAnswer(
  host: Answering,
  asker: Asker,
  name: RequestName,
  args: unknown,
  command: string | undefined,
): Promise<object | Rejection> {
  const translation = translationOf(name);
  if (translation === undefined) return rejection("unknown-request", `${name} belongs to a connection`);
  if (requests[name].who === "admin" && !asker.admin) return rejection("not-allowed");
  const wrong = host.validators.wrongArgs(name, args);
  if (wrong !== undefined) return rejection("invalid-request", wrong);
  if (guessable.has(name) && host.guesses.take(asker.account) > 0) return rejection("too-fast");
  const ask = translation.ask(args, host.place);
  if (isRejection(ask)) return ask;
  try {
    const answer = await host.exchange.ask(asker, ask, command);
    return isRejection(answer) ? answer : translation.answer(answer, host.place, args);
  } catch (error) {
    return failure(host, error, name);
  }
}

/** What a person is told of something that failed; the operator finds the rest in the log. */
export function failure(host: Pick<Answering, "log">, error: unknown, doing: string): Rejection {
  if (error instanceof Unavailable) {
    host.log.warn({ err: error, dependency: error.dependency, doing }, "a dependency is unavailable");
    return rejection("unavailable");
  }
  host.log.error({ err: error, doing }, "a request failed because of a mistake in the server");
  return rejection("internal-error");
}
