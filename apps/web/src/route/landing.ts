import { onMount } from "solid-js";
import type { Router } from "./route.ts";

/**
 * Puts the focus at the heading of what was gone to, so that who does not see the page hears where they are. Not when
 * the page has just been loaded, and not where something inside has taken it already.
 */
export function landAt(router: Pick<Router, "hasMoved">, heading: () => HTMLElement | undefined): void {
  onMount(() => {
    const element = heading();
    if (element === undefined || !router.hasMoved()) return;
    if (element.closest("section")?.contains(document.activeElement) !== true)
      element.focus({ preventScroll: true });
  });
}
