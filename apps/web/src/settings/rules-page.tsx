import { createMemo, createSignal, For, Show } from "solid-js";
import { Page } from "../icons/page.tsx";
import { useLateWords } from "../language/speaking.tsx";
import type { RuleHint } from "../route/route.ts";
import { useSession } from "../session/session.ts";
import { changeSettings, settingsOf, type Rule } from "./own-settings.ts";
import { PreparedList } from "./prepared-list.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { RuleRow } from "./rule-row.tsx";
import { movedRules, ruleSentence } from "./rule-words.ts";
import { ruleNames } from "./rule-names.ts";

/** The person's own rules, of which the first that fits decides. */
export default function RulesPage() {
  const session = useSession();
  const words = useLateWords();
  const names = ruleNames(session);
  const rules = () => settingsOf(session.state()).rules;
  const [said, setSaid] = createSignal("");
  const about = createMemo(() => {
    const route = session.route();
    return route.page === "rules" ? route.about : undefined;
  });
  // What is being edited stays as it is while other things change.
  const edited = createMemo<Edited | undefined>((before) => {
    const hint = about();
    if (hint === undefined || before?.hint === hint) return hint === undefined ? undefined : before;
    const rule = ruleOf(hint, rules());
    return rule === undefined ? undefined : { hint, rule };
  });
  const [held, setHeld] = createSignal<string>();
  const open = (hint: RuleHint | undefined) =>
    session.go(hint === undefined ? { page: "rules" } : { page: "rules", about: hint });
  const keep = (next: readonly Rule[]) => changeSettings(session, { rules: [...next] });
  const save = async (rule: Rule) => {
    const isThere = rules().some((one) => one.id === rule.id);
    // A new rule is meant to hold: it goes before those that are there.
    const next = isThere ? rules().map((one) => (one.id === rule.id ? rule : one)) : [rule, ...rules()];
    if (!(await keep(next))) return;
    setSaid(words().rules.kept(ruleSentence(rule, names, words())));
    open(undefined);
  };
  const move = (rule: Rule, to: number) => {
    const next = movedRules(rules(), rule.id, to);
    const place = next.findIndex((one) => one.id === rule.id) + 1;
    setHeld(rule.id);
    setSaid(words().rules.moved(place, next.length, ruleSentence(rule, names, words())));
    return keep(next);
  };
  return (
    <Page heading={words().rules.heading} lead={words().rules.lead}>
      <section class="cards">
        <Show
          when={edited()}
          keyed
          fallback={
            <div class="acts">
              <button
                type="button"
                class="go"
                onClick={() => open({ data: "messages", device: undefined, conversation: undefined })}
              >
                {words().rules.newRule}
              </button>
              <button type="button" onClick={() => session.go({ page: "settings" })}>
                {words().rules.settings}
              </button>
            </div>
          }
        >
          {({ rule, hint }) => (
            <RuleEditor
              rule={rule}
              isNew={!("rule" in hint)}
              names={names}
              save={(next) => void save(next)}
              cancel={() => open(undefined)}
            />
          )}
        </Show>
      </section>
      <section class="cards" aria-label={words().rules.inOrder}>
        <ol class="rules">
          <For each={rules()} fallback={<li class="hint">{words().rules.none}</li>}>
            {(rule, index) => (
              <RuleRow
                rule={rule}
                index={index()}
                rules={rules()}
                names={names}
                isHeld={held() === rule.id}
                move={(id, to) => {
                  const moved = rules().find((one) => one.id === id);
                  if (moved !== undefined) void move(moved, to);
                }}
                change={() => open({ rule: rule.id })}
                remove={() => void keep(rules().filter((one) => one.id !== rule.id))}
              />
            )}
          </For>
        </ol>
        <p class="hidden" aria-live="polite">
          {said()}
        </p>
      </section>
      <Show when={edited() === undefined}>
        <PreparedList names={names} add={(rule) => void save(rule)} />
      </Show>
    </Page>
  );
}

interface Edited {
  readonly hint: RuleHint;
  readonly rule: Rule;
}

/** What is to be edited: a rule that is there, or a new one made of the hint. */
function ruleOf(about: RuleHint, rules: readonly Rule[]): Rule | undefined {
  if ("rule" in about) return rules.find((one) => one.id === about.rule);
  const { data, device, conversation } = about;
  return {
    id: crypto.randomUUID(),
    data,
    how: "silent",
    ...(device === undefined ? {} : { device }),
    ...(conversation === undefined ? {} : { conversation }),
  };
}
