import { For, Show } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { untilWords } from "../words/times.ts";

type Invitation = Answer<"admin-invitations">["invitations"][number];

/** The links that still let somebody in, and the way to take them back. */
export function Invitations(props: {
  readonly invitations: readonly Invitation[];
  readonly changed: () => void;
}) {
  const session = useSession();
  const words = useLateWords();
  const revoke = async ({ invitation }: Invitation) => {
    await session.attempt(session.client.request("admin-revoke-invitation", { invitation }));
    props.changed();
  };
  const nameOf = (one: Invitation) =>
    one.note === undefined || one.note === "" ? words().admin.withoutWord : one.note;
  return (
    <Show when={props.invitations.length > 0}>
      <section class="cards">
        <h2>{words().admin.openInvitations}</h2>
        <ul>
          <For each={props.invitations}>
            {(one) => (
              <li class="card">
                <span class="card-words">
                  <b>{nameOf(one)}</b>
                  <small>
                    {words().admin.holds(one.usesLeft, untilWords(one.expiresAt, session.now(), words()))}
                  </small>
                </span>
                <span class="card-acts">
                  <button
                    type="button"
                    aria-label={words().admin.revokeOf(nameOf(one))}
                    onClick={() => void revoke(one)}
                  >
                    {words().admin.revoke}
                  </button>
                </span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
