import type { JSX } from "solid-js";
import { Mark } from "../icons/icons.tsx";

/** The page one sees from outside: the name of the house and one thing to do. */
export function Door(props: {
  readonly heading: string;
  readonly lead?: JSX.Element;
  readonly children: JSX.Element;
}) {
  return (
    <main class="door">
      <div class="door-sheet">
        <p class="brand">
          <Mark /> Elsewhere
        </p>
        <h1>{props.heading}</h1>
        <p class="lead">{props.lead}</p>
        {props.children}
      </div>
      <p class="door-foot">Start it here, finish it elsewhere.</p>
    </main>
  );
}
