/** Limits of the wire. Checked before parsing where possible; a client may rely on them. */
export const limits = {
  /** Bytes of one WebSocket message or posted body of frames. */
  frameBytes: 128 * 1024,
  /** Nesting of a frame. */
  depth: 12,
  /** Frames in one array. */
  framesAtOnce: 256,
  /** Requests of one connection without an answer. */
  outstanding: 256,
  /** Requests a second of one connection, and how many may come at once. */
  requestsPerSecond: 200,
  requestBurst: 600,
  /** Bytes waiting for a slow reader before it is dropped (it comes back and resumes). */
  unsentBytes: 4 * 1024 * 1024,
  /** Milliseconds an unopened connection may wait before `hello`. */
  helloWithin: 10_000,
  /** Characters. */
  messageText: 16_000,
  draftText: 16_000,
  title: 120,
  displayName: 80,
  note: 140,
  about: 500,
  /** Plans asked for at once. */
  deliveries: 50,
  label: 60,
  members: 1_000,
  filesPerMessage: 10,
  /** Milliseconds of a voice message, and values of its waveform. */
  voiceDuration: 3_600_000,
  waveform: 128,
  /** Uploads of one account that are not complete; one more takes the place of the one untouched for longest. */
  unfinishedUploads: 20,
  /** Milliseconds an upload that nobody goes on with is kept. */
  uploadKept: 86_400_000,
  cardsPerMessage: 3,
  /** Characters of an address whose page is looked at, and of what is shown of it. */
  url: 2_000,
  cardTitle: 200,
  cardText: 400,
  reactionsPerMessage: 50,
  /** Positions in one `hello`. */
  positions: 2_000,
  /** Entries of one topic sent on resuming; beyond it a snapshot is sent. */
  resumeEntries: 1_000,
  /** Messages of a conversation in a snapshot. */
  snapshotMessages: 30,
  page: 200,
  rules: 100,
} as const;
