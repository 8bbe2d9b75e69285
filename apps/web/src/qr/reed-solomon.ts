/** Error correction by Reed and Solomon over the field of 256 elements that QR codes use (x^8 + x^4 + x^3 + x^2 + 1). */

function times(one: number, other: number): number {
  let product = 0;
  for (let place = 7; place >= 0; place -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> place) & 1) * one;
  }
  return product;
}

/** Coefficients of the polynomial whose roots are the first powers of two, without its leading one. */
function divisorOf(degree: number): Uint8Array {
  const divisor = new Uint8Array(degree);
  divisor[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let place = 0; place < degree; place += 1)
      divisor[place] = times(divisor[place] ?? 0, root) ^ (divisor[place + 1] ?? 0);
    root = times(root, 2);
  }
  return divisor;
}

/** The words that make the data divisible: what corrects it. */
export function remainderOf(data: Uint8Array, degree: number): Uint8Array {
  const divisor = divisorOf(degree);
  const remainder = new Uint8Array(degree);
  for (const word of data) {
    const factor = word ^ (remainder[0] ?? 0);
    remainder.copyWithin(0, 1);
    remainder[degree - 1] = 0;
    for (let place = 0; place < degree; place += 1)
      remainder[place] = (remainder[place] ?? 0) ^ times(divisor[place] ?? 0, factor);
  }
  return remainder;
}
