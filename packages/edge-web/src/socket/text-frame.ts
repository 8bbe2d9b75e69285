/** Bytes of the longest payload whose length fits the header's first two bytes, and its next two (RFC 6455 §5.2). */
const [shortest, short] = [125, 0xffff];
const finalText = 0x81;

/**
 * One unmasked, final text frame (RFC 6455 §5.2, §5.6) as it goes on the wire, header and payload in one piece: a socket
 * takes one buffer in one system call without making a list of it.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length <= shortest ? 2 : length <= short ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = finalText;
  if (length <= shortest) frame[1] = length;
  else if (length <= short) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length % 2 ** 32, 6);
  }
  // Copying is faster than encoding, where there is nothing to encode.
  frame.write(text, start, length === text.length ? "latin1" : "utf8");
  return frame;
}
