/** What a page tells its service worker. */
export type ToWorker =
  /** The new build may replace the one that runs. */
  | { readonly type: "take-over" }
  /** Somebody is signed in to stay: the files of the build are wanted here. */
  | { readonly type: "keep" };
