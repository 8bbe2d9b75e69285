/** The machine the node runs on, as far as administrators are told of it. Rejects with `Unavailable`. */
export interface Premises {
  /** Of the disk that holds the data; undefined: not known. */
  space(): Promise<{ readonly free: number; readonly total: number } | undefined>;
  /** Writes database and attachments into a new archive beside the data. */
  backUp(): Promise<{ readonly path: string; readonly bytes: number }>;
}
