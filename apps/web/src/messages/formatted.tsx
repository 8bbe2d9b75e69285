import { For, Show, type JSX } from "solid-js";
import { parseFormatting, type Block, type Inline } from "@elsewhere/core/conversation/formatting";
import { useDesk } from "../conversations/desk.ts";
import { useSession } from "../session/session.ts";

/** A text with its formatting, as nodes: nothing of it is ever taken for markup. */
export function Formatted(props: { readonly text: string }) {
  return <For each={parseFormatting(props.text)}>{(block) => <FormattedBlock block={block} />}</For>;
}

function FormattedBlock(props: { readonly block: Block }): JSX.Element {
  const { block } = props;
  switch (block.type) {
    case "paragraph":
      return (
        <p class="text" dir="auto">
          <Inlines inside={block.inside} />
        </p>
      );
    case "quote":
      return (
        <blockquote dir="auto">
          <Inlines inside={block.inside} />
        </blockquote>
      );
    case "code-block":
      return (
        <pre tabindex="0" dir="ltr">
          <code>{block.text}</code>
        </pre>
      );
  }
}

function Inlines(props: { readonly inside: readonly Inline[] }): JSX.Element {
  return <For each={props.inside}>{(inline) => <FormattedInline inline={inline} />}</For>;
}

function FormattedInline(props: { readonly inline: Inline }): JSX.Element {
  const { inline } = props;
  switch (inline.type) {
    case "text":
      return inline.text;
    case "code":
      return <code>{inline.text}</code>;
    case "link":
      return (
        <a href={inline.href} target="_blank" rel="noopener noreferrer nofollow">
          {inline.href}
        </a>
      );
    case "mention":
      return <Mention account={inline.account} />;
    case "bold":
      return (
        <strong>
          <Inlines inside={inline.inside} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Inlines inside={inline.inside} />
        </em>
      );
    case "struck":
      return (
        <s>
          <Inlines inside={inline.inside} />
        </s>
      );
  }
}

/** A person of the conversation by name; any other word after an at sign is a word. */
function Mention(props: { readonly account: string }) {
  const session = useSession();
  const desk = useDesk();
  const isHere = () => session.conversation(desk.id)?.members.has(props.account) ?? true;
  return (
    <Show when={isHere()} fallback={`@${props.account}`}>
      <span class="mention" classList={{ me: props.account === session.me }} title={`@${props.account}`}>
        @{session.nameOf(props.account)}
      </span>
    </Show>
  );
}
