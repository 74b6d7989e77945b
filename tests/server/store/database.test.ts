import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { assertSettings, openDatabase } from '../../../server/store/sqlite/database.ts'
import { vaultSchema } from '../../../server/store/sqlite/vault-schema.ts'
import { temporaryDirectories } from './directory.ts'

const newDirectory = temporaryDirectories()
const write = (db: Database.Database, id: string) =>
  db.prepare('INSERT INTO vault (vault_id) VALUES (?)').run(id)

test('every connection flushes each commit to the disk, after writes and after reopening too', () => {
  const path = join(newDirectory(), 'one.db')
  for (const id of ['first', 'second']) {
    const db = openDatabase(path, { schema: vaultSchema, create: true })
    write(db, id)
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(() => assertSettings(db)).not.toThrow()
    db.close()
  }
})

test('a connection that nobody set up would not, which is why the check exists', () => {
  const path = join(newDirectory(), 'one.db')
  openDatabase(path, { schema: vaultSchema, create: true }).close()
  const db = new Database(path)
  write(db, 'first')
  expect(db.pragma('synchronous', { simple: true })).toBe(1)
  expect(() => assertSettings(db)).toThrow('synchronous=2')
  db.close()
})

test.each(['secure_delete', 'foreign_keys', 'cell_size_check'])(
  'a connection without %s is refused',
  (name) => {
    const db = openDatabase(join(newDirectory(), 'one.db'), { schema: vaultSchema, create: true })
    db.pragma(`${name} = OFF`)
    expect(() => assertSettings(db)).toThrow(name)
    db.close()
  },
)

test('data of a newer version is not touched', () => {
  const path = join(newDirectory(), 'one.db')
  openDatabase(path, { schema: [...vaultSchema, 'SELECT 1'], create: true }).close()
  expect(() => openDatabase(path, { schema: vaultSchema, create: true })).toThrow('newer version')
})
