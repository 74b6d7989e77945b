/** Tables of `accounts.db`, and of `erased.db`, which is apart so that restoring the former does not forget erasures. */

export const accountSchema: readonly string[] = [
  `
  CREATE TABLE account (
    vault_id TEXT NOT NULL PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    identity_key BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE credential (
    vault_id TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    kind TEXT NOT NULL,
    salt BLOB NOT NULL,
    public_key BLOB NOT NULL,
    wrap BLOB NOT NULL,
    PRIMARY KEY (vault_id, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE session (
    vault_id TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    id TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_ms INTEGER NOT NULL,
    last_seen_ms INTEGER NOT NULL,
    PRIMARY KEY (vault_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE device (
    vault_id TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    id TEXT NOT NULL,
    phone TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_day TEXT NOT NULL,
    last_seen_day TEXT,
    messages INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    PRIMARY KEY (vault_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE journal (
    vault_id TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    event TEXT NOT NULL,
    subject TEXT,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (vault_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TABLE challenge (
    nonce TEXT NOT NULL PRIMARY KEY,
    expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX challenge_by_expiry ON challenge (expires_ms);
  CREATE TABLE secret (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE share (
    id TEXT NOT NULL PRIMARY KEY,
    vault_id TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    created_ms INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    opened INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX share_of_vault ON share (vault_id, created_ms);
  CREATE INDEX share_expiry ON share (expires_ms);
  `,
]

export const erasedSchema: readonly string[] = [
  'CREATE TABLE erased (vault_id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;',
]
