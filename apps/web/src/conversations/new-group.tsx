import { createSignal, createUniqueId } from "solid-js";
import { limits } from "@elsewhere/protocol/limits";
import { Page } from "../icons/page.tsx";
import { PeoplePicker } from "../people/picker.tsx";
import { useSession } from "../session/session.ts";

/** A group: a title and people. */
export function NewGroupPage() {
  const session = useSession();
  const [title, setTitle] = createSignal("");
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [busy, setBusy] = createSignal(false);
  const id = createUniqueId();
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    const asked = session.client.request("create-group", { title: title().trim(), members: [...chosen()] });
    const made = await session.attempt(asked);
    setBusy(false);
    if (made !== undefined) session.replace({ page: "conversation", conversation: made.conversation });
  };
  return (
    <Page heading="New group" lead="You own it: you can add people, take them out and rename it.">
      <form class="narrow" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={id}>Title</label>
          <input
            id={id}
            required
            maxLength={limits.title}
            value={title()}
            onInput={(event) => setTitle(event.currentTarget.value)}
            autofocus
          />
        </div>
        <PeoplePicker chosen={chosen()} without={new Set()} changed={setChosen} />
        <button type="submit" class="go" disabled={busy() || title().trim() === ""}>
          Make the group
        </button>
      </form>
    </Page>
  );
}
