import type { SweepMessage } from "./message.ts";

/** Which machine of a device takes a message: of the one who has the session, of the one who wants it, of the other party. */
export type SweepRole = "incumbent" | "newcomer" | "remote";

const takers: Readonly<Record<SweepMessage["type"], readonly SweepRole[]>> = {
  prepare: ["incumbent"],
  "go-away": ["incumbent"],
  "ask-chunks": ["incumbent"],
  response: ["incumbent"],
  done: ["incumbent"],
  come: ["newcomer"],
  info: ["newcomer"],
  "go-away-refused": ["newcomer"],
  moved: ["newcomer"],
  announce: ["remote"],
  update: ["remote"],
  here: ["remote"],
  "who-has-it": ["remote"],
  heard: ["remote"],
  announced: ["newcomer"],
  answer: ["newcomer"],
  "update-refused": ["newcomer"],
  switched: ["incumbent"],
  "taken-by": ["incumbent", "newcomer"],
  yours: ["incumbent"],
  ended: ["incumbent", "newcomer", "remote"],
};

/** The machines a message is for, where a device has them. */
export function takersOf(message: SweepMessage): readonly SweepRole[] {
  return takers[message.type];
}
