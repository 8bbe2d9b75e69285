import { createSignal, For, Show } from "solid-js";
import type { MessageValue } from "@elsewhere/protocol/values";
import { useDesk } from "../conversations/desk.ts";
import { EmojiChoice } from "../emoji/emoji-button.tsx";
import { MoreIcon } from "../icons/icons.tsx";
import { Popover } from "../icons/popover.tsx";
import { SmileIcon } from "../icons/writing-icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { useReacting } from "./reacting.ts";

const emojis = ["👍", "❤️", "😂", "🎉", "😮", "✅"] as const;

interface About {
  readonly message: MessageValue;
  readonly explain: () => void;
}

/** What can be done about a message. */
export function MessageMenu(props: About & { readonly opener: (open: () => void) => void }) {
  const words = useWords();
  return (
    <Popover label={words().messages.more} class="quiet more" opener={props.opener} face={<MoreIcon />}>
      {(close) => <Choices message={props.message} explain={props.explain} close={close} />}
    </Popover>
  );
}

/** A reaction of whatever emoji, in reach of the pointer. */
export function ReactButton(props: { readonly message: MessageValue }) {
  const words = useWords();
  const { react } = useReacting(() => props.message);
  return (
    <Popover label={words().messages.react} class="quiet more near" face={<SmileIcon />}>
      {(close) => (
        <EmojiChoice
          choose={(emoji) => {
            close();
            react(emoji);
          }}
        />
      )}
    </Popover>
  );
}

function Choices(props: About & { readonly close: () => void }) {
  const [picking, setPicking] = createSignal(false);
  const { react } = useReacting(() => props.message);
  const chosen = (emoji: string) => {
    props.close();
    react(emoji);
  };
  return (
    <Show when={!picking()} fallback={<EmojiChoice choose={chosen} />}>
      <div class="menu">
        <QuickReactions chosen={chosen} more={() => setPicking(true)} />
        <WhoReacted message={props.message} />
        <Acts message={props.message} explain={props.explain} close={props.close} />
      </div>
    </Show>
  );
}

function QuickReactions(props: { readonly chosen: (emoji: string) => void; readonly more: () => void }) {
  const words = useWords();
  return (
    <div class="menu-emojis" role="group" aria-label={words().messages.react}>
      <For each={emojis}>
        {(emoji) => (
          <button
            type="button"
            aria-label={words().messages.reactWith(emoji)}
            onClick={() => props.chosen(emoji)}
          >
            {emoji}
          </button>
        )}
      </For>
      <button
        type="button"
        class="quiet"
        aria-label={words().messages.otherEmoji}
        onClick={() => props.more()}
      >
        <SmileIcon />
      </button>
    </div>
  );
}

function WhoReacted(props: { readonly message: MessageValue }) {
  const session = useSession();
  const words = useWords();
  const { reactions } = useReacting(() => props.message);
  const names = (who: readonly string[]) =>
    new Intl.ListFormat(words().locale).format(
      who.map((account) => (account === session.me ? words().messages.you : session.nameOf(account))),
    );
  return (
    <Show when={reactions().length > 0}>
      <dl class="who-reacted" aria-label={words().messages.reactions}>
        <For each={reactions()}>
          {([emoji, who]) => (
            <div>
              <dt>{emoji}</dt>
              <dd>{names(who)}</dd>
            </div>
          )}
        </For>
      </dl>
    </Show>
  );
}

function Acts(props: About & { readonly close: () => void }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const isMine = () => props.message.by === session.me;
  const mayDelete = () =>
    isMine() ||
    (desk.id.startsWith("g:") && session.conversation(desk.id)?.members.get(session.me) === "owner");
  const then = (act: () => void) => () => {
    props.close();
    act();
  };
  return (
    <>
      <button type="button" onClick={then(() => desk.intend({ name: "reply", to: props.message }))}>
        {words().messages.reply}
      </button>
      <Show when={props.message.text !== ""}>
        <button
          type="button"
          onClick={then(() => void session.attempt(navigator.clipboard.writeText(props.message.text)))}
        >
          {words().messages.copy}
        </button>
      </Show>
      <Show when={isMine() && props.message.text !== ""}>
        <button type="button" onClick={then(() => desk.intend({ name: "edit", message: props.message }))}>
          {words().messages.edit}
        </button>
      </Show>
      <button type="button" onClick={then(() => props.explain())}>
        {words().messages.whyHere}
      </button>
      <Show when={mayDelete()}>
        <Deletion message={props.message} close={props.close} />
      </Show>
    </>
  );
}

/** Asks once: what is deleted is gone for everyone. */
function Deletion(props: { readonly message: MessageValue; readonly close: () => void }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const [sure, setSure] = createSignal(false);
  const remove = () => {
    if (!sure()) return setSure(true);
    props.close();
    const message = desk.messageId(props.message.offset);
    return void session.attempt(session.client.request("delete-message", { message }));
  };
  return (
    <button type="button" class="danger" onClick={remove} onBlur={() => setSure(false)}>
      {sure() ? words().messages.deleteSure : words().messages.delete}
    </button>
  );
}
