import { createEffect, createMemo, createSignal, on, onCleanup, onMount, untrack } from "solid-js";
import { useSession } from "../session/session.ts";
import type { Held } from "./held.ts";
import { indexFrom, rangeBetween, rowAt, topsOf, type Range } from "./window.ts";

/** This close to an end, in pixels, counts as being there. */
const near = { bottom: 60, end: 600 } as const;
/** Rows this far outside of what is seen, in pixels, are in the page too. */
const margin = 700;
/** The height of a row before any was measured, in pixels. */
const usualHeight = 60;

/** What stays where it is while things above and below it come, go and grow. */
interface Anchor {
  readonly offset: number;
  /** Of the row's top from the top of what is seen, in pixels. */
  readonly distance: number;
}

/** Where in the history the person is: keeps it whatever comes, and tells what was read. */
export function createPlace(id: string, held: Held, firstNew: () => number | undefined) {
  const session = useSession();
  const rows = measureRows();
  let box: HTMLElement | undefined;
  let list: HTMLElement | undefined;
  let anchor: Anchor | undefined;
  const [view, setView] = createSignal({ top: 0, height: 0 });
  const [atBottom, setAtBottom] = createSignal(true);
  const tops = createMemo(() => topsOf(held.messages(), rows.heights(), rows.usual()));
  const range = createMemo<Range>(
    () => rangeBetween(tops(), view().top - margin, view().top + view().height + margin),
    { from: 0, to: 0 },
    { equals: (one, other) => one.from === other.from && one.to === other.to },
  );
  const above = () => list?.offsetTop ?? 0;
  const look = () => {
    if (box !== undefined) setView({ top: box.scrollTop - above(), height: box.clientHeight });
  };
  /** Puts the person back to where they were. */
  const settle = () => {
    if (box === undefined || list === undefined) return;
    const { from, to } = range();
    list.style.paddingTop = `${tops()[from] ?? 0}px`;
    list.style.paddingBottom = `${(tops().at(-1) ?? 0) - (tops()[to] ?? 0)}px`;
    if (untrack(atBottom) && !held.hasNewer()) box.scrollTop = box.scrollHeight;
    else if (anchor !== undefined) {
      const index = indexFrom(held.messages(), anchor.offset);
      const wanted = above() + (tops()[index] ?? 0) - anchor.distance;
      if (Math.abs(box.scrollTop - wanted) >= 1) box.scrollTop = wanted;
    }
    look();
  };
  const fetchNear = () => {
    if (box === undefined || box.clientHeight === 0 || held.loading()) return;
    if (box.scrollTop < near.end && held.hasOlder()) void held.older();
    else if (box.scrollHeight - box.scrollTop - box.clientHeight < near.end && held.hasNewer())
      void held.newer();
  };
  let [top, tall] = [0, 0];
  const scrolled = () => {
    if (box === undefined) return;
    const isLow = !held.hasNewer() && box.scrollHeight - box.scrollTop - box.clientHeight < near.bottom;
    // Only the person goes up; when what is below grew meanwhile, they are still at the newest.
    const isShorter = box.scrollHeight < tall;
    if (isLow || (box.scrollTop < top && !isShorter)) setAtBottom(isLow);
    [top, tall] = [box.scrollTop, box.scrollHeight];
    const index = rowAt(tops(), box.scrollTop - above());
    const message = held.messages()[index];
    if (message !== undefined)
      anchor = { offset: message.offset, distance: above() + (tops()[index] ?? 0) - box.scrollTop };
    look();
    fetchNear();
  };
  const stay = new ResizeObserver(settle);
  const toBottom = () => {
    held.newest();
    setAtBottom(true);
    settle();
  };
  const goTo = (offset: number, part: number) => {
    anchor = { offset, distance: (box?.clientHeight ?? 0) * part };
    setAtBottom(false);
    settle();
  };
  createEffect(on([range, tops], settle));
  createEffect(on(held.loading, (isLoading) => isLoading || fetchNear(), { defer: true }));
  onMount(() => {
    look();
    const begin = untrack(firstNew);
    if (begin === undefined) toBottom();
    else goTo(begin, 0.4);
    // A few new messages fit below the mark: then the newest is in sight all the same.
    if (box !== undefined && box.scrollHeight - box.scrollTop - box.clientHeight < near.bottom) toBottom();
    if (box !== undefined) stay.observe(box);
    if (box?.firstElementChild) stay.observe(box.firstElementChild);
    fetchNear();
  });
  onCleanup(() => stay.disconnect());
  createEffect(
    on([atBottom, session.inFront, () => held.messages().at(-1)?.offset], ([isLow, isSeen, newest]) => {
      if (isLow && isSeen && newest !== undefined && !held.hasNewer()) session.client.markRead(id, newest);
    }),
  );
  return {
    takeBox: (element: HTMLElement) => {
      box = element;
    },
    takeList: (element: HTMLElement) => {
      list = element;
    },
    measure: rows.measure,
    range,
    scrolled,
    atBottom,
    toBottom,
    goTo,
  };
}

/** Knows how high each row is that was ever shown. */
function measureRows() {
  const heights = new Map<number, number>();
  const offsets = new WeakMap<Element, number>();
  let sum = 0;
  const [known, setKnown] = createSignal(heights, { equals: false });
  const observer = new ResizeObserver((entries) => {
    let changed = false;
    for (const { target, borderBoxSize } of entries) {
      const [offset, height] = [offsets.get(target), borderBoxSize[0]?.blockSize ?? 0];
      if (offset === undefined || height === 0 || heights.get(offset) === height) continue;
      sum += height - (heights.get(offset) ?? 0);
      heights.set(offset, height);
      changed = true;
    }
    if (changed) setKnown(heights);
  });
  onCleanup(() => observer.disconnect());
  return {
    heights: known,
    usual: () => (known().size === 0 ? usualHeight : sum / known().size),
    /** Follows the height of a row for as long as its owner lives. */
    measure: (element: HTMLElement, offset: number) => {
      offsets.set(element, offset);
      observer.observe(element);
      onCleanup(() => observer.unobserve(element));
    },
  };
}
