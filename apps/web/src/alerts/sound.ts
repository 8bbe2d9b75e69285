/** Two short, soft tones, a fourth apart. Silent where the browser wants a press first. */
export function chime(): void {
  try {
    const context = new AudioContext();
    if (context.state !== "running") return void context.close();
    tone(context, 659, 0);
    const last = tone(context, 880, 0.12);
    last.addEventListener("ended", () => void context.close());
  } catch {
    // No sound device: the other signs remain.
  }
}

function tone(context: AudioContext, frequency: number, after: number): OscillatorNode {
  const at = context.currentTime + after;
  const oscillator = new OscillatorNode(context, { type: "sine", frequency });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.12, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.36);
  return oscillator;
}
