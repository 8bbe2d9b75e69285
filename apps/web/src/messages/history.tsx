import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from "solid-js";
import { whoIsTyping } from "@elsewhere/client";
import type { MessageValue } from "@elsewhere/protocol/values";
import { useDesk } from "../conversations/desk.ts";
import { useSession } from "../session/session.ts";
import { dayWords } from "../words/times.ts";
import { Message } from "./message.tsx";
import { Outgoing } from "./outgoing.tsx";
import { startsDay, startsGroup } from "./timeline.ts";

/** This close to an end, in pixels, counts as being there. */
const near = { bottom: 60, top: 300 } as const;

/** What was said. Stays at the newest message until the person scrolls away; loads older ones at the top. */
export function History(props: { readonly id: string }) {
  const session = useSession();
  const desk = useDesk();
  const messages = createMemo<readonly MessageValue[]>(() => session.conversation(props.id)?.messages ?? []);
  const outgoing = () =>
    session.outbox().filter((one) => one.args.to === props.id || one.args.to === desk.to);
  const readBefore = session.state().own.reads.get(props.id) ?? 0;
  const isNew = (message: MessageValue) => message.offset > readBefore && message.by !== session.me;
  const firstNew = createMemo<number | undefined>((known) => known ?? messages().find(isNew)?.offset);
  const place = createPlace(props.id, messages);
  return (
    <div
      class="history"
      ref={place.take}
      onScroll={place.scrolled}
      tabindex="0"
      role="region"
      aria-label="Messages"
    >
      <div class="history-inside">
        <Show when={session.conversation(props.id)?.more}>
          <p class="older">
            <button type="button" disabled={place.loading()} onClick={() => void place.loadOlder()}>
              {place.loading() ? "Fetching older messages …" : "Older messages"}
            </button>
          </p>
        </Show>
        <Show when={messages().length === 0 && outgoing().length === 0}>
          <p class="beginning">
            This is the beginning. What you write reaches {session.titleOf(props.id)} at every place where it
            can be read, and waits where nobody is.
          </p>
        </Show>
        <ol class="messages">
          <For each={messages()}>
            {(message, index) => (
              <>
                <Show when={startsDay(messages()[index() - 1], message)}>
                  <li class="day">
                    <span>{dayWords(message.at, session.now())}</span>
                  </li>
                </Show>
                <Show when={firstNew() === message.offset && index() > 0}>
                  <li class="new-line">
                    <span>New</span>
                  </li>
                </Show>
                <Message
                  message={message}
                  first={startsGroup(messages()[index() - 1], message)}
                  last={endsGroup(message, messages()[index() + 1])}
                />
              </>
            )}
          </For>
          <For each={outgoing()}>{(sending) => <Outgoing sending={sending} />}</For>
        </ol>
        <Writing id={props.id} />
      </div>
      <Show when={!place.atBottom()}>
        <button type="button" class="to-newest" onClick={() => place.toBottom()}>
          Newest
        </button>
      </Show>
    </div>
  );
}

function endsGroup(message: MessageValue, next: MessageValue | undefined): boolean {
  return next === undefined || startsGroup(message, next);
}

function Writing(props: { readonly id: string }) {
  const session = useSession();
  const who = createMemo(() => whoIsTyping(session.state(), props.id, session.now()));
  return (
    <p class="writing-line" role="status">
      <Show when={who().length > 0}>
        <span class="writing">
          {who()
            .map((account) => session.nameOf(account))
            .join(", ")}{" "}
          {who().length === 1 ? "is" : "are"} writing …
        </span>
      </Show>
    </p>
  );
}

/** Where in the history the person is: keeps it when things come above or below, and tells what was read. */
function createPlace(id: string, messages: () => readonly MessageValue[]) {
  const session = useSession();
  let box: HTMLElement | undefined;
  const [atBottom, setAtBottom] = createSignal(true);
  const [loading, setLoading] = createSignal(false);
  const toBottom = () => box?.scrollTo({ top: box.scrollHeight });
  const stay = new ResizeObserver(() => {
    if (atBottom()) toBottom();
  });
  const loadOlder = async () => {
    if (loading() || box === undefined || session.conversation(id)?.more !== true) return;
    setLoading(true);
    const fromBottom = () => (box === undefined ? 0 : box.scrollHeight - box.scrollTop);
    const client = session.client;
    const before = { first: messages()[0]?.offset, distance: fromBottom() };
    const stop = client.on("state", () => {
      before.distance = messages()[0]?.offset === before.first ? fromBottom() : before.distance;
    });
    await session.attempt(client.history(id));
    stop();
    if (box !== undefined) box.scrollTop = box.scrollHeight - before.distance;
    setLoading(false);
  };
  let top = 0;
  const scrolled = () => {
    if (box === undefined) return;
    const isLow = box.scrollHeight - box.scrollTop - box.clientHeight < near.bottom;
    // Only the person goes up; when what is below grew meanwhile, they are still at the newest.
    if (isLow || box.scrollTop < top) setAtBottom(isLow);
    top = box.scrollTop;
    if (box.scrollTop < near.top && box.scrollHeight > box.clientHeight) void loadOlder();
  };
  onMount(() => {
    const line = box?.querySelector(".new-line");
    if (line === null || line === undefined) toBottom();
    else line.scrollIntoView({ block: "center" });
    scrolled();
    if (box?.firstElementChild) stay.observe(box.firstElementChild);
    if (box !== undefined) stay.observe(box);
  });
  onCleanup(() => stay.disconnect());
  createEffect(
    on([atBottom, session.inFront, () => messages().at(-1)?.offset], ([isLow, isSeen, newest]) => {
      if (isLow && isSeen && newest !== undefined) session.client.markRead(id, newest);
    }),
  );
  const take = (element: HTMLElement) => {
    box = element;
  };
  return { take, scrolled, atBottom, toBottom, loading, loadOlder };
}
