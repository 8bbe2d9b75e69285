import { crc32, deflateSync } from "node:zlib";

/** A picture of pieces on a bench, as a PNG (RFC 2083): no file has to be kept for it. */
export function samplePicture(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, y) => rowOf(width, height, y));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

function rowOf(width: number, height: number, y: number): Buffer {
  const row = Buffer.alloc(1 + width * 3);
  for (let x = 0; x < width; x += 1) row.set(colourAt(x / width, y / height, width / height), 1 + x * 3);
  return row;
}

/** Light comes from the upper left; the pieces lie in four rows of six. */
function colourAt(x: number, y: number, aspect: number): readonly [number, number, number] {
  const dx = ((x * 6) % 1) - 0.5;
  const dy = (((y * 4) % 1) - 0.5) * (6 / 4 / aspect);
  const far = Math.hypot(dx, dy);
  const light = 0.55 + 0.45 * (1 - (x + y) / 2);
  if (far < 0.3) {
    const shine = Math.max(0, 1 - Math.hypot(dx + 0.1, dy + 0.1) / 0.35);
    return shade([176, 188, 182], light + shine * 0.35);
  }
  const shadow = Math.hypot(dx - 0.07, dy - 0.07) < 0.33 ? 0.72 : 1;
  return shade([196, 164, 120], (light + 0.03 * Math.sin(y * 90 + Math.sin(x * 7) * 3)) * shadow);
}

function shade(colour: readonly [number, number, number], light: number): [number, number, number] {
  const [red, green, blue] = colour;
  const by = (value: number) => Math.max(0, Math.min(255, Math.round(value * light)));
  return [by(red), by(green), by(blue)];
}
