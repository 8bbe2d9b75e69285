import { batch, createEffect, createMemo, createSignal, on, onCleanup, onMount, untrack } from "solid-js";
import { useSession } from "../session/session.ts";
import type { Held } from "./held.ts";
import { rangeBetween, rowAt, seenFrom, topsOf, type Range, type Stand } from "./window.ts";

/** This close to an end, in pixels, counts as being there. */
const near = { bottom: 60, end: 600 } as const;
/** Rows this far outside of what is seen, in pixels, are in the page too. */
const margin = 700;
/** The height of a row before any was measured, in pixels. */
const usualHeight = 60;
/** So many measured rows tell how high a row usually is. */
const enough = 60;

/** Where in the history the person is: keeps it whatever comes, and tells what was read. */
export function createPlace(id: string, held: Held, firstNew: () => number | undefined) {
  const session = useSession();
  const rows = measureRows();
  let box: HTMLElement | undefined;
  let list: HTMLElement | undefined;
  const [height, setHeight] = createSignal(0);
  const [anchor, setAnchor] = createSignal<Anchor>(undefined, { equals: isSameAnchor });
  const [atBottom, setAtBottom] = createSignal(true);
  const tops = createMemo(() => topsOf(held.messages(), rows.heights(), rows.usual()));
  const stand = (): Stand => {
    const at = atBottom() && !held.hasNewer() ? undefined : anchor();
    return at === undefined ? { at: "newest" } : { at: "message", ...at };
  };
  const seen = () => seenFrom(stand(), held.messages(), tops(), height());
  const range = createMemo<Range>(
    () => rangeBetween(tops(), seen() - margin, seen() + height() + margin),
    { from: 0, to: 0 },
    { equals: (one, other) => one.from === other.from && one.to === other.to },
  );
  const above = () => list?.offsetTop ?? 0;
  /** Puts the person back to where they were. */
  const settle = () => {
    if (box === undefined || list === undefined) return;
    const { from, to } = range();
    list.style.paddingTop = `${tops()[from] ?? 0}px`;
    list.style.paddingBottom = `${(tops().at(-1) ?? 0) - (tops()[to] ?? 0)}px`;
    if (untrack(stand).at === "newest") box.scrollTop = box.scrollHeight;
    else {
      const wanted = above() + untrack(seen);
      if (Math.abs(box.scrollTop - wanted) >= 1) box.scrollTop = wanted;
    }
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
    const [scrollTop, scrollHeight] = [box.scrollTop, box.scrollHeight];
    const isLow = !held.hasNewer() && scrollHeight - scrollTop - box.clientHeight < near.bottom;
    // Only the person goes up; when what is below grew meanwhile, they are still at the newest.
    const isShorter = scrollHeight < tall;
    const moves = isLow || (scrollTop < top && !isShorter);
    [top, tall] = [scrollTop, scrollHeight];
    const begin = scrollTop - above();
    const index = rowAt(tops(), begin);
    const message = held.messages()[index];
    batch(() => {
      if (moves) setAtBottom(isLow);
      if (message !== undefined)
        setAnchor({ offset: message.offset, distance: (tops()[index] ?? 0) - begin });
    });
    fetchNear();
  };
  const stay = new ResizeObserver(() => {
    setHeight(box?.clientHeight ?? 0);
    settle();
  });
  const toBottom = () => {
    held.newest();
    setAtBottom(true);
    settle();
  };
  const goTo = (offset: number, part: number) => {
    batch(() => {
      setAnchor({ offset, distance: (box?.clientHeight ?? 0) * part });
      setAtBottom(false);
    });
    settle();
  };
  createEffect(on([range, tops], settle));
  createEffect(on(held.loading, (isLoading) => isLoading || fetchNear(), { defer: true }));
  onMount(() => {
    setHeight(box?.clientHeight ?? 0);
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

/** What stays where it is while things above and below it come, go and grow: a message, and its distance from the top of what is seen. */
type Anchor = Omit<Extract<Stand, { readonly at: "message" }>, "at"> | undefined;

function isSameAnchor(one: Anchor, other: Anchor): boolean {
  return one?.offset === other?.offset && Math.abs((one?.distance ?? 0) - (other?.distance ?? 0)) < 0.5;
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
  // Once enough were seen it stays, so that what nobody has seen yet does not move.
  const usual = createMemo<number>((before) => {
    const { size } = known();
    if (size === 0 || size > enough) return size === 0 ? usualHeight : (before ?? sum / size);
    return sum / size;
  });
  return {
    heights: known,
    usual,
    /** Follows the height of a row for as long as its owner lives. */
    measure: (element: HTMLElement, offset: number) => {
      offsets.set(element, offset);
      observer.observe(element);
      onCleanup(() => observer.unobserve(element));
    },
  };
}
