/** The part of a file that is asked for (RFC 9110 §14). */
export type Part =
  | { readonly kind: "whole" }
  /** Both included. */
  | { readonly kind: "part"; readonly from: number; readonly to: number }
  | { readonly kind: "outside" };

const whole: Part = { kind: "whole" };

/** One range of bytes is served; anything else that is not understood is ignored, as the RFC has it. */
export function readRange(header: string | undefined, size: number): Part {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replaceAll(" ", "") ?? "");
  if (match === null) return whole;
  const [, first = "", last = ""] = match;
  if (first === "") return last === "" ? whole : suffix(Number(last), size);
  const from = Number(first);
  const to = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < from) return whole;
  return from < size ? { kind: "part", from, to } : { kind: "outside" };
}

function suffix(length: number, size: number): Part {
  if (length === 0 || size === 0) return { kind: "outside" };
  return { kind: "part", from: Math.max(0, size - length), to: size - 1 };
}
