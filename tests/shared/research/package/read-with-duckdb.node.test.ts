/** A researcher reads a package with DuckDB, as its README says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PackageFiles } from '../../../../shared/research/package/given.ts'
import { csvRows } from '../../../support/csv.ts'
import type { TestRelease } from '../../../support/release.ts'
import { signedPackage, testRelease, textOf } from '../../../support/release.ts'
import { allTables } from '../../../support/study.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-package-'))
let made: TestRelease
let files: PackageFiles
let duckdb: DuckDBConnection

beforeAll(async () => {
  made = await testRelease()
  files = await signedPackage(made)
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
  duckdb = await connected()
})
afterAll(() => {
  duckdb.closeSync()
  rmSync(folder, { recursive: true })
})

/** A fresh DuckDB that stands in the package's folder. */
async function connected(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(`SET file_search_path = '${folder}'`)
  return connection
}

const ask = async (sql: string) => (await duckdb.runAndReadAll(sql)).getRowObjectsJson()

test('the five lines of the README run as they are, and find the same in both files', async () => {
  const blocks = [...textOf(files, 'README.md').matchAll(/```sql\n([^`]*)\n```/g)].map(([, block]) => block!)
  expect(blocks).toHaveLength(2)
  expect(blocks[0]).toBe(blocks[1])
  const lines = blocks[0]!.split('\n')
  expect(lines).toHaveLength(5)
  const reader = await connected()
  const answers = []
  for (const line of lines) answers.push((await reader.runAndReadAll(line)).getRowObjectsJson())
  reader.closeSync()
  const [, , shares, differences, participants] = answers
  const expected = csvRows(textOf(files, 'data/split-km.csv')).sort(
    (a, b) => Number(b['share']) - Number(a['share']),
  )
  expect(shares).toEqual(
    expected.map(({ mode, share, share_low95, share_high95 }) => ({
      mode,
      share: Number(share),
      share_low95: Number(share_low95),
      share_high95: Number(share_high95),
    })),
  )
  expect(differences).toEqual([{ differences: '0' }])
  expect(participants).toEqual([
    {
      noisy: String(made.given.release.participants),
      low95: String(made.given.release.participants - 15),
      high95: String(made.given.release.participants + 15),
    },
  ])
})

describe.each(allTables.map(({ id }) => id))('the table %s', (id) => {
  const csv = `read_csv('data/${id}.csv')`
  const parquet = `read_parquet('data/${id}.parquet')`

  test('holds the released figures, as whole numbers', async () => {
    const released = made.given.release.tables.find((table) => table.id === id)!.rows
    for (const from of [csv, parquet]) {
      const rows = await ask(`SELECT * FROM ${from}`)
      expect(rows.map(({ noisy }) => Number(noisy))).toEqual(released.map(({ noisy }) => noisy))
      rows.forEach((row, n) => {
        expect(row).toMatchObject({ period: '2026-05', ...released[n]!.cell })
      })
      const [type] = await ask(`SELECT typeof(noisy) AS type FROM ${from}`)
      expect(type).toEqual({ type: 'BIGINT' })
    }
  })

  test('is the same as CSV and as Parquet, column by column', async () => {
    const names = async (from: string) =>
      (await ask(`DESCRIBE SELECT * FROM ${from}`)).map((row) => row['column_name'])
    expect(await names(parquet)).toEqual(await names(csv))
    expect(await ask(`FROM ${csv} EXCEPT ALL FROM ${parquet}`)).toEqual([])
    expect(await ask(`FROM ${parquet} EXCEPT ALL FROM ${csv}`)).toEqual([])
  })

  test('carries what it may reveal in its Parquet file', async () => {
    const rows = await ask(
      `SELECT decode(value) AS value FROM parquet_kv_metadata('data/${id}.parquet') WHERE decode(key) = 'privacy'`,
    )
    expect(JSON.parse(String(rows[0]!['value']))).toEqual(JSON.parse(textOf(files, 'privacy.json')))
  })
})

test('the codebook is a table that reads', async () => {
  const [count] = await ask(
    "SELECT count(*) AS columns FROM read_csv('codebook.csv') WHERE definition_fr IS NOT NULL",
  )
  const headers = allTables.map(
    ({ id }) => textOf(files, `data/${id}.csv`).split('\r\n')[0]!.split(',').length,
  )
  expect(count).toEqual({ columns: String(headers.reduce((sum, columns) => sum + columns, 0)) })
})

test('a table without a row reads too', async () => {
  const { given } = made
  const tables = given.release.tables.map((table) => (table.id === 'flows' ? { ...table, rows: [] } : table))
  const empty = await signedPackage({ ...made, given: { ...given, release: { ...given.release, tables } } })
  for (const ending of ['csv', 'parquet']) {
    writeFileSync(join(folder, `empty.${ending}`), empty.get(`data/flows.${ending}`)!)
    const columns = await ask(`DESCRIBE FROM read_${ending}('empty.${ending}')`)
    expect(columns.map((row) => row['column_name'])).toEqual([
      'period',
      'origin_zone',
      'dest_zone',
      'noisy',
      'low95',
      'high95',
    ])
    expect(await ask(`FROM read_${ending}('empty.${ending}')`)).toEqual([])
  }
})
