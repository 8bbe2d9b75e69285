import { createMemo, createSignal, createUniqueId, Show } from "solid-js";
import { chime } from "../alerts/sound.ts";
import { Page } from "../icons/page.tsx";
import { PeoplePicker } from "../people/picker.tsx";
import { useSession } from "../session/session.ts";
import { Choice, Setting, Switch } from "./choices.tsx";
import { hoursWords, usualQuietHours } from "./hours.ts";
import { HoursFields } from "./hours-fields.tsx";
import { changeSettings, settingsOf } from "./own-settings.ts";
import { SystemSensing } from "./system-sensing.tsx";
import { themeChoices, watcherChoices, writerChoices } from "./words.ts";

/** Everything a person can set of themselves, for all places and for this one. */
export default function SettingsPage() {
  const session = useSession();
  return (
    <Page heading="Settings" lead="What is set here holds at all your places, unless it says otherwise.">
      <Profile />
      <WhoSees />
      <QuietHours />
      <section class="cards">
        <h2>Rules</h2>
        <Setting
          title="Where things reach you, and how"
          about="By place, by conversation and by the time of day."
        >
          <button type="button" onClick={() => session.go({ page: "rules" })}>
            Your rules
          </button>
        </Setting>
      </section>
      <ThisPlace />
    </Page>
  );
}

function Profile() {
  const session = useSession();
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
      <h2>You</h2>
      <form class="field in-line" onSubmit={(event) => void submit(event)}>
        <label for={id}>Your name, as others see it</label>
        <input
          id={id}
          value={name()}
          maxLength={80}
          autocomplete="name"
          required
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="go" disabled={isSame()}>
          Save
        </button>
      </form>
      <p class="hint">Your address is {address()}.</p>
    </section>
  );
}

function WhoSees() {
  const session = useSession();
  const settings = () => settingsOf(session.state());
  const change = (what: Parameters<typeof changeSettings>[1]) => void changeSettings(session, what);
  return (
    <section class="cards">
      <h2>Who sees what of you</h2>
      <Choice
        title="Who may see whether I am here"
        about="Everybody else sees nothing: neither here nor away."
        value={settings().watchers}
        choices={watcherChoices}
        changed={(watchers) => change({ watchers })}
      />
      <div class="setting tall">
        <div>
          <b>Hidden from</b>
          <small>These people never see it, whatever is chosen above.</small>
        </div>
        <PeoplePicker
          chosen={settings().hiddenFrom}
          without={new Set()}
          changed={(people) => change({ hiddenFrom: [...people] })}
        />
      </div>
      <Switch
        title="When I was last here"
        about="Told to those who may see you, while you are away."
        on={settings().lastActiveShown}
        changed={(lastActiveShown) => change({ lastActiveShown })}
      />
      <Switch
        title="What I have read"
        about="Others see how far you have read."
        on={settings().receiptsSent}
        changed={(receiptsSent) => change({ receiptsSent })}
      />
      <Switch
        title="That I am writing"
        about="Others see it while you type to them."
        on={settings().typingSent}
        changed={(typingSent) => change({ typingSent })}
      />
      <Choice
        title="Who may write to me"
        about="Conversations that are there already go on."
        value={settings().messagesFrom}
        choices={writerChoices}
        changed={(messagesFrom) => change({ messagesFrom })}
      />
    </section>
  );
}

function QuietHours() {
  const session = useSession();
  const hours = () => settingsOf(session.state()).quietHours;
  return (
    <section class="cards">
      <h2>Quiet hours</h2>
      <Switch
        title="Quiet at the same time each day"
        about={
          <Show when={hours()} fallback="Messages still come; nothing sounds, rings or wakes a phone.">
            {(set) => <>Nothing sounds, rings or wakes a phone {hoursWords(set())}.</>}
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
            <p class="hint">
              By the clock of the place where you set it. Hours over midnight belong to the day on which they
              begin.
            </p>
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
  const own = () => session.preferences();
  return (
    <section class="cards">
      <h2>Only at this place</h2>
      <Choice
        title="Light and dark"
        about=""
        value={own().theme}
        choices={themeChoices}
        changed={(theme) => session.prefer({ theme })}
      />
      <Switch
        title="Sounds"
        about="Two soft tones, when it is this place that should tell you."
        on={own().sounds}
        changed={(sounds) => {
          session.prefer({ sounds });
          if (sounds) chime();
        }}
      />
      <Switch
        title="Notice when I am here"
        about={
          own().sensing
            ? "Keys, pointer and touch on this page tell that you are here, never what you do. Five minutes without them, and this place counts as idle. Alerts go where you are active."
            : "Off: this place only tells whether the page is open. It soon counts as idle, so alerts prefer your other places."
        }
        on={own().sensing}
        changed={(sensing) => session.prefer({ sensing })}
      />
      <Show when={own().sensing}>
        <SystemSensing />
      </Show>
      <Setting title="Notifications" about="Shown by the system, also while the page is closed.">
        <button type="button" onClick={() => session.go({ page: "places" })}>
          Your places
        </button>
      </Setting>
    </section>
  );
}
