/** Numbers of the running server, as `admin-stats` gives them, and when. */
export interface Sample {
  readonly at: number;
  readonly stats: Readonly<Record<string, number>>;
}

/** One thing over time; `undefined` where it is not known. */
export interface Series {
  readonly name: SeriesName;
  readonly values: readonly (number | undefined)[];
}

export const seriesNames = ["connections", "messages", "deliveries", "commit", "loop", "memory"] as const;
export type SeriesName = (typeof seriesNames)[number];

/** Kept at most: six minutes at one every three seconds. */
export const samplesKept = 120;

export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  return [...samples, sample].slice(-samplesKept);
}

/** What is shown of the samples; what is a sum since the start is shown a second. */
export function seriesOf(samples: readonly Sample[]): readonly Series[] {
  return seriesNames.map((name) => ({
    name,
    values: samples.map((sample, index) => valueOf(name, sample, samples[index - 1])),
  }));
}

function valueOf(name: SeriesName, now: Sample, before: Sample | undefined): number | undefined {
  switch (name) {
    case "connections":
      return now.stats["connections"];
    case "loop":
      return now.stats["eventLoopDelay"];
    case "memory":
      return now.stats["memory"];
    case "messages":
    case "deliveries":
      return before && perSecond(name, now, before);
    case "commit":
      return before && meanOf(now, before);
  }
}

/** Undefined after a restart, which begins the sums anew. */
export function perSecond(name: string, now: Sample, before: Sample): number | undefined {
  const grown = (now.stats[name] ?? 0) - (before.stats[name] ?? 0);
  const seconds = (now.at - before.at) / 1000;
  return grown < 0 || seconds <= 0 ? undefined : grown / seconds;
}

/** Milliseconds a group of commits took; undefined if there was none. */
function meanOf(now: Sample, before: Sample): number | undefined {
  const groups = (now.stats["groups"] ?? 0) - (before.stats["groups"] ?? 0);
  const time = (now.stats["groupTime"] ?? 0) - (before.stats["groupTime"] ?? 0);
  return groups <= 0 || time < 0 ? undefined : time / groups;
}

/** Deliveries a second by manner (`alert`, `show` …) between the last two samples, the most first. */
export function manners(samples: readonly Sample[]): readonly (readonly [string, number])[] {
  const [before, now] = samples.slice(-2);
  if (before === undefined || now === undefined) return [];
  const names = Object.keys(now.stats).filter((name) => name.startsWith("deliveries."));
  return names
    .map((name) => [name.slice("deliveries.".length), perSecond(name, now, before) ?? 0] as const)
    .filter(([, rate]) => rate > 0)
    .sort(([, one], [, other]) => other - one);
}

/** The width of a plot, in samples, before there are more. */
const fewest = 20;

/** The path of a line in a box, with gaps where nothing is known; `top` is the value at its upper edge. */
export function linePath(
  values: readonly (number | undefined)[],
  width: number,
  height: number,
  top: number,
): string {
  const step = width / (Math.max(values.length, fewest) - 1);
  const from = width - step * (values.length - 1);
  let path = "";
  let isDown = false;
  values.forEach((value, index) => {
    if (value === undefined) {
      isDown = false;
      return;
    }
    const y = height - (Math.min(value, top) / top) * height;
    path += `${isDown ? "L" : "M"}${(from + index * step).toFixed(1)} ${y.toFixed(1)}`;
    isDown = true;
  });
  return path;
}

/** A round number at or above the largest value: 1, 2 or 5 times a power of ten. */
export function roundTop(values: readonly (number | undefined)[]): number {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 2, 5, 10].find((one) => one * power >= most) ?? 10;
  return factor * power;
}
