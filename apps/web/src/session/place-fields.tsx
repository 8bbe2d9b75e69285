import { createUniqueId } from "solid-js";
import type { NewPlace } from "./entrance.ts";

/** What this device is called, and whether others use it too. */
export function PlaceFields(props: {
  readonly place: NewPlace;
  readonly changed: (place: NewPlace) => void;
}) {
  const label = createUniqueId();
  const shared = createUniqueId();
  return (
    <>
      <div class="field">
        <label for={label}>What is this place called?</label>
        <input
          id={label}
          value={props.place.label}
          maxLength={60}
          autocomplete="off"
          placeholder="Laptop, Desk, Phone …"
          onInput={(event) => props.changed({ ...props.place, label: event.currentTarget.value })}
        />
        <p class="hint">You see it wherever you are signed in. Empty: it is named after the browser.</p>
      </div>
      <div class="check">
        <input
          id={shared}
          type="checkbox"
          checked={props.place.isPublic}
          onChange={(event) => props.changed({ ...props.place, isPublic: event.currentTarget.checked })}
        />
        <label for={shared}>
          Others use this computer too
          <span class="hint">Nothing is kept; closing or reloading the page signs you out.</span>
        </label>
      </div>
    </>
  );
}
