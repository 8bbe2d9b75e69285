import { createSignal } from "solid-js";
import { GripIcon } from "../icons/icons.tsx";
import { useSession } from "../session/session.ts";
import { settingsOf, type Rule } from "./own-settings.ts";
import { decidedBefore, holdsNow, ruleSentence, type RuleNames } from "./rule-words.ts";

/** One rule in its order: dragged by its grip, or moved with the arrow keys there. */
export function RuleRow(props: {
  readonly rule: Rule;
  readonly index: number;
  readonly rules: readonly Rule[];
  /** It was moved last: the row is made anew at its new place, and the focus follows. */
  readonly isHeld: boolean;
  readonly names: RuleNames;
  readonly move: (id: string, to: number) => void;
  readonly change: () => void;
  readonly remove: () => void;
}) {
  const session = useSession();
  const [isOver, setOver] = createSignal(false);
  const sentence = () => ruleSentence(props.rule, props.names);
  const offset = () => settingsOf(session.state()).utcOffsetMinutes;
  const stateWords = () => {
    const first = decidedBefore(props.rules, props.rule);
    if (first !== undefined) return "Never decides: a rule above it always does first.";
    return holdsNow(props.rule, session.state().points, session.now(), offset()) ? "Holds now" : "Not now";
  };
  const keyed = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    props.move(props.rule.id, props.index + step);
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const id = event.dataTransfer?.getData("text/plain") ?? "";
    props.move(id, props.index);
  };
  return (
    <li
      classList={{ over: isOver() }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <button
        type="button"
        class="quiet grip"
        ref={(element) => {
          if (props.isHeld) queueMicrotask(() => element.focus());
        }}
        draggable="true"
        aria-label={`Order of the rule ${sentence()} Up and down with the arrow keys`}
        title="Drag, or use the arrow keys"
        onKeyDown={keyed}
        onDragStart={(event) => event.dataTransfer?.setData("text/plain", props.rule.id)}
      >
        <GripIcon />
      </button>
      <span class="rule-words">
        <b>{sentence()}</b>
        <small classList={{ holds: stateWords() === "Holds now" }}>{stateWords()}</small>
      </span>
      <span class="card-acts">
        <button type="button" aria-label={`Change the rule ${sentence()}`} onClick={() => props.change()}>
          Change
        </button>
        <button
          type="button"
          class="danger"
          aria-label={`Remove the rule ${sentence()}`}
          onClick={() => props.remove()}
        >
          Remove
        </button>
      </span>
    </li>
  );
}
