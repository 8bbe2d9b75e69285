import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from "solid-js";
import type { MessageValue } from "@elsewhere/protocol/values";
import { useSession } from "../session/session.ts";
import { around, following, meets, shownWith, withPage, withRevised, type Past } from "./past.ts";
import { indexFrom } from "./window.ts";

/** The messages of a conversation that are at hand, and how to get more. */
export interface Held {
  /** Oldest first, without a hole. */
  readonly messages: Accessor<readonly MessageValue[]>;
  /** There are older ones on the server. */
  readonly hasOlder: Accessor<boolean>;
  /** There are newer ones that are not among `messages`. */
  readonly hasNewer: Accessor<boolean>;
  readonly loading: Accessor<boolean>;
  older(): Promise<void>;
  newer(): Promise<void>;
  /** Gets the message of an offset, or the next there is; undefined if that cannot be had. */
  reach(offset: number): Promise<MessageValue | undefined>;
  /** Lets go of the past: the newest are shown again. */
  newest(): void;
}

/** A page of nothing but other entries can follow a message; after so many one gives up until asked again. */
const patience = 10;

export function createHeld(id: string): Held {
  const session = useSession();
  const [past, setPast] = createSignal<Past>();
  const [loading, setLoading] = createSignal(false);
  const newest = () => session.conversation(id)?.messages ?? [];
  const messages = createMemo(() => {
    const stretch = past();
    return stretch === undefined ? newest() : shownWith(stretch, newest());
  });
  const hasNewer = () => {
    const stretch = past();
    return stretch !== undefined && !meets(stretch, newest());
  };
  const page = async (ask: { readonly before: number; readonly limit: number }, from: Past | undefined) => {
    const answer = await session.attempt(session.client.request("history", { conversation: id, ...ask }));
    const grown = answer === undefined ? undefined : withPage(from, answer, ask.before);
    if (grown !== undefined) setPast(grown);
    return grown;
  };
  const once = async (work: () => Promise<unknown>) => {
    if (loading()) return;
    setLoading(true);
    await work();
    setLoading(false);
  };
  const olderPast = (stretch: Past) => page({ before: stretch.messages[0]?.offset ?? 1, limit: 50 }, stretch);
  const newerPast = async (from: Past) => {
    const known = from.messages.length;
    let stretch: Past | undefined = from;
    for (let tries = 0; tries < patience && stretch !== undefined; tries += 1) {
      if (meets(stretch, newest()) || stretch.messages.length > known) return;
      stretch = await page(following(stretch), stretch);
    }
  };
  onCleanup(
    session.client.on("revised", (notice) => {
      if (notice.topic === id) setPast((stretch) => stretch && withRevised(stretch, notice.message));
    }),
  );
  return {
    messages,
    hasNewer,
    loading,
    hasOlder: () => past()?.more ?? session.conversation(id)?.more ?? false,
    older: () =>
      once(() => {
        const stretch = past();
        return stretch === undefined ? session.attempt(session.client.history(id)) : olderPast(stretch);
      }),
    newer: () =>
      once(async () => {
        const stretch = past();
        if (stretch !== undefined) await newerPast(stretch);
      }),
    async reach(offset) {
      const first = messages()[0]?.offset ?? Number.POSITIVE_INFINITY;
      const isHeld = offset >= first && (!hasNewer() || offset <= (past()?.upTo ?? 0));
      if (!isHeld && (await page(around(offset), undefined)) === undefined) return undefined;
      return messages()[indexFrom(messages(), offset)] ?? messages().at(-1);
    },
    newest: () => setPast(undefined),
  };
}

/** Calls back with what the address of the page names, now and whenever it is named again. */
export function followAddress(id: string, jump: (offset: number) => void): void {
  const session = useSession();
  createEffect(
    on(session.route, (route) => {
      if (route.page === "conversation" && route.conversation === id && route.at !== undefined)
        jump(route.at);
    }),
  );
}
