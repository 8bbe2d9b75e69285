import type { Accessor } from "solid-js";
import type { Words } from "../language/words.ts";
import type { Session } from "../session/session.ts";

/** As much of a house as the components on the wall look at: Alice is here, Bob is away, Carol is busy. */
export function galleryHouse(words: Accessor<Words>): Session {
  const presence = new Map(
    (["available", "away", "busy", "offline"] as const).map((state, index) => [
      ["alice", "bob", "carol", "dave"][index],
      { account: "", state, can: [] },
    ]),
  );
  const house = {
    me: "alice",
    words,
    state: () => ({ presence }),
    now: () => Date.UTC(2030, 4, 6, 9, 42),
    client: { files: { urlOf: () => "/mark.svg" } },
    nameOf: (account: string) => account.replace(/^./, (letter) => letter.toUpperCase()),
  };
  // No server stands behind the gallery: what is not looked at is not there.
  return house as unknown as Session;
}
