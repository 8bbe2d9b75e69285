import { sensingTimes } from "@elsewhere/core/points/activity";
import type { Surroundings } from "../options.ts";
import type { Noticed, Senses } from "./sensor.ts";

/** The parts of a page that are used here; `globalThis` has them in a browser. */
export interface PageLike {
  readonly document: EventTarget & { readonly visibilityState: string };
  readonly window: EventTarget;
  readonly navigator: {
    readonly userAgentData?: { readonly mobile: boolean };
    readonly maxTouchPoints?: number;
    readonly permissions?: { query(descriptor: { name: never }): Promise<{ readonly state: string }> };
  };
  readonly IdleDetector?: new () => IdleDetectorLike;
}

/** Idle Detection API (WICG); only some browsers have it, and only with the person's leave. */
export interface IdleDetectorLike extends EventTarget {
  readonly userState: "active" | "idle" | null;
  readonly screenState: "locked" | "unlocked" | null;
  start(options: { readonly threshold: number; readonly signal: AbortSignal }): Promise<void>;
}

const inputs = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "focus"] as const;

/** Notices the person by input, visibility, the page's life cycle, and the system's idle detection where granted. */
export function pageSenses(page: PageLike): Senses {
  return {
    handheld: page.navigator.userAgentData?.mobile ?? (page.navigator.maxTouchPoints ?? 0) > 1,
    watch(notice) {
      const ending = new AbortController();
      const { signal } = ending;
      for (const name of inputs) {
        page.window.addEventListener(name, () => notice({ type: "input" }), {
          signal,
          passive: true,
          capture: true,
        });
      }
      page.document.addEventListener("visibilitychange", () => notice(visibilityOf(page)), { signal });
      page.document.addEventListener("freeze", () => notice({ type: "frozen" }), { signal });
      page.document.addEventListener("resume", () => notice(visibilityOf(page)), { signal });
      if (page.document.visibilityState !== "visible") notice(visibilityOf(page));
      void watchSystem(page, notice, signal);
      return () => ending.abort();
    },
  };
}

function visibilityOf(page: PageLike): Noticed {
  return { type: "visibility", visible: page.document.visibilityState === "visible" };
}

/** Without the API or the person's leave nothing comes, and input alone tells. */
async function watchSystem(
  page: PageLike,
  notice: (noticed: Noticed) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const leave = await page.navigator.permissions?.query({ name: "idle-detection" as never });
    if (page.IdleDetector === undefined || leave?.state !== "granted" || signal.aborted) return;
    const detector = new page.IdleDetector();
    const tell = () => {
      const { userState: user, screenState: screen } = detector;
      if (user !== null && screen !== null) notice({ type: "system", user, screen });
    };
    detector.addEventListener("change", tell, { signal });
    await detector.start({ threshold: sensingTimes.systemIdleAfter, signal });
    tell();
  } catch {
    // Browsers that know the name but refuse the question.
  }
}

/** Looks after the connection when the page is shown, thawed or restored, and when the network comes and goes. */
export function pageSurroundings(page: PageLike): Surroundings {
  return (tell) => {
    const ending = new AbortController();
    const { signal } = ending;
    const rouse = () => tell.rouse();
    page.document.addEventListener(
      "visibilitychange",
      () => {
        if (page.document.visibilityState === "visible") tell.rouse();
      },
      { signal },
    );
    page.document.addEventListener("resume", rouse, { signal });
    page.window.addEventListener("pageshow", rouse, { signal });
    page.window.addEventListener("online", () => tell.online(true), { signal });
    page.window.addEventListener("offline", () => tell.online(false), { signal });
    return () => ending.abort();
  };
}
