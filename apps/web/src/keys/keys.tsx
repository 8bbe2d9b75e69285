import { createSignal, lazy, Match, onCleanup, Suspense, Switch } from "solid-js";
import { sortedConversations } from "@elsewhere/client";
import { Late } from "../language/speaking.tsx";
import { useSession, type Session } from "../session/session.ts";
import { useAct, useActs } from "./acts.ts";
import { actOf } from "./shortcuts.ts";

const Palette = lazy(() => import("./palette.tsx"));
const ShortcutSheet = lazy(() => import("./shortcut-sheet.tsx"));

/** Follows the keys of the whole page, and shows the palette and the sheet of shortcuts. */
export function Keys() {
  const session = useSession();
  const acts = useActs();
  const [open, setOpen] = createSignal<"palette" | "sheet">();
  useAct("palette", () => setOpen("palette"));
  useAct("sheet", () => setOpen("sheet"));
  useAct("next-unread", () => goToUnread(session, 1));
  useAct("previous-unread", () => goToUnread(session, -1));
  useAct("write", () => focusOn(".composer textarea"));
  useAct("list", () => focusOn(".find input"));
  useAct("search", () => focusOn(".find input"));
  useAct("mark-read", () => markRead(session));
  const pressed = (event: KeyboardEvent) => {
    if (!session.preferences().shortcuts || document.querySelector("dialog[open]") !== null) return;
    const act = actOf(event, isTyping(event.target));
    if (act !== undefined && acts.run(act)) event.preventDefault();
  };
  document.addEventListener("keydown", pressed);
  onCleanup(() => document.removeEventListener("keydown", pressed));
  return (
    <Suspense>
      <Switch>
        <Match when={open() === "palette"}>
          <Late>
            <Palette closed={() => setOpen(undefined)} />
          </Late>
        </Match>
        <Match when={open() === "sheet"}>
          <Late>
            <ShortcutSheet closed={() => setOpen(undefined)} />
          </Late>
        </Match>
      </Switch>
    </Suspense>
  );
}

/** Where keys write, or choose by their letter. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** The next conversation with something unread, from the open one on, round the end of the list. */
function goToUnread(session: Session, step: 1 | -1): void {
  const ids = sortedConversations(session.state()).map((one) => one.conversation);
  const route = session.route();
  const open = route.page === "conversation" ? ids.indexOf(route.conversation) : step === 1 ? -1 : 0;
  for (let count = 1; count <= ids.length; count += 1) {
    const id = ids[(open + step * count + ids.length * 2) % ids.length];
    if (id !== undefined && session.client.unread(id) > 0)
      return session.go({ page: "conversation", conversation: id });
  }
}

function markRead(session: Session): void {
  const route = session.route();
  if (route.page !== "conversation") return;
  const newest = session.conversation(route.conversation)?.messages.at(-1);
  if (newest !== undefined) session.client.markRead(route.conversation, newest.offset);
}
