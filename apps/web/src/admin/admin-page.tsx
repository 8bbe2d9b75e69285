import { createResource, For, Match, Show, Switch } from "solid-js";
import "../look/admin.css";
import { Page } from "../icons/page.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { adminParts, type AdminPart } from "../route/route.ts";
import { useSession } from "../session/session.ts";
import { Accounts } from "./accounts.tsx";
import { AuditLog } from "./audit.tsx";
import { HouseSettings } from "./house-settings.tsx";
import { Invitations } from "./invitations.tsx";
import { Invite } from "./invite.tsx";
import { Load } from "./load.tsx";
import { Storage } from "./storage.tsx";

/** The administration of the house, part by part. The server answers administrators only. */
export default function AdminPage() {
  const session = useSession();
  const words = useLateWords();
  const part = (): AdminPart => {
    const route = session.route();
    return route.page === "admin" ? (route.part ?? "people") : "people";
  };
  return (
    <Page heading={words().admin.heading} lead={words().admin.lead}>
      <Show when={session.isAdmin()} fallback={<p class="hint">{words().console.notYours}</p>}>
        <Parts part={part()} />
        <Switch>
          <Match when={part() === "people"}>
            <Accounts />
          </Match>
          <Match when={part() === "invitations"}>
            <Inviting />
          </Match>
          <Match when={part() === "log"}>
            <AuditLog />
          </Match>
          <Match when={part() === "storage"}>
            <Storage />
          </Match>
          <Match when={part() === "settings"}>
            <HouseSettings />
          </Match>
          <Match when={part() === "load"}>
            <Load />
          </Match>
        </Switch>
      </Show>
    </Page>
  );
}

function Parts(props: { readonly part: AdminPart }) {
  const session = useSession();
  const words = useLateWords();
  return (
    <nav class="parts" aria-label={words().console.parts}>
      <For each={adminParts}>
        {(part) => (
          <button
            type="button"
            aria-current={props.part === part ? "page" : undefined}
            onClick={() => session.go({ page: "admin", part })}
          >
            {words().console[part]}
          </button>
        )}
      </For>
      <button type="button" class="quiet" onClick={() => session.go({ page: "welcome" })}>
        {words().console.firstSteps}
      </button>
    </nav>
  );
}

function Inviting() {
  const session = useSession();
  const [invitations, { refetch }] = createResource(
    () => session.connection().name === "live" || undefined,
    async () => (await session.attempt(session.client.request("admin-invitations", {})))?.invitations ?? [],
  );
  return (
    <>
      <Invite made={() => void refetch()} />
      <Invitations invitations={invitations.latest ?? []} changed={() => void refetch()} />
    </>
  );
}
