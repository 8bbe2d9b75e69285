import { createMemo, For, Show } from "solid-js";
import type { PointValue } from "@elsewhere/protocol/values";
import { PlaceIcon } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { orderedPlaces, placeWords } from "../words/places.ts";

/** "You are at": every place where the person is present, and what it is doing, always in sight. */
export function Strip() {
  const session = useSession();
  const words = useWords();
  const devices = createMemo(() => {
    const { points, own } = session.state();
    // A device that was signed out is no place any more, whatever was heard of it last.
    const places = points.filter((point) => own.devices.has(point.device));
    return orderedPlaces(places, session.here).map((point) => point.device);
  });
  return (
    <section class="strip" aria-label={words().places.youAreAt}>
      <b class="strip-title" aria-hidden="true">
        {words().places.youAreAt}
      </b>
      <ul>
        <For each={devices()} fallback={<li class="hint">{words().places.noneYet}</li>}>
          {(device) => <Place device={device} />}
        </For>
      </ul>
    </section>
  );
}

function Place(props: { readonly device: string }) {
  const session = useSession();
  const words = useWords();
  const point = () =>
    orderedPlaces(session.state().points, session.here).find((one) => one.device === props.device);
  const doing = (place: PointValue) => {
    const isKnown = session.connection().name === "live" || place.device === session.here;
    return isKnown ? placeWords(place, session.here, session.now(), words()) : words().places.notKnown;
  };
  const label = () => session.state().own.devices.get(props.device)?.label ?? point()?.label;
  return (
    <Show when={point()}>
      {(place) => (
        <li>
          <button
            type="button"
            class="place"
            classList={{
              here: place().device === session.here,
              live: place().inCall,
              asleep: !place().connected,
            }}
            onClick={() => session.go({ page: "places" })}
          >
            <PlaceIcon kind={place().kind} />
            <span>
              <b>{label()}</b>
              <small>{doing(place())}</small>
            </span>
          </button>
        </li>
      )}
    </Show>
  );
}
