/** From a custodian's keys to a published release, with the real commands beside a server that runs. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDirectory } from '../../../scripts/files.ts'
import { openLedger } from '../../../scripts/release/ledger.ts'
import { contract } from '../../../shared/api/contract.ts'
import { releaseFilePath, releaseZipPath } from '../../../shared/api/research-contract.ts'
import { signConsent } from '../../../shared/research/consent.ts'
import { readRelease } from '../../../shared/research/package/read.ts'
import { verifyPackage } from '../../../shared/research/package/verify.ts'
import type { Study } from '../../../shared/research/study.ts'
import type { Volunteer } from '../../server/research-people.ts'
import { filesHolding } from '../../server/store/directory.ts'
import type { TestServer } from '../../server/test-server.ts'
import { startTestServer } from '../../server/test-server.ts'
import { findPosition } from '../../support/canary.ts'
import { tripBetween } from '../../support/study.ts'
import {
  closedMonth,
  deskIn,
  done,
  give,
  joined,
  publishedStudy,
  sillage,
  tripsOf,
  vectorsOf,
} from './people.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-whole-way-'))
const desk = deskIn(join(folder, 'desk'))
const month = closedMonth()
const volunteers = 64
/** Inside a zone, and nowhere else in the world. */
const canary = { lat: 46.123457, lon: -1.154321 }
const canaryLabel = 'CANARY home of Ada'
/** The place of one volunteer, named. */
const home = {
  ...{ ...canary, id: 'home', name: canaryLabel, radiusM: 100, role: 'home' as const },
  ...{ visits: 40, hours: 300, nights: 30, workDays: 2 },
  ...{ timeZone: 'Europe/Paris', lastVisit: `${month}-28T08:00:00Z` },
}
const toHome = tripBetween(`${month}-07T08:00:00Z`, {
  ...{ from: canary, to: canary, places: { from: 'home', to: 'home' } },
})
const said: string[] = []

let server: TestServer
let study: Study
const people: Volunteer[] = []

beforeAll(async () => {
  server = await startTestServer({ clock: Date.now })
  study = await publishedStudy(server, desk)
  for (let n = 0; n < volunteers; n++) people.push(await joined(server, study, month))
}, 120_000)
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const released = (...more: string[]) =>
  sillage(
    'release',
    desk.bundle,
    ...['--keys', desk.keys, '--zones', desk.zones],
    ...['--ledger', desk.ledger, '--out', desk.out, '--passphrase-file', desk.passphrase],
    ...more,
  )
const exported = async () => {
  rmSync(desk.bundle, { force: true })
  const data = ['--data', server.directory]
  const text = await done(
    'study',
    'export',
    study.definition.id,
    '--month',
    month,
    ...data,
    '--out',
    desk.bundle,
  )
  said.push(text)
}

describe('twelve volunteers', () => {
  beforeAll(async () => {
    for (const [n, person] of people.slice(0, 12).entries())
      await give(server, study, person, { month, vectors: vectorsOf(study, month, tripsOf(n, month)) })
  })

  test.each([
    ['en', 'nothing is released for', 'too few took part', '12 people', 'Nothing was published'],
    ['fr', 'rien n’est publié pour', 'trop peu de participation', '12 personnes', 'Rien n’a été publié'],
  ])('are too few, which is said in words (%s), and spends nothing', async (language, ...words) => {
    await exported()
    const early = join(folder, `early-${language}.sqlite`)
    const { code, stdout, stderr } = await released('--lang', language, '--ledger', early)
    expect([code, stdout]).toEqual([2, ''])
    for (const text of words) expect(stderr).toContain(text)
    expect(existsSync(desk.out)).toBe(false)
    // Asked once: the bundle is of no use any more.
    expect(existsSync(desk.bundle)).toBe(false)
    const ledger = openLedger(early)
    expect(ledger.lines()).toMatchObject([
      { outcome: 'closed', tables: [], spentMilli: 0, spentInAllMilli: 0 },
    ])
    ledger.close()
  })

  test('whose month was asked are not asked again', async () => {
    await exported()
    const { code, stderr } = await released('--ledger', join(folder, 'early-en.sqlite'))
    expect([code, stderr]).toEqual([2, expect.stringContaining('closed for good')])
    expect(existsSync(desk.bundle)).toBe(false)
  })
})

describe('sixty-four volunteers', () => {
  beforeAll(async () => {
    for (const [n, person] of people.entries()) {
      const [trips, places] = n === 1 ? [[...tripsOf(n, month), toHome], [home]] : [tripsOf(n, month), []]
      await give(server, study, person, { month, vectors: vectorsOf(study, month, trips, places) })
    }
    // One more, who claims to have travelled below nothing; and one who changed their mind.
    const liar = await joined(server, study, month)
    const vectors = { ...vectorsOf(study, month, []), 'split-km': [-100, 200, 0, 0, 0, 0, 0, 0] }
    await give(server, study, liar, { month, vectors })
    const gone = await joined(server, study, month)
    await give(server, study, gone, { month, vectors: vectorsOf(study, month, tripsOf(0, month)) })
    const { keys, consent } = gone
    const stop = await signConsent(study, keys, {
      ...{ event: 'withdrawn', atMs: Date.now(), previous: consent.hash },
    })
    await server.send('POST', contract.withdrawConsent.path).send({ jws: stop.jws }).expect(200)
    await exported()
    expect(readFileSync(desk.bundle, 'utf8')).not.toContain(keys.pseudonym)
    expect(JSON.parse(readFileSync(desk.bundle, 'utf8')).people).toHaveLength(volunteers + 1)
  }, 120_000)

  test('lose nothing to a wrong passphrase, foreign keys, other zones or a directory that is taken', async () => {
    const wrong = join(folder, 'wrong')
    writeFileSync(wrong, 'another passphrase\n')
    expect((await released('--passphrase-file', wrong)).stderr).toContain('the passphrase is not the one')
    const foreign = join(folder, 'foreign-keys')
    await done('study', 'keys', '--out', foreign, '--passphrase-file', desk.passphrase)
    expect((await released('--keys', foreign)).stderr).toContain('keys of another study')
    expect((await released('--zones', desk.study)).code).toBe(2)
    expect((await released('--out', folder)).stderr).toContain('not overwritten')
    expect((await released('--lang', 'de')).code).toBe(2)
    expect(existsSync(desk.bundle)).toBe(true)
  }, 60_000)

  test('are released once: signed, paid for in the ledger, and what was given is destroyed', async () => {
    const { code, stdout, stderr } = await released()
    said.push(stdout, stderr)
    expect([code, stderr]).toEqual([
      0,
      `${volunteers} contributions hold.\n  1 refused: A contribution does not hold: split-km: points are not negative.\n`,
    ])
    expect(existsSync(desk.bundle)).toBe(false)
    const files = readDirectory(desk.out)
    expect(await verifyPackage(files, study)).toEqual([])
    const { release } = readRelease(files)
    // Noise of ε = 2 is within ±8 in all but one of ten million cases.
    expect(Math.abs(release.participants - volunteers)).toBeLessThan(9)
    const ledger = openLedger(desk.ledger)
    const entry = ledger.entryOf(study.definition.id, month)!
    ledger.close()
    expect(entry.line).toMatchObject({
      number: 1,
      outcome: 'released',
      spentMilli: 2800,
      spentInAllMilli: 2800,
    })
    expect(new TextDecoder().decode(files.get('privacy.json'))).toContain(entry.hash)
    for (const secret of ['refused', `${volunteers} contributions`, people[0]!.keys.pseudonym])
      expect(filesHolding(desk.out, Buffer.from(secret))).toEqual([])
  }, 60_000)

  test('have the same bytes when the release is asked for again, and the ledger is listed', async () => {
    const again = join(folder, 'again')
    const about = ['--ledger', desk.ledger, '--out', again]
    await done('release', 'again', study.definition.id, month, ...about)
    const [first, second] = [readDirectory(desk.out), readDirectory(again)]
    expect([...second.keys()]).toEqual([...first.keys()])
    for (const [path, bytes] of first) expect(Buffer.from(second.get(path)!).equals(bytes)).toBe(true)
    expect(await done('release', 'ledger', '--ledger', desk.ledger)).toContain('ε 2.8, 2.8 in all')
    expect((await sillage('release', 'again', study.definition.id, '2020-01', ...about)).code).toBe(2)
  })

  test('even from the bundle, as after a crash before it was destroyed', async () => {
    await exported()
    const first = readDirectory(desk.out)
    const moved = `${desk.out}-first`
    cpSync(desk.out, moved, { recursive: true })
    rmSync(desk.out, { recursive: true })
    expect((await released()).code).toBe(0)
    expect(existsSync(desk.bundle)).toBe(false)
    for (const [path, bytes] of readDirectory(desk.out))
      expect(Buffer.from(first.get(path)!).equals(bytes)).toBe(true)
    // The same, when the package was written before the crash; what is there and is another is not overwritten.
    await exported()
    expect((await released('--out', folder)).stderr).toContain('not overwritten')
    expect((await released()).code).toBe(0)
    expect(existsSync(desk.bundle)).toBe(false)
  }, 60_000)

  test('are not released a second time as those of another version', async () => {
    const [draft, next] = [join(folder, 'next.json'), join(folder, 'next.jws')]
    writeFileSync(draft, JSON.stringify({ ...JSON.parse(readFileSync(desk.draft, 'utf8')), version: 2 }))
    const about = ['--zones', desk.zones, '--keys', desk.keys, '--passphrase-file', desk.passphrase]
    const { registry } = study.definition.keys
    await done('study', 'sign', draft, ...about, '--registry-key', registry, '--out', next)
    const bundle = { schema: 'sillage/bundle@1', study: readFileSync(next, 'utf8').trim(), month, people: [] }
    const day = new Date().toISOString().slice(0, 10)
    writeFileSync(desk.bundle, JSON.stringify({ ...bundle, exportedDay: day }))
    const { code, stderr } = await released('--out', join(folder, 'second'))
    expect([code, stderr]).toEqual([2, expect.stringContaining('spent on version 1 already')])
    expect(existsSync(desk.bundle)).toBe(true)
  }, 60_000)

  test('are published by the operator, unless a byte was changed; their contributions are gone then', async () => {
    const about = ['--study', desk.study, '--data', server.directory]
    const changed = join(folder, 'changed')
    cpSync(desk.out, changed, { recursive: true })
    writeFileSync(join(changed, 'README.md'), 'Nobody took part.')
    const refused = await sillage('study', 'import-release', changed, ...about)
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('README.md was changed.')])
    expect((await server.send('GET', contract.releases.path)).body.releases).toEqual([])

    said.push(await done('study', 'import-release', desk.out, ...about))
    const [listed] = (await server.send('GET', contract.releases.path).expect(200)).body.releases
    expect(listed).toMatchObject({ study: study.definition.id, month, studyHash: study.hash })
    for (const { path, bytes } of listed.files) {
      const url = releaseFilePath(study.definition.id, month, path)
      const { body } = await server.send('GET', url).responseType('blob').expect(200)
      expect(Buffer.from(body).equals(readFileSync(join(desk.out, path)))).toBe(true)
      expect(body.length).toBe(bytes)
    }
    const zip = await server.send('GET', releaseZipPath(study.definition.id, month)).responseType('blob')
    const inside = unzipSync(new Uint8Array(zip.body))
    expect(Object.keys(inside).sort()).toEqual(listed.files.map(({ path }: { path: string }) => path).sort())
    expect(await server.research.waiting()).toEqual([])
    expect((await sillage('study', 'import-release', desk.out, ...about)).stderr).toContain(
      'has been released',
    )
    expect(await done('study', 'list', '--data', server.directory)).toContain(`released: ${month}`)
  }, 60_000)

  test('leave no trace of where they were, on any disk, in the package or in what was said', () => {
    const texts = join(folder, 'said.txt')
    writeFileSync(texts, [...said, ...server.logged].join('\n'))
    const position = { latDeg: canary.lat, lonDeg: canary.lon }
    for (const place of [server.directory, folder]) {
      expect(findPosition(place, position)).toEqual([])
      expect(filesHolding(place, Buffer.from(canaryLabel))).toEqual([])
    }
    expect(readdirSync(server.directory)).toContain('research.db')
  })

  test('would be found out by this search, had a row been in clear', async () => {
    const person = people[0]!
    const { pseudonym } = person.keys
    const plain = Buffer.from(JSON.stringify({ lat: canary.lat, lon: canary.lon, label: canaryLabel }))
    const row = { study: study.definition.id, studyHash: study.hash, pseudonym, month: '2020-01' }
    await server.research.putContribution({ ...row, sealed: plain }, person.consent.hash)
    const position = { latDeg: canary.lat, lonDeg: canary.lon }
    expect(findPosition(server.directory, position)).not.toEqual([])
    expect(filesHolding(server.directory, Buffer.from(canaryLabel))).not.toEqual([])
    await server.research.eraseContributions(row)
    expect(findPosition(server.directory, position)).toEqual([])
  })
})

test('secrets of the custodian are readable for nobody else, and the key files hold no key in clear', () => {
  for (const name of ['signing.key', 'release.key'])
    expect(statSync(join(desk.keys, name)).mode & 0o777).toBe(0o600)
  expect(statSync(desk.ledger).mode & 0o777).toBe(0o600)
})
