import { createContext, createSignal, onCleanup, useContext, type Accessor } from "solid-js";
import {
  createClient,
  displayName,
  pageSenses,
  RequestError,
  title,
  type AccountState,
  type Client,
  type ConnectionStatus,
  type ConversationState,
  type Sending,
} from "@elsewhere/client";
import { createAllUploads } from "../composer/all-uploads.ts";
import type { Uploads } from "../composer/uploads.ts";
import type { PersonValue } from "@elsewhere/protocol/values";
import { useWords } from "../language/speaking.tsx";
import type { Words } from "../language/words.ts";
import type { Installing } from "../alerts/installing.ts";
import type { Router } from "../route/route.ts";
import { createPreferences, type KeptPreferences } from "../settings/preferences.ts";
import { switchedSenses } from "../settings/sensing.ts";
import { followClient } from "./follow-client.ts";
import { Refused, signOutOnLeaving } from "./entrance.ts";
import { followTabs } from "../offline/follow-tabs.ts";
import { keptOf, type Who } from "./keeping.ts";
import { waitWords } from "./wait-words.ts";

/** What every part of the app has at hand while somebody is signed in. */
export interface Session extends Router, KeptPreferences {
  readonly client: Client;
  readonly who: Who;
  readonly me: string;
  /** Id of this device. */
  readonly here: string;
  readonly state: Accessor<AccountState>;
  readonly connection: Accessor<ConnectionStatus>;
  readonly outbox: Accessor<readonly Sending[]>;
  readonly isAdmin: Accessor<boolean>;
  /** The time, told anew every second. */
  readonly now: Accessor<number>;
  readonly online: Accessor<boolean>;
  /** The page is in front of the person. */
  readonly inFront: Accessor<boolean>;
  /** What the page says, in the language that is spoken now. */
  readonly words: Accessor<Words>;
  /** Whether the page can become an app here. */
  readonly installing: Accessor<Installing>;
  /** The last thing that went wrong, in words; empty: nothing. */
  readonly trouble: Accessor<string>;
  readonly say: (trouble: string) => void;
  /** Waits for something that may be refused, and says so; undefined then. */
  readonly attempt: <T>(work: Promise<T>) => Promise<T | undefined>;
  /** Whose card is open. It stays while what it was opened from goes, as when somebody is blocked. */
  readonly card: Accessor<string | undefined>;
  readonly showCard: (account: string | undefined) => void;
  conversation(id: string): ConversationState | undefined;
  /** Files that go with the next message of a conversation; they go on while another one is shown. */
  uploadsOf(conversation: string): Uploads;
  nameOf(account: string): string;
  titleOf(conversation: string): string;
  /** People that were found by searching are called by their names from then on. */
  met(people: readonly PersonValue[]): void;
  signedOut(): void;
}

const SessionContext = createContext<Session>();

export const SessionProvider = SessionContext.Provider;

/** The session this component lives in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error("Nobody is signed in here.");
  return session;
}

/** Connects for somebody, until the owner of the scope goes away. */
export function createSession(
  who: Who,
  router: Router,
  installing: Accessor<Installing>,
  signedOut: () => void,
): Session {
  const kept = createPreferences(who.isPublic);
  const { storage, tabs } = keptOf(who);
  const client = createClient({
    url: location.origin,
    storage,
    capabilities: ["text", "rich-text", "image", "file"],
    sense: switchedSenses(pageSenses(globalThis), () => kept.preferences().sensing),
  });
  if (who.isPublic) leaveNothing();
  if (tabs !== undefined) followTabs(tabs, client);
  onCleanup(() => void client.close());
  const facts = followClient(client);
  const surroundings = followPage();
  const words = useWords();
  const [trouble, say] = createSignal("");
  const [card, showCard] = createSignal<string>();
  const [known, setKnown] = createSignal<ReadonlyMap<string, PersonValue>>(new Map());
  const nameOf = (account: string) => {
    if (facts.state().people.get(account)?.gone === true) return words().people.former(account);
    const name = displayName(facts.state(), account);
    return name === account ? (known().get(account)?.displayName ?? account) : name;
  };
  return {
    ...router,
    ...facts,
    ...surroundings,
    ...kept,
    client,
    who,
    installing,
    me: who.account,
    here: who.device,
    words,
    trouble,
    say,
    card,
    showCard: (account) => void showCard(account),
    signedOut,
    nameOf,
    uploadsOf: createAllUploads(client, who),
    conversation: (id) => facts.state().conversations.get(id),
    titleOf: (id) =>
      isKnown(facts.state(), id) ? title(facts.state(), id) : nameOf(otherIn(id, who.account) ?? id),
    met: (people) =>
      setKnown((before) => new Map([...before, ...people.map((one) => [one.account, one] as const)])),
    attempt: async (work) => {
      try {
        const answer = await work;
        facts.catchUp();
        return answer;
      } catch (error) {
        say(errorWords(error, words()));
        return undefined;
      }
    },
  };
}

function isKnown(state: AccountState, id: string): boolean {
  const other = otherIn(id, state.account);
  return other === undefined || (state.people.has(other) && state.people.get(other)?.gone !== true);
}

/** The other person of a direct conversation; oneself in the one with oneself; undefined in a group. */
export function otherIn(conversation: string, me: string): string | undefined {
  const [kind, one = "", other = ""] = conversation.split(":");
  if (kind !== "d") return undefined;
  return one === me ? other : one;
}

/** A failure as the person reads it. */
export function errorWords(error: unknown, words: Words): string {
  const { errors } = words;
  const wait = waitWords(error, words);
  if (wait !== undefined) return wait;
  if (error instanceof RequestError || error instanceof Refused)
    return errors.refused(error.code, error.message);
  return error instanceof Error ? error.message : errors.unknown;
}

function followPage() {
  const [now, setNow] = createSignal(Date.now());
  const [online, setOnline] = createSignal(navigator.onLine);
  const looksHere = () => document.visibilityState === "visible" && document.hasFocus();
  const [inFront, setInFront] = createSignal(looksHere());
  const ending = new AbortController();
  const { signal } = ending;
  const timer = setInterval(() => setNow(Date.now()), 1000);
  const look = () => setInFront(looksHere());
  for (const name of ["focus", "blur", "pageshow"]) globalThis.addEventListener(name, look, { signal });
  document.addEventListener("visibilitychange", look, { signal });
  globalThis.addEventListener("online", () => setOnline(true), { signal });
  globalThis.addEventListener("offline", () => setOnline(false), { signal });
  onCleanup(() => {
    clearInterval(timer);
    ending.abort();
  });
  return { now, online, inFront };
}

/** Leaving the page is signing out: the next person at this terminal finds nothing. */
function leaveNothing(): void {
  globalThis.addEventListener("pagehide", signOutOnLeaving);
  onCleanup(() => globalThis.removeEventListener("pagehide", signOutOnLeaving));
}
