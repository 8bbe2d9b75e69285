/** What is told by a sound. Each has a shape of its own, so that nobody has to know the pitch. */
export type Told = "message" | "mention" | "not-sent";

interface Note {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds after the beginning. */
  readonly at: number;
}

/** Rising for what comes, falling for what did not go. */
export const melodies: Readonly<Record<Told, readonly Note[]>> = {
  message: [
    { pitch: 587, at: 0 },
    { pitch: 880, at: 0.12 },
  ],
  mention: [
    { pitch: 587, at: 0 },
    { pitch: 740, at: 0.1 },
    { pitch: 880, at: 0.2 },
  ],
  "not-sent": [
    { pitch: 330, at: 0 },
    { pitch: 247, at: 0.14 },
  ],
};

/** Plays it, softly. Silent where the browser wants a press first. */
export function sound(told: Told): void {
  try {
    const context = new AudioContext();
    if (context.state !== "running") return void context.close();
    const tones = melodies[told].map((note) => tone(context, note));
    tones.at(-1)?.addEventListener("ended", () => void context.close());
  } catch {
    // No sound device: the other signs remain.
  }
}

function tone(context: AudioContext, { pitch, at }: Note): OscillatorNode {
  const from = context.currentTime + at;
  const oscillator = new OscillatorNode(context, { type: "sine", frequency: pitch });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(0.1, from + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.35);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + 0.36);
  return oscillator;
}
