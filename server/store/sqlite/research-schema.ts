/**
 * Tables of `research.db`. Which vaults have joined a study is one sorted row per study, so that not even the places of
 * rows on a page keep the order in which they came; tokens and statements know no vault.
 */

export const researchSchema: readonly string[] = [
  `
  CREATE TABLE study (
    number INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    signing_key TEXT NOT NULL,
    jws TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    published_day TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    zones BLOB NOT NULL,
    UNIQUE (id, version)
  ) STRICT;
  CREATE TABLE joined (
    study TEXT NOT NULL PRIMARY KEY,
    vaults BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE join_token (
    hash BLOB NOT NULL PRIMARY KEY,
    study TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE consent (
    study TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    number INTEGER NOT NULL,
    study_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    event TEXT NOT NULL,
    jws TEXT NOT NULL,
    countersignature TEXT NOT NULL,
    PRIMARY KEY (study, pseudonym, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE contribution (
    study_hash TEXT NOT NULL,
    month TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    study TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (study_hash, month, pseudonym)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contribution_of_person ON contribution (study, pseudonym);
  CREATE TABLE handover (
    study_hash TEXT NOT NULL,
    month TEXT NOT NULL,
    PRIMARY KEY (study_hash, month)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE release (
    study TEXT NOT NULL,
    month TEXT NOT NULL,
    version INTEGER NOT NULL,
    study_hash TEXT NOT NULL,
    zip BLOB NOT NULL,
    PRIMARY KEY (study, month)
  ) STRICT;
  CREATE TABLE release_file (
    study TEXT NOT NULL,
    month TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (study, month, path),
    FOREIGN KEY (study, month) REFERENCES release
  ) STRICT;
  `,
]
