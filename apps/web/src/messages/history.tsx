import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { whoIsTyping } from "@elsewhere/client";
import type { MessageValue } from "@elsewhere/protocol/values";
import { useDesk } from "../conversations/desk.ts";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { dayWords } from "../words/times.ts";
import { createHeld, followAddress, type Held } from "./held.ts";
import { Message } from "./message.tsx";
import { Outgoing } from "./outgoing.tsx";
import { createPlace } from "./place.ts";
import { startsDay, startsGroup } from "./timeline.ts";
import { indexFrom } from "./window.ts";

/** What was said. Stays at the newest message until the person scrolls away; more comes at both ends. */
export function History(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const { id } = props;
  const held = createHeld(id);
  const outgoing = () => session.outbox().filter((one) => one.args.to === id || one.args.to === desk.to);
  const readBefore = session.state().own.reads.get(id) ?? 0;
  const isNew = (message: MessageValue) => message.offset > readBefore && message.by !== session.me;
  const newest = () => session.conversation(id)?.messages ?? [];
  const firstNew = createMemo<number | undefined>((known) => known ?? newest().find(isNew)?.offset);
  const place = createPlace(id, held, firstNew);
  const [marked, setMarked] = createSignal<number>();
  const jump = async (offset: number) => {
    const message = await held.reach(offset);
    if (message === undefined) return;
    place.goTo(message.offset, 0.35);
    setMarked(message.offset);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`#m${message.offset}`)?.focus({ preventScroll: true }),
    );
  };
  desk.follow((offset) => void jump(offset));
  followAddress(id, (offset) => void jump(offset));
  // Who writes wants to see it go.
  createEffect(
    on(
      () => outgoing().length,
      (now, before = 0) => now > before && place.toBottom(),
      { defer: true },
    ),
  );
  const offsets = createMemo(() =>
    held
      .messages()
      .slice(place.range().from, place.range().to)
      .map((message) => message.offset),
  );
  return (
    <div
      class="history"
      ref={place.takeBox}
      onScroll={place.scrolled}
      tabindex="0"
      role="region"
      aria-label={words().messages.region}
    >
      <div class="history-inside">
        <Show when={held.hasOlder()}>
          <p class="older">
            <button type="button" disabled={held.loading()} onClick={() => void held.older()}>
              {held.loading() ? words().messages.fetchingOlder : words().messages.older}
            </button>
          </p>
        </Show>
        <Show when={held.messages().length === 0 && outgoing().length === 0}>
          <p class="beginning">{words().messages.beginning(session.titleOf(id))}</p>
        </Show>
        <ol class="messages" ref={place.takeList}>
          <For each={offsets()}>
            {(offset) => (
              <Row
                offset={offset}
                held={held}
                isFirstNew={firstNew() === offset}
                isMarked={marked() === offset}
                measure={place.measure}
              />
            )}
          </For>
        </ol>
        <Show when={!held.hasNewer()}>
          <ol class="messages" aria-label={words().messages.onTheWay}>
            <For each={outgoing()}>{(sending) => <Outgoing sending={sending} />}</For>
          </ol>
          <Writing id={id} />
        </Show>
      </div>
      <Show when={!place.atBottom()}>
        <ToNewest id={id} go={place.toBottom} />
      </Show>
    </div>
  );
}

/** A message with the marks before it: a day, and where what is new begins. */
function Row(props: {
  readonly offset: number;
  readonly held: Held;
  readonly isFirstNew: boolean;
  readonly isMarked: boolean;
  readonly measure: (element: HTMLElement, offset: number) => void;
}) {
  const session = useSession();
  const words = useWords();
  const index = createMemo(() => indexFrom(props.held.messages(), props.offset));
  // For the moment in which a row goes because its message did, it shows the message as it was.
  const message = createMemo<MessageValue | undefined>((before) => {
    const now = props.held.messages()[index()];
    return now?.offset === props.offset ? now : before;
  });
  const before = () => props.held.messages()[index() - 1];
  return (
    <Show when={message()}>
      {(one) => (
        <li
          id={`m${props.offset}`}
          tabindex="-1"
          classList={{ marked: props.isMarked }}
          ref={(element) => props.measure(element, props.offset)}
        >
          <Show when={startsDay(before(), one())}>
            <p class="day-line">{dayWords(one().at, session.now(), words())}</p>
          </Show>
          <Show when={props.isFirstNew && index() > 0}>
            <p class="new-line">{words().messages.newLine}</p>
          </Show>
          <Message
            message={one()}
            first={startsGroup(before(), one())}
            last={endsGroup(one(), props.held.messages()[index() + 1])}
          />
        </li>
      )}
    </Show>
  );
}

function endsGroup(message: MessageValue, next: MessageValue | undefined): boolean {
  return next === undefined || startsGroup(message, next);
}

function ToNewest(props: { readonly id: string; readonly go: () => void }) {
  const session = useSession();
  const words = useWords();
  const waiting = () => {
    session.state();
    return session.client.unread(props.id);
  };
  return (
    <button type="button" class="to-newest" onClick={() => props.go()}>
      {waiting() === 0 ? words().messages.newest : words().messages.newAndNewest(waiting())}
    </button>
  );
}

function Writing(props: { readonly id: string }) {
  const session = useSession();
  const words = useWords();
  const who = createMemo(() => whoIsTyping(session.state(), props.id, session.now()));
  return (
    <p class="writing-line" role="status">
      <Show when={who().length > 0}>
        <span class="writing">
          {words().messages.writing(who().map((account) => session.nameOf(account)))}
        </span>
      </Show>
    </p>
  );
}
