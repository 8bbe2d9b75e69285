import { createMemo, Show } from "solid-js";
import { linePath, roundTop } from "./samples.ts";

const [width, height] = [320, 84];

/** One number over time: a line, and in words what it is now. The line itself says nothing to who does not see it. */
export function Plot(props: {
  readonly title: string;
  readonly values: readonly (number | undefined)[];
  readonly shown: (value: number) => string;
  readonly summary: (now: string, most: string) => string;
  readonly more?: string;
}) {
  const top = createMemo(() => roundTop(props.values));
  const path = createMemo(() => linePath(props.values, width, height, top()));
  const words = () => {
    const now = props.values.at(-1);
    const most = Math.max(0, ...props.values.map((value) => value ?? 0));
    return props.summary(now === undefined ? "–" : props.shown(now), props.shown(most));
  };
  return (
    <figure class="plot">
      <figcaption>
        <b>{props.title}</b>
        <small>{words()}</small>
        <Show when={props.more}>{(more) => <small>{more()}</small>}</Show>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" x2={width} y1="0.5" y2="0.5" />
        <line x1="0" x2={width} y1={height / 2} y2={height / 2} />
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
        <path d={path()} />
      </svg>
      <span class="plot-top" aria-hidden="true">
        {props.shown(top())}
      </span>
    </figure>
  );
}
