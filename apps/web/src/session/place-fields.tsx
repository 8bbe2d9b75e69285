import { createUniqueId } from "solid-js";
import { useWords } from "../language/speaking.tsx";
import type { NewPlace } from "./entrance.ts";

/** What this device is called, and whether others use it too. */
export function PlaceFields(props: {
  readonly place: NewPlace;
  readonly changed: (place: NewPlace) => void;
}) {
  const words = useWords();
  const label = createUniqueId();
  const shared = createUniqueId();
  return (
    <>
      <div class="field">
        <label for={label}>{words().door.placeName}</label>
        <input
          id={label}
          value={props.place.label}
          maxLength={60}
          autocomplete="off"
          placeholder={words().door.placeExamples}
          onInput={(event) => props.changed({ ...props.place, label: event.currentTarget.value })}
        />
        <p class="hint">{words().door.placeHint}</p>
      </div>
      <div class="check">
        <input
          id={shared}
          type="checkbox"
          checked={props.place.isPublic}
          onChange={(event) => props.changed({ ...props.place, isPublic: event.currentTarget.checked })}
        />
        <label for={shared}>
          {words().door.isPublic}
          <span class="hint">{words().door.publicHint}</span>
        </label>
      </div>
    </>
  );
}
