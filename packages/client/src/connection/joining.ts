/** Bounds of one message on the wire. */
export interface JoinLimits {
  readonly frameBytes: number;
  readonly framesAtOnce: number;
}

const encoder = new TextEncoder();

/** Joins frames into as few messages as the limits allow, in order. A frame that is too large goes alone. */
export function joinFrames(frames: readonly object[], limits: JoinLimits): readonly string[] {
  const messages: string[] = [];
  let batch: string[] = [];
  let bytes = 0;
  const close = () => {
    if (batch.length > 0) messages.push(batch.length === 1 ? batch.join("") : `[${batch.join(",")}]`);
    batch = [];
    bytes = 0;
  };
  for (const frame of frames) {
    const text = JSON.stringify(frame);
    const size = encoder.encode(text).length + 1;
    if (batch.length === limits.framesAtOnce || bytes + size + 1 > limits.frameBytes) close();
    batch.push(text);
    bytes += size;
  }
  close();
  return messages;
}
