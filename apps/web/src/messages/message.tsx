import { createMemo, createSignal, For, onCleanup, Show } from "solid-js";
import type { MessageValue } from "@elsewhere/protocol/values";
import { useDesk } from "../conversations/desk.ts";
import { ReplyIcon } from "../icons/writing-icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { LinkCard } from "../links/link-card.tsx";
import { receiptWords } from "../words/receipts.ts";
import { clockTime } from "../words/times.ts";
import { Attachments } from "./attachments.tsx";
import { Formatted } from "./formatted.tsx";
import { MessageMenu, ReactButton } from "./menu.tsx";
import { useReacting } from "./reacting.ts";
import { Quote } from "./quote.tsx";
import { followTouch } from "./touch.ts";
import { Why } from "./why.tsx";

/** One message, with what can be done about it. `first` and `last` of those that stand together. */
export function Message(props: {
  readonly message: MessageValue;
  readonly first: boolean;
  readonly last: boolean;
}) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const isMine = () => props.message.by === session.me;
  const isExplained = () => desk.explained() === props.message.offset;
  const conversation = () => session.conversation(desk.id);
  const receipt = createMemo(() => {
    const known = conversation();
    return isMine() && known !== undefined
      ? receiptWords(known, props.message.offset, session.me, words())
      : "";
  });
  // What only a pointer needs is made when one comes near.
  const [near, setNear] = createSignal(false);
  let openMenu: () => void = () => undefined;
  const reply = () => desk.intend({ name: "reply", to: props.message });
  const attach = (element: HTMLElement) =>
    onCleanup(
      followTouch(element, (gesture) => {
        if (props.message.deletedAt !== undefined) return;
        if (gesture === "reply") reply();
        else openMenu();
      }),
    );
  const isMentioned = () => props.message.mentions?.includes(session.me) === true && !isMine();
  const explain = () => desk.explain(isExplained() ? undefined : props.message.offset);
  return (
    <div
      class="message"
      classList={{ mine: isMine(), first: props.first, last: props.last, mentioned: isMentioned() }}
      ref={attach}
      onPointerEnter={({ pointerType }) => pointerType === "mouse" && setNear(true)}
    >
      <Show when={props.first && !isMine()}>
        <b class="who">{session.nameOf(props.message.by)}</b>
      </Show>
      <Show when={isMine()}>
        <b class="hidden">{words().messages.you}</b>
      </Show>
      <div class="bubble-line">
        <div class="bubble" classList={{ deleted: props.message.deletedAt !== undefined }}>
          <Show when={props.message.deletedAt === undefined} fallback={words().messages.deletedMessage}>
            <Show when={props.message.reply}>{(offset) => <Quote offset={offset()} />}</Show>
            <Attachments message={props.message} />
            <Show when={props.message.text !== ""}>
              <Formatted text={props.message.text} />
            </Show>
            <For each={props.message.cards}>{(card) => <LinkCard card={card} />}</For>
            <Show when={props.message.editedAt}>
              {(at) => <small class="edited"> {words().messages.edited(clockTime(at(), words()))}</small>}
            </Show>
          </Show>
        </div>
        <Show when={props.message.deletedAt === undefined}>
          <Show when={near()}>
            <ReactButton message={props.message} />
            <button
              type="button"
              class="quiet more near"
              aria-label={words().messages.reply}
              title={words().messages.reply}
              onClick={reply}
            >
              <ReplyIcon />
            </button>
          </Show>
          <MessageMenu
            message={props.message}
            explain={explain}
            opener={(open) => {
              openMenu = open;
            }}
          />
        </Show>
      </div>
      <Reactions message={props.message} />
      <Show when={props.last || isExplained()}>
        <p class="meta">
          <time dateTime={new Date(props.message.at).toISOString()}>
            {clockTime(props.message.at, words())}
          </time>
          <Show when={receipt()}>
            {(said) => (
              <>
                {" · "}
                <span class="receipt">{said()}</span>
              </>
            )}
          </Show>
          {" · "}
          <button type="button" class="link" aria-expanded={isExplained()} onClick={explain}>
            {words().messages.why}
          </button>
        </p>
      </Show>
      <Show when={isExplained()}>
        <Why datum={desk.messageId(props.message.offset)} />
      </Show>
    </div>
  );
}

function Reactions(props: { readonly message: MessageValue }) {
  const session = useSession();
  const words = useWords();
  const { reactions, react } = useReacting(() => props.message);
  return (
    <Show when={reactions().length > 0}>
      <ul class="reactions" aria-label={words().messages.reactions}>
        <For each={reactions()}>
          {([emoji, who]) => {
            const isOn = who.includes(session.me);
            const names = who.map((account) => session.nameOf(account)).join(", ");
            return (
              <li>
                <button type="button" aria-pressed={isOn} title={names} onClick={() => react(emoji)}>
                  {emoji} <span>{who.length}</span>
                  <span class="hidden"> {words().messages.reactedBy(names)}</span>
                </button>
              </li>
            );
          }}
        </For>
      </ul>
    </Show>
  );
}
