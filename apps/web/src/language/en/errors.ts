/** What the page says itself; of everything else the server says in English what was wrong. */
const own: Readonly<Record<string, string>> = {
  unreachable: "The server cannot be reached. Try again in a moment.",
};

/** What went wrong. */
export const errors = {
  unknown: "Something went wrong.",
  /** `code`: of the protocol; `text`: what the server said, in English. */
  refused: (code: string, text: string) => own[code] ?? text,
};
