import { createSignal, createUniqueId } from "solid-js";
import { limits } from "@elsewhere/protocol/limits";
import { Page } from "../icons/page.tsx";
import { useWords } from "../language/speaking.tsx";
import { PeoplePicker } from "../people/picker.tsx";
import { useSession } from "../session/session.ts";

/** A group: a title and people. */
export default function NewGroupPage() {
  const session = useSession();
  const words = useWords();
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
    <Page heading={words().conversations.newGroup} lead={words().conversations.newGroupLead}>
      <form class="narrow" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for={id}>{words().conversations.title}</label>
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
          {words().conversations.makeGroup}
        </button>
      </form>
    </Page>
  );
}
