import { createSignal } from "solid-js";
import { GripIcon } from "../icons/icons.tsx";
import { useLateWords } from "../language/speaking.tsx";
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
  const words = useLateWords();
  const [isOver, setOver] = createSignal(false);
  const sentence = () => ruleSentence(props.rule, props.names, words());
  const offset = () => settingsOf(session.state()).utcOffsetMinutes;
  const holds = () => holdsNow(props.rule, session.state().points, session.now(), offset());
  const neverDecides = () => decidedBefore(props.rules, props.rule) !== undefined;
  const stateWords = () => {
    const { rules } = words();
    if (neverDecides()) return rules.neverDecides;
    return holds() ? rules.holds : rules.holdsNot;
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
        aria-label={words().rules.orderOf(sentence())}
        title={words().rules.drag}
        onKeyDown={keyed}
        onDragStart={(event) => event.dataTransfer?.setData("text/plain", props.rule.id)}
      >
        <GripIcon />
      </button>
      <span class="rule-words">
        <b>{sentence()}</b>
        <small classList={{ holds: holds() && !neverDecides() }}>{stateWords()}</small>
      </span>
      <span class="card-acts">
        <button type="button" aria-label={words().rules.changeOf(sentence())} onClick={() => props.change()}>
          {words().rules.change}
        </button>
        <button
          type="button"
          class="danger"
          aria-label={words().rules.removeOf(sentence())}
          onClick={() => props.remove()}
        >
          {words().rules.remove}
        </button>
      </span>
    </li>
  );
}
