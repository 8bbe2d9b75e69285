import type { JSX } from "solid-js";
import { Mark } from "../icons/icons.tsx";
import { useWords } from "../language/speaking.tsx";

/** The page one sees from outside: the name of the house and one thing to do. */
export function Door(props: {
  readonly heading: string;
  /** What the house is called; the product's name unless it has one. */
  readonly house?: string | undefined;
  readonly lead?: JSX.Element;
  readonly children: JSX.Element;
}) {
  const words = useWords();
  return (
    <main class="door">
      <div class="door-sheet">
        <p class="brand">
          <Mark /> <span dir="auto">{props.house ?? words().frame.brand}</span>
        </p>
        <h1>{props.heading}</h1>
        <p class="lead">{props.lead}</p>
        {props.children}
      </div>
      <p class="door-foot">{words().frame.motto}</p>
    </main>
  );
}
