import { createMemo, type Accessor } from "solid-js";
import { sortedConversations } from "@elsewhere/client";
import { directConversation, type AccountName } from "@elsewhere/core/names";
import type { LateWords } from "../language/words.ts";
import { languages, ownNames } from "../language/choose.ts";
import { useSpeaking } from "../language/speaking.tsx";
import type { Page } from "../route/route.ts";
import { signOutHere } from "../session/entrance.ts";
import type { Session } from "../session/session.ts";
import { states } from "../status/status-words.ts";
import { useActs } from "./acts.ts";
import type { Act } from "./shortcuts.ts";

/** Something the palette offers. */
export interface Command {
  /** The same whenever it is offered. */
  readonly key: string;
  readonly name: string;
  readonly kind: "conversation" | "person" | "page" | "act" | "status" | "language";
  readonly act?: Act;
  run(): void;
}

/** Everything there is to go to and to do, as the person calls it. */
export function createCommands(session: Session, words: Accessor<LateWords>): Accessor<readonly Command[]> {
  const acts = useActs();
  const speaking = useSpeaking();
  return createMemo((): readonly Command[] => [
    ...conversations(session),
    ...pages(session, words()),
    ...(["next-unread", "previous-unread", "reply", "search", "mark-read", "sheet"] as const).map((act) => ({
      key: `act:${act}`,
      name: words().keys.acts[act],
      kind: "act" as const,
      act,
      // The dialog gives the focus back first.
      run: () => void setTimeout(() => acts.run(act)),
    })),
    ...states.map((state) => ({
      key: `status:${state}`,
      name: words().keys.setStatus(words().status.choices[state].title),
      kind: "status" as const,
      run: () => void session.attempt(session.client.request("set-status", { state })),
    })),
    ...languages.map((language) => ({
      key: `language:${language}`,
      name: ownNames[language],
      kind: "language" as const,
      run: () => void session.attempt(speaking.speak(language, !session.who.isPublic)),
    })),
    ...people(session),
    { key: "act:sign-out", name: words().places.signOutHere, kind: "act", run: () => void signOut(session) },
  ]);
}

function conversations(session: Session): readonly Command[] {
  return sortedConversations(session.state()).map(({ conversation }) => ({
    key: `conversation:${conversation}`,
    name: session.titleOf(conversation),
    kind: "conversation",
    run: () => session.go({ page: "conversation", conversation }),
  }));
}

/** Contacts with whom there is no conversation yet. */
function people(session: Session): readonly Command[] {
  const withMe = (account: string) => directConversation(session.me as AccountName, account as AccountName);
  return [...session.state().own.contacts.values()]
    .filter(({ account, blocked }) => !blocked && session.conversation(withMe(account)) === undefined)
    .map(({ account }) => ({
      key: `person:${account}`,
      name: session.nameOf(account),
      kind: "person",
      run: () => session.go({ page: "conversation", conversation: withMe(account) }),
    }));
}

function pages(session: Session, words: LateWords): readonly Command[] {
  const names = [
    ["new-group", words.conversations.newGroup],
    ["people", words.people.heading],
    ["places", words.places.heading],
    ["decisions", words.decisions.heading],
    ["rules", words.rules.heading],
    ["settings", words.settings.heading],
    ...(session.isAdmin() ? ([["admin", words.admin.heading]] as const) : []),
  ] as const satisfies readonly (readonly [Page, string])[];
  return names.map(([page, name]) => ({
    key: `page:${page}`,
    name,
    kind: "page",
    run: () => session.go({ page }),
  }));
}

async function signOut(session: Session): Promise<void> {
  await session.attempt(signOutHere());
  session.signedOut();
}
