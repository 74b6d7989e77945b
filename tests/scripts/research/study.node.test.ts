/** What researchers and operators do with a study before anyone takes part, and what is refused in words. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peopleNeeded } from '../../../scripts/study/crowds.ts'
import { newDraft } from '../../../scripts/study/draft.ts'
import { warningsOf } from '../../../scripts/study/warnings.ts'
import { runStudy } from '../../../scripts/study.ts'
import { contract } from '../../../shared/api/contract.ts'
import { gateRule } from '../../../shared/research/release.ts'
import { openStudy } from '../../../shared/research/study.ts'
import { toHex } from '../../../shared/vault/bytes.ts'
import type { TestServer } from '../../server/test-server.ts'
import { startTestServer } from '../../server/test-server.ts'
import { testDefinition, testZones, zonesFile } from '../../support/study.ts'
import { closedMonth, deskIn, done, publishedStudy, sillage } from './people.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-study-'))
const desk = deskIn(join(folder, 'desk'))
let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ clock: Date.now })
  await publishedStudy(server, desk)
}, 60_000)
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const path = (name: string): string => join(folder, name)
const registry = (): string => toHex(server.registry.publicKey)
const sign = (draft: string, out: string, ...more: string[]) =>
  sillage(
    'study',
    'sign',
    draft,
    '--zones',
    desk.zones,
    '--keys',
    desk.keys,
    '--out',
    out,
    '--registry-key',
    registry(),
    '--passphrase-file',
    desk.passphrase,
    ...more,
  )
const publish = (study: string, ...more: string[]) =>
  sillage(
    'study',
    'publish',
    study,
    '--zones',
    desk.zones,
    '--reviewer',
    'Ada Example',
    '--data',
    server.directory,
    ...more,
  )
/** The draft that was published, with changes, as a file. */
function draftWith(name: string, changes: object): string {
  writeFileSync(path(name), JSON.stringify({ ...JSON.parse(readFileSync(desk.draft, 'utf8')), ...changes }))
  return path(name)
}

describe('a draft', () => {
  test('costs ε = 1 a month, for a year, and its gate can be passed by those it is for', () => {
    for (const [size, people] of [
      ['small', 300],
      ['large', 3000],
    ] as const) {
      const draft = newDraft(size, '2026-09')
      expect(draft.tables.reduce((sum, { epsilonMilli }) => sum + epsilonMilli, 0)).toBe(1000)
      expect(draft.months).toEqual({ first: '2026-09', last: '2027-08' })
      expect(peopleNeeded(gateRule(draft))).toBeLessThan(people / 1.5)
    }
  })

  test('as it is made is not signed: each place to fill in is named', async () => {
    await done('study', 'new', '--out', path('fresh.json'), '--large')
    const { code, stderr } = await sign(path('fresh.json'), path('fresh.jws'))
    expect(code).toBe(2)
    for (const name of ['id', 'title.en', 'title.fr', 'purpose.fr', 'controller.name', 'zones.name.en'])
      expect(stderr).toContain(name)
  })

  test('that contradicts itself is not signed, and nothing is overwritten', async () => {
    const bad = draftWith('bad.json', { k: 5 })
    expect((await sign(bad, path('bad.jws'))).stderr).toContain('k: ')
    expect((await sign(desk.draft, desk.study)).stderr).toContain('not overwritten')
    expect((await sign(desk.draft, path('x.jws'), '--registry-key', 'abc')).stderr).toContain('64 hex digits')
    expect((await sillage('study', 'new', '--out', desk.draft)).stderr).toContain('not overwritten')
    const keys = await sillage('study', 'keys', '--out', desk.keys, '--passphrase-file', desk.passphrase)
    expect(keys.stderr).toContain('not overwritten')
  })
})

test('keys want a passphrase that is not short, from a file where there is no terminal', async () => {
  writeFileSync(path('short'), 'short\n')
  const short = await sillage('study', 'keys', '--out', path('k'), '--passphrase-file', path('short'))
  expect([short.code, short.stderr]).toEqual([2, expect.stringContaining('12 letters or more')])
  expect((await sillage('study', 'keys', '--out', path('k'))).stderr).toContain('--passphrase-file FILE')
  expect(statSync(desk.keys).mode & 0o777).toBe(0o700)
})

describe('a review', () => {
  test('says who asks, what is taken, what it costs and what to ask about', async () => {
    const text = await done('study', 'review', desk.study, '--zones', desk.zones)
    const { definition, hash } = await openStudy(readFileSync(desk.study, 'utf8').trim())
    for (const part of [
      definition.controller.name,
      definition.title.fr,
      hash,
      'split-km         up to 100 points; ε 0.5; noise within ±599',
      'ε 2.8 per person',
      'never is with fewer than 50',
      'A month costs ε 2.8 per person; 1 is usual.',
      'Contributions are kept for 60 days; 30 is usual.',
    ])
      expect(text).toContain(part)
  })

  test('refuses what is signed by nobody, and other zones', async () => {
    const jws = readFileSync(desk.study, 'utf8').trim()
    writeFileSync(path('forged.jws'), `${jws.slice(0, -6)}AAAAAA`)
    writeFileSync(path('zones'), Buffer.from(zonesFile).toString().replace('Square sw', 'Square SW'))
    for (const [study, zones] of [
      [path('forged.jws'), desk.zones],
      [desk.zones, desk.zones],
      [desk.study, path('zones')],
      [path('none'), desk.zones],
    ] as const)
      expect((await sillage('study', 'review', study, '--zones', zones)).code).toBe(2)
  })

  test('warns of small zones for flows, a budget that ends early, and tables that drown in noise', async () => {
    const definition = await testDefinition({ epsilonTotalMilli: 3000 })
    const warnings = warningsOf(definition, testZones).join('\n')
    expect(warnings).toContain('The ε in all is spent after 2 of 12 months.')
    expect(warnings).toContain('split-trips: with the')
    const tiny = {
      ...testZones.collection,
      features: testZones.collection.features.map((feature) => ({
        ...feature,
        geometry: {
          type: 'Polygon' as const,
          coordinates: [
            [
              [0, 0],
              [0.005, 0],
              [0.005, 0.005],
              [0, 0.005],
              [0, 0],
            ],
          ],
        },
      })),
    }
    expect(warningsOf(definition, { ...testZones, collection: tiny }).join()).toContain(
      'Flows between zones of 0.3 km²',
    )
    expect(warnings).not.toContain('Flows between')
  })
})

describe('publishing', () => {
  test('puts a study into the catalogue of the server that runs, once, and in order of its versions', async () => {
    const { studies } = (await server.send('GET', contract.studies.path).expect(200)).body
    expect(studies).toEqual([expect.objectContaining({ state: 'open', reviewer: 'Ada Example' })])
    expect((await publish(desk.study)).stderr).toContain('Version 1 of this study was published already')
    await sign(draftWith('next.json', { version: 2 }), path('next.jws'))
    expect((await publish(path('next.jws'))).code).toBe(0)
    expect((await publish(desk.study)).code).toBe(2)
  })

  test('refuses another key for a study that there is, other zones, another server, and no server', async () => {
    await done('study', 'keys', '--out', path('other-keys'), '--passphrase-file', desk.passphrase)
    await sign(draftWith('v3.json', { version: 3 }), path('v3.jws'), '--keys', path('other-keys'))
    expect((await publish(path('v3.jws'))).stderr).toContain('another signing key')
    await sign(draftWith('v4.json', { version: 4 }), path('v4.jws'), '--registry-key', 'a'.repeat(64))
    expect((await publish(path('v4.jws'))).stderr).toContain('another server’s registry key')
    expect((await publish(desk.study, '--data', folder)).stderr).toContain('no data directory')
    expect((await publish(desk.study, '--zones', desk.draft)).code).toBe(2)
  })
})

describe('a study that is closed', () => {
  test('asks nobody any more, on the running server', async () => {
    const owner = await server.owner()
    const join = () => owner.send('POST', contract.joinStudy.path).send({ study: 'whole-way' })
    await join().expect(200)
    expect(await done('study', 'close', 'whole-way', '--data', server.directory)).toContain('is closed')
    const other = await server.owner()
    await other.send('POST', contract.joinStudy.path).send({ study: 'whole-way' }).expect(409)
    expect(await done('study', 'list', '--data', server.directory)).toContain('version 1: closed')
    expect((await sillage('study', 'close', 'nothing', '--data', server.directory)).code).toBe(2)
  })

  test('has nothing to export where nobody gave anything', async () => {
    const about = ['--data', server.directory, '--out', path('bundle')]
    for (const [id, month] of [
      ['whole-way', closedMonth()],
      ['whole-way', '2099-01'],
      ['nothing', '2026-01'],
      ['whole-way', 'May'],
    ] as const)
      expect((await sillage('study', 'export', id, '--month', month, ...about)).code).toBe(2)
  })
})

test('a task that is unknown, or called without what it needs, says how it is used', async () => {
  for (const task of [
    'keys',
    'new',
    'sign',
    'review',
    'publish',
    'list',
    'close',
    'export',
    'import-release',
    'registry-key',
  ])
    await expect(runStudy([task])).rejects.toThrow(`usage: sillage study ${task}`)
  for (const args of [['study'], ['study', 'paint'], ['release'], ['release', 'x', '--paint']])
    expect(await sillage(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining('usage: ') })
}, 60_000)
