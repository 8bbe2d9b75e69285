import { createMemo, createSignal, For, onCleanup, Show } from "solid-js";
import { useLateWords } from "../language/speaking.tsx";
import type { LateWords } from "../language/words.ts";
import { useSession } from "../session/session.ts";
import { clockTime, sizeWords } from "../words/times.ts";
import { Plot } from "./plot.tsx";
import { manners, seriesNames, seriesOf, withSample, type Sample, type SeriesName } from "./samples.ts";

/** Seconds between two questions. */
const every = 3;
const rowsShown = 12;

/** What the server has to do, while the page is looked at: one small question every few seconds. */
export function Load() {
  const session = useSession();
  const words = useLateWords();
  const [samples, setSamples] = createSignal<readonly Sample[]>([]);
  const [asTable, setAsTable] = createSignal(false);
  let isAsking = false;
  const ask = async () => {
    if (isAsking || document.visibilityState !== "visible" || session.connection().name !== "live") return;
    isAsking = true;
    const answer = await session.client.request("admin-stats", {}).catch(() => undefined);
    isAsking = false;
    if (answer !== undefined)
      setSamples((before) => withSample(before, { at: Date.now(), stats: answer.stats }));
  };
  void ask();
  const timer = setInterval(() => void ask(), every * 1000);
  onCleanup(() => clearInterval(timer));
  return (
    <section class="cards" aria-label={words().console.load}>
      <p class="hint">{words().console.loadLead(every)}</p>
      <div class="acts">
        <button type="button" aria-pressed={asTable()} onClick={() => setAsTable(!asTable())}>
          {asTable() ? words().console.plots : words().console.table}
        </button>
      </div>
      <Show when={samples().length > 1} fallback={<p class="hint">{words().console.waiting}</p>}>
        <Show when={asTable()} fallback={<Plots samples={samples()} />}>
          <Numbers samples={samples()} />
        </Show>
      </Show>
    </section>
  );
}

function Plots(props: { readonly samples: readonly Sample[] }) {
  const words = useLateWords();
  const series = createMemo(() => seriesOf(props.samples));
  const byManner = () =>
    manners(props.samples)
      .map(([how, rate]) => `${how} ${number(rate, words())}`)
      .join(" · ");
  return (
    <div class="plots">
      <For each={seriesNames}>
        {(name, index) => (
          <Plot
            title={words().console[name]}
            values={series()[index()]?.values ?? []}
            shown={(value) => shown(name, value, words())}
            summary={words().console.nowAndMost}
            more={name === "deliveries" ? byManner() : ""}
          />
        )}
      </For>
    </div>
  );
}

/** The same for who would rather read numbers, the newest first. */
function Numbers(props: { readonly samples: readonly Sample[] }) {
  const words = useLateWords();
  const rows = createMemo(() => {
    const series = seriesOf(props.samples);
    const cell = (name: number, row: number) => {
      const value = series[name]?.values[row];
      return value === undefined ? "–" : shown(seriesNames[name] ?? "loop", value, words());
    };
    return props.samples
      .map(({ at }, row) => [clockTime(at, words()), ...seriesNames.map((_, name) => cell(name, row))])
      .toReversed()
      .slice(0, rowsShown);
  });
  return (
    <div class="table" tabindex="0" role="region" aria-label={words().console.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words().console.time}</th>
            <For each={seriesNames}>{(name) => <th scope="col">{words().console[name]}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <tr>
                <For each={row}>{(cell) => <td>{cell}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

function shown(name: SeriesName, value: number, words: LateWords): string {
  if (name === "memory") return sizeWords(value, words);
  if (name === "commit" || name === "loop") return words.console.milliseconds(number(value, words));
  return number(value, words);
}

function number(value: number, { locale }: LateWords): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}
