import { createMemo, createResource, createSignal, createUniqueId, For } from "solid-js";
import { Page } from "../icons/page.tsx";
import { Late, useLateWords } from "../language/speaking.tsx";
import { messageLine } from "../messages/timeline.ts";
import { useSession } from "../session/session.ts";
import { changeHint } from "../settings/change-hint.ts";
import { ruleNames } from "../settings/rule-names.ts";
import { planSentence } from "../words/plans.ts";
import { shortWhen } from "../words/times.ts";
import { decisionsOf, latestOfOthers, type Decided } from "./latest.ts";

/** As many as the server tells of at once. */
const most = 50;

/** Why it did, or did not, call for the person: the latest decisions, at one place or at all. */
export default function DecisionsPage() {
  return (
    <Late>
      <Decisions />
    </Late>
  );
}

function Decisions() {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [device, setDevice] = createSignal("");
  const latest = createMemo(() => latestOfOthers(session.state(), most), [], {
    equals: (one, other) =>
      one.map(({ id: name }) => name).join() === other.map(({ id: name }) => name).join(),
  });
  const [plans] = createResource(
    () => latest().length > 0 && latest(),
    async (messages) => {
      const asked = session.client.request("deliveries", { messages: messages.map((one) => one.id) });
      return (await session.attempt(asked))?.plans ?? [];
    },
  );
  const decisions = () => decisionsOf(latest(), plans.latest ?? [], device() === "" ? undefined : device());
  return (
    <Page heading={words().decisions.heading} lead={words().decisions.lead}>
      <div class="field decisions-place">
        <label for={id}>{words().decisions.at}</label>
        <select id={id} onChange={(event) => setDevice(event.currentTarget.value)}>
          <option value="">{words().decisions.everyPlace}</option>
          <For each={[...session.state().own.devices.values()]}>
            {(one) => <option value={one.device}>{one.label}</option>}
          </For>
        </select>
      </div>
      <ol class="decisions">
        <For
          each={decisions()}
          fallback={
            <li class="hint">{plans.loading ? words().decisions.looking : words().decisions.none}</li>
          }
        >
          {(one) => <Decision decided={one} />}
        </For>
      </ol>
    </Page>
  );
}

function Decision(props: { readonly decided: Decided }) {
  const session = useSession();
  const words = useLateWords();
  const names = ruleNames(session);
  const rules = () => session.state().own.settings?.rules ?? [];
  const { conversation, message } = props.decided;
  const from = () => {
    const name = session.nameOf(message.by);
    return conversation.startsWith("g:") ? words().alerts.fromIn(name, session.titleOf(conversation)) : name;
  };
  return (
    <li>
      <button
        type="button"
        class="decision-head"
        onClick={() => session.go({ page: "conversation", conversation, at: message.offset })}
      >
        <b>{from()}</b>
        <time>{shortWhen(message.at, session.now(), words())}</time>
        <span>{messageLine(message, words())}</span>
      </button>
      <dl>
        <For each={props.decided.entries}>
          {(entry) => (
            <div>
              <dt>{entry.device === session.here ? words().why.labelHere(entry.label) : entry.label}</dt>
              <dd>
                {planSentence(entry, entry.at, rules(), names, words())}{" "}
                <button
                  type="button"
                  class="link"
                  aria-label={words().why.changeFor(entry.label)}
                  onClick={() =>
                    session.go({ page: "rules", about: changeHint(entry, rules(), conversation) })
                  }
                >
                  {words().why.change}
                </button>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </li>
  );
}
