/* Runs in the measured page before anything of its own. */
(() => {
  const bench = { readable: undefined, frames: undefined, keys: [] };
  globalThis.bench = bench;

  const isInSight = (element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight;
  };

  /** Notes when a text of the wanted kind and content has been painted, in milliseconds since the navigation began. */
  bench.awaitText = ({ selector, text }) => {
    bench.readable = undefined;
    const look = () => {
      const newest = [...document.querySelectorAll(selector)].slice(-5);
      if (newest.some((one) => one.textContent.includes(text) && isInSight(one)))
        // The next turn follows the frame that shows it.
        setTimeout(() => (bench.readable = performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  if (globalThis.benchWanted !== undefined) bench.awaitText(globalThis.benchWanted);

  /** Counts frames until `stop`, which gives the milliseconds between them. */
  bench.countFrames = () => {
    const times = [];
    let goesOn = true;
    const next = (at) => {
      times.push(at);
      if (goesOn) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    bench.stopFrames = () => {
      goesOn = false;
      return times.slice(1).map((at, index) => at - times[index]);
    };
  };

  /** Milliseconds from each key to the paint that followed it (Event Timing); shorter ones than 16 are not told. */
  bench.timeKeys = () => {
    bench.keys = [];
    bench.typed = 0;
    addEventListener("keydown", () => (bench.typed += 1), true);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === "keydown") bench.keys.push(entry.duration);
    }).observe({ type: "event", durationThreshold: 16 });
  };
})();
