/** Values of a waveform as it is sent. */
const values = 64;

/**
 * Loudness from 0 to 255 in at most 64 steps, of levels from 0 to 1 measured at even times. The loudest is 255, so that a quiet
 * speaker is seen too; silence stays silence.
 */
export function waveformOf(levels: readonly number[]): number[] {
  const count = Math.min(values, levels.length);
  const loudest = Math.max(...levels.slice(0, 1), ...levels, quietest);
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((at + 1) * levels.length) / count));
    const level = Math.max(...levels.slice(from, to));
    return Math.round((Math.min(level, loudest) / loudest) * 255);
  });
}

/** Below it there is only noise. */
const quietest = 0.02;

/** How loud a piece of sound is, from 0 to 1: the root of its mean square, stretched to where speech is. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.min(1, Math.sqrt(sum / Math.max(1, samples.length)) * 3);
}

/** Heights of so many bars, from 0 to 1, of a waveform of any length. */
export function barsOf(waveform: readonly number[], count: number): readonly number[] {
  if (waveform.length === 0) return Array.from({ length: count }, () => 0);
  return Array.from({ length: count }, (_, at) => {
    const place = (at / Math.max(1, count - 1)) * (waveform.length - 1);
    return (waveform[Math.round(place)] ?? 0) / 255;
  });
}
