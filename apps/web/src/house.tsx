import { createEffect, createMemo, lazy, Match, Show, Switch, type JSX } from "solid-js";
import { Alerts } from "./alerts/alerts.tsx";
import { createAsking } from "./alerts/asking.ts";
import { ConnectionBanner } from "./connection/banner.tsx";
import { ConversationList } from "./conversations/list.tsx";
import { ConversationPage } from "./conversations/conversation.tsx";
import { CloseIcon, Mark } from "./icons/icons.tsx";
import { ActsProvider, createActs } from "./keys/acts.ts";
import { Keys } from "./keys/keys.tsx";
import { Late, useWords } from "./language/speaking.tsx";
import { UpdateNote } from "./offline/update-note.tsx";
import { Strip } from "./places/strip.tsx";
import { useSession } from "./session/session.ts";
import { isSignedOut, refusalWords } from "./words/connection.ts";

const AskNote = lazy(() => import("./alerts/ask-note.tsx"));
const NewGroupPage = lazy(() => import("./conversations/new-group.tsx"));
const GroupInvitationPage = lazy(() => import("./groups/group-invitation.tsx"));
const PersonCard = lazy(() => import("./people/person-card.tsx"));
const PeoplePage = lazy(() => import("./people/people-page.tsx"));
const PlacesPage = lazy(() => import("./places/places-page.tsx"));
const DecisionsPage = lazy(() => import("./places/decisions-page.tsx"));
const AdminPage = lazy(() => import("./admin/admin-page.tsx"));
const AccountPage = lazy(() => import("./account/account-page.tsx"));
const WelcomePage = lazy(() => import("./admin/welcome-page.tsx"));
const SettingsPage = lazy(() => import("./settings/settings-page.tsx"));
const RulesPage = lazy(() => import("./settings/rules-page.tsx"));

/** Everything a person sees who is signed in. */
export function House(props: { readonly left: (why: string) => void }) {
  const session = useSession();
  const words = useWords();
  createEffect(() => {
    const status = session.connection();
    if (status.name === "refused" && isSignedOut(status)) props.left(refusalWords(status, words()));
  });
  const asking = createAsking(session);
  const acts = createActs();
  const isHome = () => session.route().page === "home";
  return (
    <ActsProvider value={acts}>
      <div class="house" classList={{ "at-home": isHome() }}>
        <a class="skip" href="#room" onClick={skip}>
          {words().frame.skip}
        </a>
        <Strip />
        <main class="main">
          <ConversationList />
          <div class="notes">
            <ConnectionBanner />
            <UpdateNote />
            <Show when={asking.missed() !== undefined}>
              <AskNote asking={asking} />
            </Show>
            <Trouble />
          </div>
          <div class="room" id="room" tabindex="-1">
            <Room />
          </div>
        </main>
        <Alerts />
        <Keys />
        <Show when={session.card()} keyed>
          {(account) => <PersonCard account={account} closed={() => session.showCard(undefined)} />}
        </Show>
      </div>
    </ActsProvider>
  );
}

/** The address names what is open; a fragment has no place in it. */
function skip(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#room")?.focus();
}

function Room() {
  const session = useSession();
  const conversation = createMemo(() => {
    const route = session.route();
    return route.page === "conversation" ? route.conversation : undefined;
  });
  const page = () => session.route().page;
  const invitation = () => {
    const route = session.route();
    return route.page === "group" ? route.link : undefined;
  };
  return (
    <Switch fallback={<NothingOpen />}>
      <Match when={conversation()} keyed>
        {(id): JSX.Element => <ConversationPage id={id} />}
      </Match>
      <Match when={page() === "new-group"}>
        <NewGroupPage />
      </Match>
      <Match when={page() === "people"}>
        <PeoplePage />
      </Match>
      <Match when={invitation() !== undefined}>
        <GroupInvitationPage link={invitation() ?? ""} />
      </Match>
      <Match when={page() === "places"}>
        <Late>
          <PlacesPage />
        </Late>
      </Match>
      <Match when={page() === "decisions"}>
        <DecisionsPage />
      </Match>
      <Match when={page() === "settings"}>
        <Late>
          <SettingsPage />
        </Late>
      </Match>
      <Match when={page() === "rules"}>
        <Late>
          <RulesPage />
        </Late>
      </Match>
      <Match when={page() === "account"}>
        <Late>
          <AccountPage />
        </Late>
      </Match>
      <Match when={page() === "welcome"}>
        <Late>
          <WelcomePage />
        </Late>
      </Match>
      <Match when={page() === "admin"}>
        <Late>
          <AdminPage />
        </Late>
      </Match>
    </Switch>
  );
}

function NothingOpen() {
  const session = useSession();
  const words = useWords();
  // Before what was kept is read, nobody is new.
  const isNew = () => session.state().account !== "" && session.state().own.joined.size === 0;
  return (
    <section class="empty" aria-label={words().frame.nothingOpen}>
      <Mark />
      <h1>{isNew() ? words().frame.welcome(session.nameOf(session.me)) : words().frame.empty}</h1>
      <p>{isNew() ? words().frame.welcomeLead : words().frame.emptyLead}</p>
      <Show when={isNew() && session.isAdmin()}>
        <button type="button" class="go" onClick={() => session.go({ page: "admin", part: "invitations" })}>
          {words().frame.invite}
        </button>
      </Show>
    </section>
  );
}

function Trouble() {
  const session = useSession();
  const words = useWords();
  return (
    <div role="alert">
      <Show when={session.trouble() !== ""}>
        <p class="banner trouble-banner">
          <span>{session.trouble()}</span>
          <button
            type="button"
            class="quiet"
            aria-label={words().frame.closeMessage}
            onClick={() => session.say("")}
          >
            <CloseIcon />
          </button>
        </p>
      </Show>
    </div>
  );
}
