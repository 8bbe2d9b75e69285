import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

/** The mark as apps/web/public/mark.svg draws it, in its own units: a disc, and a ring that lies over it. */
const size = 30;
const disc = { x: 10.5, y: 15, radius: 8.5, colour: [15, 107, 92] };
const ring = { x: 19.5, y: 15, radius: 8.5, width: 2.4, colour: [216, 85, 58] };
const paper = [247, 245, 240];

/** What manifest.webmanifest and the pages name. `part` is how much of the width the mark takes. */
const icons = [
  { name: "icon-192.png", pixels: 192, part: 1, opaque: false },
  { name: "icon-512.png", pixels: 512, part: 1, opaque: false },
  // Systems cut these to their own shape: the mark stays within the safe circle.
  { name: "icon-maskable-512.png", pixels: 512, part: 0.7, opaque: true },
  { name: "icon-touch-180.png", pixels: 180, part: 0.8, opaque: true },
];

/**
 * Draws the icons for systems that do not take the vector drawing.
 * @param {string} out
 */
export function drawIcons(out) {
  mkdirSync(out, { recursive: true });
  for (const { name, ...how } of icons) writeFileSync(join(out, name), png(how));
}

/** @param {{ readonly pixels: number, readonly part: number, readonly opaque: boolean }} how */
function png({ pixels, part, opaque }) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const unit = size / part / pixels;
  const at = (/** @type {number} */ pixel) => (pixel + 0.5 - pixels / 2) * unit + size / 2;
  const rows = Buffer.alloc(pixels * (1 + pixels * 4));
  for (let y = 0; y < pixels; y += 1)
    for (let x = 0; x < pixels; x += 1)
      rows.set(colourAt(at(x), at(y), unit, opaque), y * (1 + pixels * 4) + 1 + x * 4);
  const parts = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

/**
 * Red, green, blue and opacity; edges are as soft as a pixel is wide (`unit`).
 * @param {number} x
 * @param {number} y
 * @param {number} unit
 * @param {boolean} opaque
 */
function colourAt(x, y, unit, opaque) {
  const covered = (/** @type {number} */ inside) => Math.max(0, Math.min(1, inside / unit + 0.5));
  const inDisc = covered(disc.radius - Math.hypot(x - disc.x, y - disc.y));
  const inRing = covered(ring.width / 2 - Math.abs(ring.radius - Math.hypot(x - ring.x, y - ring.y)));
  const ground = opaque ? 1 : 0;
  const rest = (1 - inRing) * (1 - inDisc) * ground;
  const alpha = inRing + (1 - inRing) * inDisc + rest;
  if (alpha === 0) return [0, 0, 0, 0];
  const channel = (/** @type {number} */ index) =>
    Math.round(
      (inRing * (ring.colour[index] ?? 0) +
        (1 - inRing) * inDisc * (disc.colour[index] ?? 0) +
        rest * (paper[index] ?? 0)) /
        alpha,
    );
  return [channel(0), channel(1), channel(2), Math.round(alpha * 255)];
}

/**
 * @param {string} name
 * @param {Buffer} body
 */
function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
