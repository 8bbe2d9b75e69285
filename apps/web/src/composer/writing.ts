import { createSignal, onCleanup, type Accessor } from "solid-js";
import type { Edited } from "./completion.ts";

/** The text that is being written, and the field it stands in. */
export interface Writing {
  readonly text: Accessor<string>;
  /** Some of it is selected, and the field has the focus. */
  readonly selected: Accessor<boolean>;
  /** Where the caret is, or the selection begins and ends. */
  caret(): { readonly from: number; readonly to: number };
  /** The text is another, and nobody typed it. */
  readonly put: (text: string) => void;
  /** The text is another because the person pressed something: as if typed, so that it can be undone. */
  change(how: (text: string, from: number, to: number) => Edited): void;
  readonly focus: () => void;
  readonly takeField: (field: HTMLTextAreaElement) => void;
}

export function createWriting(): Writing {
  const [text, setText] = createSignal("");
  const [selected, setSelected] = createSignal(false);
  let field: HTMLTextAreaElement | undefined;
  const look = () =>
    setSelected(
      field !== undefined && document.activeElement === field && field.selectionStart !== field.selectionEnd,
    );
  document.addEventListener("selectionchange", look);
  onCleanup(() => document.removeEventListener("selectionchange", look));
  return {
    text,
    selected,
    caret: () => ({ from: field?.selectionStart ?? 0, to: field?.selectionEnd ?? 0 }),
    put(value) {
      setText(value);
      if (field !== undefined && field.value !== value) field.value = value;
      grow(field);
    },
    change(how) {
      if (field === undefined) return;
      const { selectionStart, selectionEnd, value } = field;
      const next = how(value, selectionStart, selectionEnd);
      field.focus();
      replace(field, value, next.text);
      field.setSelectionRange(next.from, next.to);
    },
    focus: () => field?.focus(),
    takeField: (element) => {
      field = element;
    },
  };
}

/** Types what differs, so that the browser's undo takes it back. */
function replace(field: HTMLTextAreaElement, before: string, after: string): void {
  const from = alike(before, after, (text, at) => text[at]);
  const most = Math.min(before.length, after.length) - from;
  const tail = Math.min(
    most,
    alike(before, after, (text, at) => text.at(-1 - at)),
  );
  field.setSelectionRange(from, before.length - tail);
  const typed = after.slice(from, after.length - tail);
  // Nothing else is undone by the browser's own undo.
  const done = document.execCommand(typed === "" ? "delete" : "insertText", false, typed);
  if (done && field.value === after) return;
  field.value = after;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function alike(one: string, other: string, at: (text: string, index: number) => string | undefined): number {
  let length = 0;
  const most = Math.min(one.length, other.length);
  while (length < most && at(one, length) === at(other, length)) length += 1;
  return length;
}

/** Browsers that size a text field by its content do so by style; for the others. */
function grow(field: HTMLTextAreaElement | undefined): void {
  if (field === undefined || CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
