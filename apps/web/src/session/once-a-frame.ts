/** The parts of a page that are used here. */
export interface Frames {
  /** Pages nobody sees have no frames. */
  isSeen(): boolean;
  request(work: () => void): unknown;
  later(work: () => void, ms: number): unknown;
}

/** A frame that has not come after so many milliseconds is not waited for: the page may have gone out of sight. */
const patience = 200;

/**
 * Gives a function that does the work once before the next frame is drawn, however often it is called until then: what comes faster
 * than it can be seen costs no more than what is seen. Where there are no frames it is done at once.
 */
export function onceAFrame(work: () => void, frames: Frames): () => void {
  let turn = 0;
  let isDue = false;
  const now = (due: number) => {
    if (!isDue || due !== turn) return;
    isDue = false;
    work();
  };
  return () => {
    if (!frames.isSeen()) {
      isDue = false;
      return work();
    }
    if (isDue) return;
    isDue = true;
    turn += 1;
    const due = turn;
    frames.request(() => now(due));
    frames.later(() => now(due), patience);
  };
}

/** Those of this page. */
export const pageFrames: Frames = {
  isSeen: () => document.visibilityState === "visible",
  request: (work) => requestAnimationFrame(work),
  later: (work, ms) => setTimeout(work, ms),
};
