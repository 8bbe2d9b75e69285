import { createSignal, Match, Show, Switch, type Accessor } from "solid-js";
import { followInstalling, type Installing } from "./alerts/installing.ts";
import { createRouter, type Router } from "./route/route.ts";
import { useWords } from "./language/speaking.tsx";
import { keepInvitation, takeInvitation } from "./groups/invitation-kept.ts";
import { Join } from "./session/join.tsx";
import { forgetEverything, isSomebodyElses, recallWho, rememberWho, type Who } from "./session/keeping.ts";
import { whoAmI } from "./session/entrance.ts";
import { createSession, SessionProvider } from "./session/session.ts";
import { SignInPage } from "./session/sign-in.tsx";
import { House } from "./house.tsx";

type Entrance =
  | { readonly name: "looking" }
  | { readonly name: "outside"; readonly why: string }
  | { readonly name: "inside"; readonly who: Who };

/** The whole page: the door, or what is behind it. */
export function App() {
  const router = createRouter();
  const installing = followInstalling();
  const words = useWords();
  const known = recallWho();
  const [entrance, setEntrance] = createSignal<Entrance>(
    known === undefined ? { name: "looking" } : { name: "inside", who: known },
  );
  const enter = (who: Who, first = false) => {
    const invitation = takeInvitation();
    forgetEverything();
    rememberWho(who);
    if (invitation !== undefined) router.replace({ page: "group", link: invitation });
    else if (router.route().page === "join") router.replace({ page: first ? "welcome" : "home" });
    setEntrance({ name: "inside", who });
  };
  const leave = (why: string) => {
    const leaving = who();
    if (leaving === undefined || !isSomebodyElses(leaving)) forgetEverything();
    const route = router.route();
    // Whoever comes with an invitation goes on to it once they are in.
    if (route.page === "group") keepInvitation(route.link);
    else router.replace({ page: "home" });
    setEntrance({ name: "outside", why });
  };
  if (known === undefined && router.route().page !== "join") void lookForCookie(enter, () => leave(""));
  const pass = () => {
    const route = router.route();
    return route.page === "join" ? route.pass : undefined;
  };
  const who = () => {
    const where = entrance();
    return where.name === "inside" ? where.who : undefined;
  };
  const why = () => {
    const where = entrance();
    return where.name === "outside" ? where.why : undefined;
  };
  return (
    <Switch>
      <Match when={pass()}>{(secret) => <Join pass={secret()} entered={enter} />}</Match>
      <Match when={who()} keyed>
        {(person) => <Inside who={person} router={router} installing={installing} left={leave} />}
      </Match>
      <Match when={why() !== undefined}>
        <SignInPage
          why={why() === "" && router.route().page === "group" ? words().door.groupFirst : (why() ?? "")}
          entered={enter}
        />
      </Match>
    </Switch>
  );
}

/** A device whose storage was cleared may still have its cookie. */
async function lookForCookie(enter: (who: Who) => void, leave: () => void): Promise<void> {
  try {
    const { account, device } = await whoAmI();
    enter({ account, device, isPublic: false });
  } catch {
    leave();
  }
}

function Inside(props: {
  readonly who: Who;
  readonly router: Router;
  readonly installing: Accessor<Installing>;
  readonly left: (why: string) => void;
}) {
  const session = createSession(props.who, props.router, props.installing, () => props.left(""));
  return (
    <SessionProvider value={session}>
      <Show when={session}>
        <House left={props.left} />
      </Show>
    </SessionProvider>
  );
}
