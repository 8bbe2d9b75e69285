import { createResource, createSignal, Match, Show, Switch } from "solid-js";
import type { Answer } from "@elsewhere/protocol/requests";
import { Page } from "../icons/page.tsx";
import { Late, useLateWords } from "../language/speaking.tsx";
import { errorWords, useSession } from "../session/session.ts";
import { untilWords } from "../words/times.ts";

/** Where a link into a group leads: what the group is, and the choice to join. Opening it changes nothing. */
export default function GroupInvitationPage(props: { readonly link: string }) {
  return (
    <Late>
      <Invitation link={props.link} />
    </Late>
  );
}

function Invitation(props: { readonly link: string }) {
  const session = useSession();
  const words = useLateWords();
  const [group] = createResource(
    () => session.connection().name === "live" && props.link,
    (link) => session.client.request("group-link", { link }),
  );
  return (
    <Page heading={words().groups.invitation}>
      <Switch fallback={<p class="hint">{words().groups.looking}</p>}>
        <Match when={group.error as unknown}>
          <p>{words().groups.linkDead}</p>
          <p class="hint">{errorWords(group.error, words())}</p>
        </Match>
        <Match when={group()}>{(found) => <Offer group={found()} link={props.link} />}</Match>
      </Switch>
    </Page>
  );
}

function Offer(props: { readonly group: Answer<"group-link">; readonly link: string }) {
  const session = useSession();
  const words = useLateWords();
  const [busy, setBusy] = createSignal(false);
  const { conversation } = props.group;
  const open = () => session.replace({ page: "conversation", conversation });
  const join = async () => {
    setBusy(true);
    const joined = await session.attempt(session.client.request("join-group", { link: props.link }));
    setBusy(false);
    if (joined !== undefined) open();
  };
  return (
    <section class="offer">
      <h2>{props.group.title}</h2>
      <Show when={props.group.about}>{(about) => <p class="offer-about">{about()}</p>}</Show>
      <p>{words().groups.invitedBy(props.group.by.displayName, props.group.members)}</p>
      <p class="hint">{words().groups.joinLead}</p>
      <div class="acts">
        <Show
          when={!props.group.joined}
          fallback={
            <button type="button" class="go" onClick={open}>
              {words().groups.openIt}
            </button>
          }
        >
          <button type="button" class="go" disabled={busy()} onClick={() => void join()}>
            {words().groups.join}
          </button>
          <button type="button" onClick={() => session.replace({ page: "home" })}>
            {words().groups.notNow}
          </button>
        </Show>
      </div>
      <p class="hint">
        {words().groups.linkUntil(untilWords(props.group.expiresAt, session.now(), words()))}
      </p>
    </section>
  );
}
