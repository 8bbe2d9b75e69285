import type { PersonValue } from "@elsewhere/protocol/values";
import type { Session } from "../session/session.ts";

/** People by the beginning of their name; nobody while there is no connection. */
export async function searchPeople(session: Session, text: string): Promise<readonly PersonValue[]> {
  const answer = await session.attempt(
    session.client.request("find-people", { text, limit: 20 }, { within: 8_000 }),
  );
  const people = answer?.people ?? [];
  session.met(people);
  return people;
}
