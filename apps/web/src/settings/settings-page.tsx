import { createMemo, createSignal, createUniqueId, Show } from "solid-js";
import { sound } from "../alerts/sound.ts";
import { Page } from "../icons/page.tsx";
import { useLateWords } from "../language/speaking.tsx";
import { PeoplePicker } from "../people/picker.tsx";
import { useSession } from "../session/session.ts";
import { Choice, Setting, Switch } from "./choices.tsx";
import { hoursWords, usualQuietHours } from "./hours.ts";
import { HoursFields } from "./hours-fields.tsx";
import { LanguageChoice } from "./language-choice.tsx";
import { changeSettings, settingsOf } from "./own-settings.ts";
import { SystemSensing } from "./system-sensing.tsx";
import { themes, watchers, writers } from "./words.ts";

/** Everything a person can set of themselves, for all places and for this one. */
export default function SettingsPage() {
  const session = useSession();
  const words = useLateWords();
  return (
    <Page heading={words().settings.heading} lead={words().settings.lead}>
      <Profile />
      <section class="cards">
        <h2>{words().account.heading}</h2>
        <Setting title={words().account.title} about={words().account.about}>
          <button type="button" onClick={() => session.go({ page: "account" })}>
            {words().account.open}
          </button>
        </Setting>
      </section>
      <WhoSees />
      <QuietHours />
      <section class="cards">
        <h2>{words().settings.rules}</h2>
        <Setting title={words().settings.rulesTitle} about={words().settings.rulesAbout}>
          <button type="button" onClick={() => session.go({ page: "rules" })}>
            {words().settings.yourRules}
          </button>
        </Setting>
      </section>
      <ThisPlace />
    </Page>
  );
}

function Profile() {
  const session = useSession();
  const words = useLateWords();
  const id = createUniqueId();
  const [typed, setTyped] = createSignal<string>();
  const name = () => typed() ?? session.nameOf(session.me);
  const submit = async (event: Event) => {
    event.preventDefault();
    const displayName = name().trim();
    await session.attempt(session.client.request("set-profile", { displayName }));
    setTyped(undefined);
  };
  // The server says it anew with each connection.
  const address = createMemo(() => {
    session.connection();
    return session.client.welcome?.address ?? session.me;
  });
  const isSame = () => name().trim() === "" || name().trim() === session.nameOf(session.me);
  return (
    <section class="cards">
      <h2>{words().settings.you}</h2>
      <form class="field in-line" onSubmit={(event) => void submit(event)}>
        <label for={id}>{words().settings.yourName}</label>
        <input
          id={id}
          value={name()}
          maxLength={80}
          autocomplete="name"
          required
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="go" disabled={isSame()}>
          {words().frame.save}
        </button>
      </form>
      <p class="hint">{words().settings.address(address())}</p>
    </section>
  );
}

function WhoSees() {
  const session = useSession();
  const words = useLateWords();
  const settings = () => settingsOf(session.state());
  const change = (what: Parameters<typeof changeSettings>[1]) => void changeSettings(session, what);
  return (
    <section class="cards">
      <h2>{words().settings.whoSees}</h2>
      <Choice
        title={words().settings.watchers}
        about={words().settings.watchersAbout}
        value={settings().watchers}
        choices={watchers.map((value) => ({ value, title: words().settings.watcherChoices[value] }))}
        changed={(watchers) => change({ watchers })}
      />
      <Show when={settings().watchers === "chosen"}>
        <div class="setting tall">
          <div>
            <b>{words().settings.shownTo}</b>
            <small>{words().settings.shownToAbout}</small>
          </div>
          <PeoplePicker
            chosen={settings().shownTo ?? []}
            without={new Set(settings().hiddenFrom)}
            changed={(people) => change({ shownTo: [...people] })}
          />
        </div>
      </Show>
      <div class="setting tall">
        <div>
          <b>{words().settings.hidden}</b>
          <small>{words().settings.hiddenAbout}</small>
        </div>
        <PeoplePicker
          chosen={settings().hiddenFrom}
          without={new Set()}
          changed={(people) => change({ hiddenFrom: [...people] })}
        />
      </div>
      <Switch
        title={words().settings.lastActive}
        about={words().settings.lastActiveAbout}
        on={settings().lastActiveShown}
        changed={(lastActiveShown) => change({ lastActiveShown })}
      />
      <Switch
        title={words().settings.receipts}
        about={words().settings.receiptsAbout}
        on={settings().receiptsSent}
        changed={(receiptsSent) => change({ receiptsSent })}
      />
      <Switch
        title={words().settings.typing}
        about={words().settings.typingAbout}
        on={settings().typingSent}
        changed={(typingSent) => change({ typingSent })}
      />
      <Choice
        title={words().settings.writers}
        about={words().settings.writersAbout}
        value={settings().messagesFrom}
        choices={writers.map((value) => ({ value, title: words().settings.writerChoices[value] }))}
        changed={(messagesFrom) => change({ messagesFrom })}
      />
    </section>
  );
}

function QuietHours() {
  const session = useSession();
  const words = useLateWords();
  const hours = () => settingsOf(session.state()).quietHours;
  return (
    <section class="cards">
      <h2>{words().settings.quietHours}</h2>
      <Switch
        title={words().settings.quiet}
        about={
          <Show when={hours()} fallback={words().settings.quietOff}>
            {(set) => <>{words().settings.quietOn(hoursWords(set(), words()))}</>}
          </Show>
        }
        on={hours() !== undefined}
        changed={(on) => void changeSettings(session, { quietHours: on ? usualHours() : null })}
      />
      <Show when={hours()}>
        {(set) => (
          <>
            <HoursFields
              hours={set()}
              changed={(next) =>
                void changeSettings(session, { quietHours: { ...next, days: [...next.days] } })
              }
            />
            <p class="hint">{words().settings.quietHint}</p>
          </>
        )}
      </Show>
    </section>
  );
}

function usualHours() {
  return { ...usualQuietHours, days: [...usualQuietHours.days] };
}

function ThisPlace() {
  const session = useSession();
  const words = useLateWords();
  const own = () => session.preferences();
  return (
    <section class="cards">
      <h2>{words().settings.thisPlace}</h2>
      <LanguageChoice />
      <Choice
        title={words().settings.theme}
        about=""
        value={own().theme}
        choices={themes.map((value) => ({ value, title: words().settings.themeChoices[value] }))}
        changed={(theme) => session.prefer({ theme })}
      />
      <Switch
        title={words().settings.sounds}
        about={words().settings.soundsAbout}
        on={own().sounds}
        changed={(sounds) => {
          session.prefer({ sounds });
          if (sounds) sound("message");
        }}
      />
      <Switch
        title={words().settings.enterSends}
        about={own().enterSends ? words().settings.enterSendsOn : words().settings.enterSendsOff}
        on={own().enterSends}
        changed={(enterSends) => session.prefer({ enterSends })}
      />
      <Switch
        title={words().settings.previews}
        about={words().settings.previewsAbout}
        on={own().previews}
        changed={(previews) => session.prefer({ previews })}
      />
      <Switch
        title={words().keys.shortcuts}
        about={words().keys.shortcutsAbout}
        on={own().shortcuts}
        changed={(shortcuts) => session.prefer({ shortcuts })}
      />
      <Switch
        title={words().settings.sensing}
        about={own().sensing ? words().settings.sensingOn : words().settings.sensingOff}
        on={own().sensing}
        changed={(sensing) => session.prefer({ sensing })}
      />
      <Show when={own().sensing}>
        <SystemSensing />
      </Show>
      <Setting title={words().settings.notifications} about={words().settings.notificationsAbout}>
        <button type="button" onClick={() => session.go({ page: "places" })}>
          {words().settings.yourPlaces}
        </button>
      </Setting>
    </section>
  );
}
