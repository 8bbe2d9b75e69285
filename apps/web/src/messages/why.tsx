import { createResource, createUniqueId, For, Show } from "solid-js";
import type { PlanValue } from "@elsewhere/protocol/values";
import { useDesk } from "../conversations/desk.ts";
import { AlertChoice } from "../conversations/alert-choice.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { changeHint } from "../settings/change-hint.ts";
import { ruleNames } from "../settings/rule-names.ts";
import { clockTime } from "../words/times.ts";
import { planHeading, planSentence } from "../words/plans.ts";

/** Why a thing reached each place as it did, and the way to change that. */
export function Why(props: { readonly datum: string }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const heading = createUniqueId();
  const [plans] = createResource(
    () => props.datum,
    async (datum) =>
      (await session.attempt(session.client.request("why", { datum }, { within: 10_000 })))?.plans ?? [],
  );
  return (
    <section class="why" aria-labelledby={heading}>
      <Show when={plans()} fallback={<p class="hint">{words().why.lookingUp}</p>}>
        {(found) => (
          <>
            <For
              each={found()}
              fallback={
                <>
                  <h2 id={heading}>{words().why.nothing}</h2>
                  <p class="hint">{words().why.nothingLead}</p>
                </>
              }
            >
              {(plan, index) => <Plan plan={plan} heading={index() === 0 ? heading : undefined} />}
            </For>
            <footer>
              <AlertChoice conversation={desk.id} />
              <button type="button" class="link" onClick={() => session.go({ page: "places" })}>
                {words().why.yourPlaces}
              </button>
            </footer>
          </>
        )}
      </Show>
    </section>
  );
}

function Plan(props: { readonly plan: PlanValue; readonly heading: string | undefined }) {
  const session = useSession();
  const words = useWords();
  const desk = useDesk();
  const names = ruleNames(session);
  const rules = () => session.state().own.settings?.rules ?? [];
  return (
    <>
      <h2 id={props.heading}>
        {planHeading(props.plan, session.here, session.me, (one) => session.nameOf(one), words())}
      </h2>
      <dl>
        <For each={props.plan.entries}>
          {(entry) => (
            <div>
              <dt>{entry.device === session.here ? words().why.labelHere(entry.label) : entry.label}</dt>
              <dd>
                {planSentence(entry, props.plan.at, rules(), names, words())}
                <Show when={props.plan.account === session.me}>
                  {" "}
                  <button
                    type="button"
                    class="link"
                    aria-label={words().why.changeFor(entry.label)}
                    onClick={() => session.go({ page: "rules", about: changeHint(entry, rules(), desk.id) })}
                  >
                    {words().why.change}
                  </button>
                </Show>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <p class="hint">{words().why.asOf(clockTime(props.plan.at, words()))}</p>
    </>
  );
}
