import type { JSX } from "solid-js";
import { Mark } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";

/** The page one sees from outside: the name of the house and one thing to do. */
export function Door(props: {
  readonly heading: string;
  readonly lead?: JSX.Element;
  readonly children: JSX.Element;
}) {
  const words = useWords();
  return (
    <main class="door">
      <div class="door-sheet">
        <p class="brand">
          <Mark /> {words().frame.brand}
        </p>
        <h1>{props.heading}</h1>
        <p class="lead">{props.lead}</p>
        {props.children}
      </div>
      <p class="door-foot">{words().frame.motto}</p>
    </main>
  );
}
