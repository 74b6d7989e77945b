/** A package tells what was released, all of it and nothing else, in forms that other programs know. */
import { beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../../../shared/api/refusal.ts'
import type { Mode } from '../../../../shared/engine/mode.ts'
import { modes } from '../../../../shared/engine/mode.ts'
import { groupIndexOf, modeGroups } from '../../../../shared/research/groups.ts'
import { halfWidth95 } from '../../../../shared/research/mechanism/laplace.ts'
import type { PackageFiles } from '../../../../shared/research/package/given.ts'
import { packageFiles } from '../../../../shared/research/package/package.ts'
import { readRelease } from '../../../../shared/research/package/read.ts'
import { csvRows } from '../../../support/csv.ts'
import type { TestRelease } from '../../../support/release.ts'
import { signedPackage, testRelease, textOf } from '../../../support/release.ts'
import { allTables, zonesFile } from '../../../support/study.ts'

const of = { crowd: {} as TestRelease, few: {} as TestRelease }
const files = { crowd: new Map() as PackageFiles, few: new Map() as PackageFiles }
beforeAll(async () => {
  of.crowd = await testRelease({ people: 3217 })
  of.few = await testRelease({ people: 300 })
  files.crowd = await signedPackage(of.crowd)
  files.few = await signedPackage(of.few)
})

const rowsOf = (from: PackageFiles, table: string) => csvRows(textOf(from, `data/${table}.csv`))
const json = (from: PackageFiles, path: string) => JSON.parse(textOf(from, path))

test('a package has these files, in this order', () => {
  const tables = allTables.flatMap(({ id }) => [
    `data/${id}.csv`,
    `data/${id}.parquet`,
    ...(id === 'flows' ? ['data/flows.geojson'] : []),
  ])
  expect([...files.few.keys()]).toEqual([
    ...tables,
    'data/zones.geojson',
    'datapackage.json',
    'codebook.csv',
    'codebook.en.md',
    'codebook.fr.md',
    'metadata.jsonld',
    'privacy.json',
    'attack-report.json',
    'quality.json',
    'README.md',
    'LICENSE',
    'CITATION.cff',
    'SHA256SUMS',
    'SHA256SUMS.jws',
  ])
})

test('the same release gives the same bytes, and another gives others', async () => {
  expect(await signedPackage(await testRelease({ people: 300 }))).toEqual(files.few)
  expect(await signedPackage(await testRelease({ people: 300, seed: 2 }))).not.toEqual(files.few)
})

test('the zones are the study’s, byte for byte; others are refused', async () => {
  expect(files.few.get('data/zones.geojson')).toEqual(zonesFile)
  const others = { ...of.few.given, zonesFile: new TextEncoder().encode('{}') }
  await expect(packageFiles(others)).rejects.toThrow(Refusal)
})

test('a release whose report of attacks failed, or is of another study, is not packed', async () => {
  const { given } = of.few
  for (const changes of [{ passed: false }, { study: 'another-study' }, { version: 2 }]) {
    const attackReport = { ...given.attackReport, ...changes }
    await expect(packageFiles({ ...given, attackReport })).rejects.toThrow(Refusal)
  }
})

test('the report of attacks is packed as it was handed in', async () => {
  const attackReport = { ...of.few.given.attackReport, people: 301, runs: 4000 }
  expect(json(await packageFiles({ ...of.few.given, attackReport }), 'attack-report.json')).toEqual(
    attackReport,
  )
})

describe('the tables', () => {
  test('hold each noisy sum with its interval, below zero too, and a clipped copy', () => {
    for (const table of of.few.given.release.tables) {
      const setting = allTables.find(({ id }) => id === table.id)!
      const half = halfWidth95({ sensitivity: table.sensitivity, epsilonMilli: setting.epsilonMilli })
      const rows = rowsOf(files.few, table.id)
      expect(rows.map(({ noisy }) => Number(noisy))).toEqual(table.rows.map(({ noisy }) => noisy))
      for (const { noisy, low95, high95, clipped } of rows) {
        expect([Number(low95), Number(high95)]).toEqual([Number(noisy) - half, Number(noisy) + half])
        if (clipped !== undefined) expect(Number(clipped)).toBe(Number(noisy) < 0 ? 0 : Number(noisy))
      }
    }
    const all = rowsOf(files.few, 'total-co2e')
    expect(all.some(({ noisy }) => Number(noisy) < 0)).toBe(true)
  })

  test('say for each row its month and cell', () => {
    expect(rowsOf(files.few, 'split-km').map(({ period, mode }) => [period, mode])).toEqual(
      ['walk', 'cycle', 'car', 'two-wheeler', 'bus', 'rail', 'air', 'other'].map((mode) => ['2026-05', mode]),
    )
    expect(rowsOf(files.few, 'time-profile')[5]).toMatchObject({ day: 'weekend', band: '09-16' })
  })

  test('give shares that add up to 100 where noise is small, and none where it is large', () => {
    const shown = rowsOf(files.few, 'split-km').map(({ share }) => Number(share))
    expect(shown.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 1)
    for (const { share, share_low95, share_high95 } of rowsOf(files.few, 'split-trips'))
      expect([share, share_low95, share_high95]).toEqual(['', '', ''])
    for (const { share, share_low95, share_high95 } of rowsOf(files.crowd, 'split-trips')) {
      expect(Number(share_low95)).toBeLessThanOrEqual(Number(share))
      expect(Number(share_high95)).toBeGreaterThanOrEqual(Number(share))
      expect(share).not.toBe('')
    }
  })

  test('give means per participant where noise is small', () => {
    const [participants] = rowsOf(files.crowd, 'participants')
    for (const { noisy, per_person } of rowsOf(files.crowd, 'total-km'))
      expect(Number(per_person)).toBeCloseTo(Math.max(0, Number(noisy)) / Number(participants!['noisy']), 2)
  })

  test('escape what a spreadsheet would run, and are read back as they were', async () => {
    const { given } = of.few
    const cell = { origin_zone: '=1+1', dest_zone: 'a,"b"' }
    const tables = given.release.tables.map((table) =>
      table.id === 'flows' ? { ...table, rows: [{ cell, noisy: 160 }] } : table,
    )
    const collection = structuredClone(given.zones.collection)
    collection.features[0]!.properties.id = cell.origin_zone
    collection.features[1]!.properties.id = cell.dest_zone
    const zones = { ...given.zones, collection, ids: [cell.origin_zone, cell.dest_zone, 'nw', 'ne'] }
    const odd = await packageFiles({ ...given, zones, release: { ...given.release, tables } })
    expect(textOf(odd, 'data/flows.csv')).toContain(`\r\n2026-05,'=1+1,"a,""b""",160,`)
    expect(readRelease(odd).release.tables.find(({ id }) => id === 'flows')?.rows).toEqual([
      { cell, noisy: 160 },
    ])
  })

  test('of flows are a map too: lines between the middles of zones', () => {
    const { features } = json(files.crowd, 'data/flows.geojson')
    expect(features).toHaveLength(rowsOf(files.crowd, 'flows').length)
    const flow = features.find(
      (each: { properties: Record<string, string> }) => each.properties['dest_zone'] === 'se',
    )
    expect(flow.properties).toMatchObject({
      origin_zone: 'sw',
      origin_name: 'Square sw',
      dest_name: 'Square se',
    })
    expect(flow.geometry).toEqual({
      type: 'LineString',
      coordinates: [
        [-1.15, 46.15],
        [-1.05, 46.15],
      ],
    })
    const within = features.find(
      (each: { properties: Record<string, string> }) => each.properties['dest_zone'] === 'sw',
    )
    expect(within.geometry).toEqual({ type: 'Point', coordinates: [-1.15, 46.15] })
  })
})

describe('privacy.json', () => {
  test('holds every parameter of the mechanism', () => {
    const said = json(files.few, 'privacy.json')
    expect(said).toMatchObject({
      study: { id: 'modes-of-la-rochelle', version: 1, hash: of.few.study.hash },
      month: '2026-05',
      epsilon: 1.5,
      delta: 0.000002,
      epsilonOfStudy: { most: 18, spentAtMost: 1.5 },
      k: 10,
      ledger: 'a'.repeat(64),
    })
    // τ = k + ⌈b ln(L₀ / (δ (1 + e^(−1/b))))⌉ with b = 10, L₀ = 2, k = 10, δ = 10⁻⁶, by hand.
    expect(said.tables.find(({ id }: { id: string }) => id === 'flows')).toMatchObject({
      epsilon: 0.2,
      delta: 0.000001,
      sensitivity: 2,
      pairs: 2,
      scale: 10,
      threshold: 149,
    })
    expect(said.tables.find(({ id }: { id: string }) => id === 'total-km')).toMatchObject({
      sensitivity: 1000,
      clip: 1000,
      scale: 10_000,
    })
    expect(said.participants.noisy).toBe(of.few.given.release.participants)
  })

  test('promises what its numbers allow, in both languages', () => {
    const { promise } = json(files.few, 'privacy.json')
    expect(promise.en).toContain('at most a factor e^1.5 ≈ 4.48 (plus 2 in 1,000,000)')
    expect(promise.en).toContain('No published flow stands for fewer than 10 participants.')
    expect(promise.fr).toContain('au plus d’un facteur e^1,5 ≈ 4,48 (plus 2 sur 1\u202F000\u202F000)')
  })

  test('says nothing of flows where there are none', async () => {
    const tables = allTables.filter(({ id }) => id !== 'flows')
    const without = await signedPackage(await testRelease({ study: { tables } }))
    expect([...without.keys()].filter((path) => path.includes('flows'))).toEqual([])
    const said = json(without, 'privacy.json')
    expect(said.promise.en).not.toContain('flow')
    expect(said.delta).toBe(0.000001)
  })
})

test('quality.json says which tables are too noisy, and what clipping does', () => {
  const { tables } = json(files.few, 'quality.json')
  const shown = tables
    .filter(({ isShown }: { isShown: boolean }) => isShown)
    .map(({ id }: { id: string }) => id)
  expect(shown).toEqual(['participants', 'split-km', 'flows'])
  // 8 cells of mean noise 250 over 2 · 100 · 300 points, in points of 100: about 3.33.
  const split = tables.find(({ id }: { id: string }) => id === 'split-km')
  expect(split.expectedErrorPoints).toBeCloseTo(3.33, 0)
  const km = tables.find(({ id }: { id: string }) => id === 'total-km')
  expect(km.says.fr).toContain('Trop bruité')
  expect(km.clipping.en).toContain('above 1000 km')
})

describe('the codebook', () => {
  test('defines every column of every file of data', () => {
    const rows = csvRows(textOf(files.few, 'codebook.csv'))
    for (const { id } of allTables) {
      const header = textOf(files.few, `data/${id}.csv`).split('\r\n')[0]!.split(',')
      const entries = rows.filter(({ file }) => file === `data/${id}.csv`)
      expect(entries.map(({ column }) => column)).toEqual(header)
      for (const entry of entries)
        for (const name of ['type', 'definition_en', 'definition_fr', 'universe_en', 'universe_fr'])
          expect(entry[name]).not.toBe('')
    }
  })

  test('gives the meaning of every value of text, in both languages', () => {
    for (const language of ['en', 'fr']) {
      const text = textOf(files.few, `codebook.${language}.md`)
      for (const table of of.few.given.release.tables.filter(({ id }) => id !== 'flows'))
        for (const { cell } of table.rows)
          for (const [name, value] of Object.entries(cell))
            expect(text).toContain(`| \`${name}\` | \`${value}\` |`)
    }
  })

  test('names in each group the modes that are in it', () => {
    const text = textOf(files.few, 'codebook.en.md')
    const said = (group: string) => new RegExp(`\\| \`${group}\` \\| (.*) \\|`).exec(text)![1]!
    const words: Partial<Record<Mode, string>> = {
      ebike: 'electric bicycle',
      escooter: 'electric scooter',
      carpool: 'car-pool',
      unknown: 'not recognised',
    }
    for (const mode of Object.keys(modes) as Mode[])
      expect(said(modeGroups[groupIndexOf(mode)]!)).toContain(words[mode] ?? mode)
  })
})

test('the licence and the citation name the source', async () => {
  expect(textOf(files.few, 'LICENSE')).toContain('SPDX-License-Identifier: etalab-2.0')
  const citation = textOf(files.few, 'CITATION.cff')
  expect(citation).toContain('cff-version: 1.2.0')
  expect(citation).toContain('  - name: "Example City"')
  expect(citation).toContain('date-released: "2026-06-09"')
  const title = { en: 'A "quoted": title', fr: 'Un titre' }
  const odd = await packageFiles((await testRelease({ study: { title } })).given)
  expect(textOf(odd, 'CITATION.cff')).toContain('title: "A \\"quoted\\": title, 2026-05"')
})

test('what a study’s text says is text in Markdown, whatever it holds', async () => {
  const evil = '<img src=x onerror=alert(1)> [here](javascript:alert(1)) `a` # b | c'
  const { given } = await testRelease({
    study: { title: { en: evil, fr: evil }, purpose: { en: evil, fr: evil } },
  })
  const files = await packageFiles(given)
  for (const path of ['README.md', 'codebook.en.md', 'codebook.fr.md']) {
    const text = textOf(files, path)
    expect(text).toContain('\\<img src=x')
    expect(text).not.toMatch(/(?<!\\)<img|(?<!\\)\[here|(?<!\\)`a`|[^\\]# b/)
  }
})
