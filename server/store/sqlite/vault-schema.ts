/** Tables of one vault's file. `vault_id` leads every key, so that many vaults could share one database unchanged. */

/** Records have no row number: the order in which days were written does not show. */
export const vaultSchema: readonly string[] = [
  `
  CREATE TABLE vault (
    vault_id TEXT NOT NULL PRIMARY KEY,
    last_inbox_number INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE head (
    vault_id TEXT NOT NULL PRIMARY KEY,
    counter INTEGER NOT NULL,
    manifest_hash BLOB NOT NULL,
    mac BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE record (
    vault_id TEXT NOT NULL,
    id TEXT NOT NULL,
    collection TEXT NOT NULL,
    seq INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    PRIMARY KEY (vault_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE inbox (
    vault_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    key_month INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (vault_id, number)
  ) STRICT;
  CREATE UNIQUE INDEX inbox_by_id ON inbox (vault_id, id);
  CREATE TABLE inbox_key (
    vault_id TEXT NOT NULL,
    month INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (vault_id, month)
  ) STRICT, WITHOUT ROWID;
  `,
]
