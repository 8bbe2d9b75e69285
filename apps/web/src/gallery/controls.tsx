import { createSignal } from "solid-js";
import { CloseIcon, FindIcon, GearIcon } from "../icons/icons.tsx";
import { Choice, Switch } from "../settings/choices.tsx";

export function Controls() {
  return (
    <>
      <div class="gallery-line">
        <button type="button">Usual</button>
        <button type="button" class="go">
          Go
        </button>
        <button type="button" class="danger">
          Remove
        </button>
        <button type="button" class="link">
          Why?
        </button>
        <button type="button" class="quiet" aria-label="Search">
          <FindIcon />
        </button>
        <button type="button" class="quiet" aria-label="Settings">
          <GearIcon />
        </button>
        <button type="button" aria-pressed="true">
          Pressed
        </button>
      </div>
      <div class="gallery-line">
        <button type="button" disabled>
          Usual
        </button>
        <button type="button" class="go" disabled>
          Go
        </button>
        <button type="button" class="quiet" disabled aria-label="Close">
          <CloseIcon />
        </button>
      </div>
    </>
  );
}

export function Fields() {
  return (
    <div class="gallery-columns">
      <div class="field">
        <label for="g-name">Your name</label>
        <input id="g-name" placeholder="Alice" />
        <p class="hint">As others see it.</p>
      </div>
      <div class="field">
        <label for="g-wrong">Password</label>
        <input id="g-wrong" type="password" value="short" aria-invalid="true" aria-describedby="g-trouble" />
        <p class="trouble" id="g-trouble">
          At least 8 characters.
        </p>
      </div>
      <div class="field">
        <label for="g-choice">Kind of place</label>
        <select id="g-choice">
          <option>Laptop</option>
          <option>Desk phone</option>
        </select>
      </div>
      <div class="field">
        <label for="g-off">Not now</label>
        <input id="g-off" value="Cannot be changed" disabled />
      </div>
      <div class="field">
        <label for="g-text">Note</label>
        <textarea id="g-text" rows="2">
          In the workshop until noon
        </textarea>
      </div>
    </div>
  );
}

export function Switches() {
  const [on, setOn] = createSignal(true);
  const [off, setOff] = createSignal(false);
  const [theme, setTheme] = createSignal<"auto" | "dark">("auto");
  return (
    <div class="gallery-narrow">
      <Switch title="Sounds" about="At this place only." on={on()} changed={setOn} />
      <Switch title="That I am writing" about="Others see it while you write." on={off()} changed={setOff} />
      <Choice
        title="Colours"
        about="Of this place."
        value={theme()}
        choices={[
          { value: "auto", title: "As the system" },
          { value: "dark", title: "Dark" },
        ]}
        changed={setTheme}
      />
      <fieldset>
        <legend>How you are</legend>
        <label class="choice">
          <input type="radio" name="g-status" checked />
          <span>
            Shown as you are <small>sensed from what you do</small>
          </span>
        </label>
        <label class="choice">
          <input type="radio" name="g-status" />
          <span>
            Do not disturb <small>nothing rings</small>
          </span>
        </label>
      </fieldset>
      <div class="check">
        <input type="checkbox" id="g-check" />
        <label for="g-check">
          Others use this computer too <span class="hint">Nothing stays here when you leave.</span>
        </label>
      </div>
    </div>
  );
}
