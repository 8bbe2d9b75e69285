import { createMemo, For, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { settingsOf, type Rule } from "./own-settings.ts";
import { preparedRules } from "./prepared-rules.ts";
import { ruleSentence, type RuleNames } from "./rule-words.ts";

/** Rules that are ready to be taken, as sentences. */
export function PreparedList(props: { readonly names: RuleNames; readonly add: (rule: Rule) => void }) {
  const session = useSession();
  const words = useLateWords();
  const prepared = createMemo(() =>
    preparedRules(
      [...session.state().own.devices.values()],
      session.here,
      settingsOf(session.state()).rules,
    ).map((rule) => ({ ...rule, id: crypto.randomUUID() })),
  );
  const sentence = (rule: Rule) => ruleSentence(rule, props.names, words());
  return (
    <Show when={prepared().length > 0}>
      <section class="cards" aria-label={words().decisions.prepared}>
        <h2>{words().decisions.prepared}</h2>
        <ul>
          <For each={prepared()}>
            {(rule) => (
              <li class="card">
                <span class="card-words">{sentence(rule)}</span>
                <span class="card-acts">
                  <button
                    type="button"
                    aria-label={words().groups.actOf(words().decisions.add, sentence(rule))}
                    onClick={() => props.add(rule)}
                  >
                    {words().decisions.add}
                  </button>
                </span>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
