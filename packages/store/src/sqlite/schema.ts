export interface Migration {
  /** From 1, without gaps; a released one is never changed. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** `PRAGMA application_id` of our databases ("Else"). */
export const applicationId = 0x456c7365;

/**
 * Appending tables with an integer primary key take writes more than three times as fast as tables clustered
 * by topic, which dirty one page per conversation.
 * `entry.type` is in a column so that messages are found without reading JSON.
 * `topic.floor` keeps the head of a topic whose entries were removed: offsets are never given twice.
 * Commands and plans are found by a short hash of their name: indexes of random long names cost the most.
 * `plan.body` holds the plans of one datum that were handed over together (plans.ts).
 */
const first: Migration = {
  version: 1,
  name: "topics, records, search",
  sql: `
    CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE topic (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, floor INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE entry (
      rid INTEGER PRIMARY KEY,
      topic INTEGER NOT NULL,
      offset INTEGER NOT NULL,
      at INTEGER NOT NULL,
      key TEXT,
      type TEXT NOT NULL,
      author TEXT,
      body TEXT NOT NULL
    );
    CREATE UNIQUE INDEX entry_place ON entry (topic, offset);
    CREATE UNIQUE INDEX entry_key ON entry (topic, key) WHERE key IS NOT NULL;

    CREATE TABLE command (
      rid INTEGER PRIMARY KEY,
      hash INTEGER NOT NULL,
      account TEXT NOT NULL,
      id TEXT NOT NULL,
      at INTEGER NOT NULL,
      offsets TEXT NOT NULL,
      answer TEXT
    );
    CREATE UNIQUE INDEX command_hash ON command (hash);

    CREATE TABLE account (
      name TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      display_name TEXT NOT NULL,
      folded TEXT NOT NULL,
      admin INTEGER NOT NULL,
      disabled INTEGER NOT NULL,
      password_hash TEXT,
      created_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX account_folded ON account (folded);

    CREATE TABLE device (
      id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      label TEXT NOT NULL,
      kind TEXT NOT NULL,
      capabilities TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      token_hash TEXT NOT NULL,
      token_at INTEGER NOT NULL,
      next_token_hash TEXT,
      retired_token_hash TEXT,
      tenure TEXT NOT NULL,
      push TEXT
    );
    CREATE INDEX device_account ON device (account);
    CREATE INDEX device_token ON device (token_hash);
    CREATE INDEX device_passing ON device (last_seen_at) WHERE tenure = 'passing';
    CREATE INDEX device_next_token ON device (next_token_hash) WHERE next_token_hash IS NOT NULL;
    CREATE INDEX device_retired_token ON device (retired_token_hash) WHERE retired_token_hash IS NOT NULL;

    CREATE TABLE file (
      id TEXT PRIMARY KEY,
      by TEXT NOT NULL,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      size INTEGER NOT NULL,
      hash TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      width INTEGER,
      height INTEGER
    );
    CREATE INDEX file_created ON file (created_at);
    CREATE TABLE file_use (
      file TEXT NOT NULL,
      topic INTEGER NOT NULL,
      rid INTEGER NOT NULL,
      PRIMARY KEY (file, topic, rid)
    ) WITHOUT ROWID;
    CREATE INDEX file_use_rid ON file_use (rid);

    CREATE TABLE pass (
      hash TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      by TEXT,
      note TEXT,
      expires_at INTEGER NOT NULL,
      uses_left INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE value (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE plan (
      rid INTEGER PRIMARY KEY,
      hash INTEGER NOT NULL,
      datum TEXT NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL
    );
    CREATE INDEX plan_hash ON plan (hash);

    CREATE VIRTUAL TABLE message_text USING fts5 (
      topic, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
    );
  `,
};

/**
 * `card` holds what was found of pages until it goes with a message. `file_use.kind` says what a file is to its
 * message: `media`, `files`, or `card` (the picture of a card, which is no attachment). With the new index those of one
 * conversation are found from the newest on.
 */
const second: Migration = {
  version: 2,
  name: "cards of links, attachments by conversation",
  sql: `
    CREATE TABLE card (
      rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, by TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL
    );
    ALTER TABLE file_use ADD COLUMN kind TEXT NOT NULL DEFAULT 'files';
    UPDATE file_use SET kind = 'media' WHERE EXISTS (
      SELECT 1 FROM file WHERE id = file_use.file AND (type LIKE 'image/%' OR type LIKE 'video/%')
    );
    CREATE INDEX file_use_kind ON file_use (topic, kind, rid);
  `,
};

const passkeys: Migration = {
  version: 3,
  name: "passkeys, passes for accounts",
  sql: `
    CREATE TABLE passkey (
      id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      handle TEXT NOT NULL,
      label TEXT NOT NULL,
      public_key TEXT NOT NULL,
      counter INTEGER NOT NULL,
      transports TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      last_used_at INTEGER
    ) WITHOUT ROWID;
    CREATE INDEX passkey_account ON passkey (account);
    ALTER TABLE pass ADD COLUMN account TEXT;
  `,
};

/** In order; a database is brought from the version it has to the last one here. */
export const migrations: readonly Migration[] = [first, second, passkeys];
