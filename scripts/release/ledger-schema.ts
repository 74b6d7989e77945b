/** Tables of a ledger: lines and packages are added, and nothing else ever happens to them. */

const appendOnly = (table: string): string => `
  CREATE TRIGGER ${table}_is_never_changed BEFORE UPDATE ON ${table}
    BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
  CREATE TRIGGER ${table}_is_never_removed BEFORE DELETE ON ${table}
    BEGIN SELECT RAISE(ABORT, 'a ledger is append-only'); END;
`

export const ledgerSchema: readonly string[] = [
  `
  CREATE TABLE line (
    number INTEGER NOT NULL PRIMARY KEY,
    study TEXT NOT NULL,
    month TEXT NOT NULL,
    content TEXT NOT NULL,
    package_hash TEXT NOT NULL,
    seal TEXT NOT NULL,
    UNIQUE (study, month)
  ) STRICT;
  CREATE TABLE package_file (
    number INTEGER NOT NULL REFERENCES line,
    path TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (number, path)
  ) STRICT;
  ${appendOnly('line')}
  ${appendOnly('package_file')}
  `,
]
