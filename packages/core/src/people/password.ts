import { rejection, type Rejection } from "../rejection.ts";

/** Characters. */
const passwordAtLeast = 8;

export function refusesPassword(password: string): Rejection | undefined {
  if (password.length >= passwordAtLeast) return undefined;
  return rejection("invalid-request", `A password has at least ${passwordAtLeast} characters.`);
}
