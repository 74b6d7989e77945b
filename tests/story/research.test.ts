/**
 * The whole of research: a study is published; three hundred simulated volunteers agree, and one person in a browser; two
 * months pass; one withdraws; the custodian releases both months with the real commands; anyone downloads, verifies and
 * reads them. At no moment does the operator's disk hold anything readable of anybody.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { unzipSync } from 'fflate'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { smallTables } from '../../shared/research/budgets.ts'
import { openCountersignature } from '../../shared/research/countersignature.ts'
import { readRelease } from '../../shared/research/package/read.ts'
import { verifyPackage } from '../../shared/research/package/verify.ts'
import type { Study } from '../../shared/research/study.ts'
import { simulateCity } from '../../shared/simulation/city/city.ts'
import { communeZones } from '../../shared/simulation/city/zones.ts'
import { deskIn, doneAt, publishedStudy } from '../scripts/research/people.ts'
import { filesHolding } from '../server/store/directory.ts'
import type { TestServer } from '../server/test-server.ts'
import { startTestServer } from '../server/test-server.ts'
import { findPosition } from '../support/canary.ts'
import { chromiumOptions } from '../support/chromium.ts'
import { go } from '../support/demo-page.ts'
import { contextAt } from '../support/other-time.ts'
import { analysedMay, splitOfKm, tripsInSquares } from '../support/own-figures.ts'
import { createVault, passphrase, typeSecrets } from '../support/own-vault.ts'
import { testZones } from '../support/study.ts'
import type { Volunteer } from '../support/volunteers.ts'
import { consentTo, giveTo, newVolunteer, vectorsOf, withdrawFrom } from '../support/volunteers.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-research-'))
const desk = deskIn(join(folder, 'desk'))
const owner = { handle: 'one-of-many', passphrase }
const words = en.studies
const months = ['2026-05', '2026-06'] as const
const [agreeing, closed] = [Date.UTC(2026, 4, 20, 10), Date.UTC(2026, 6, 8, 10)]
const crowd = 300

let server: TestServer
let address: string
let study: Study
let browser: Browser
let context: BrowserContext
let page: Page
const volunteers: Volunteer[] = []
/** Where the person in the browser was. */
let position: { latDeg: number; lonDeg: number }
let split: readonly number[]

beforeAll(async () => {
  server = await startTestServer()
  server.clock.nowMs = agreeing
  address = new URL(server.send('GET', '/').url).origin
  study = await publishedStudy(server, desk, {
    ...{ id: 'how-we-move', tables: smallTables, epsilonTotalMilli: 2000, retentionDays: 120 },
    months: { first: months[0], last: months[1] },
  })
  browser = await chromium.launch(await chromiumOptions())
}, 120_000)
afterAll(async () => {
  await browser.close()
  await server.close()
  rmSync(folder, { recursive: true })
})

/** What of people the operator's disk shows: nothing, at any moment. */
function readable(): string[] {
  const marks = ['sillage/contribution@1', '"vectors"', ...(split ? [JSON.stringify(split)] : [])]
  return [
    ...findPosition(server.directory, position),
    ...marks.flatMap((mark) => filesHolding(server.directory, Buffer.from(mark))),
  ]
}

const waitingOf = async (month: string, pseudonym: string) =>
  (await server.research.contributions({ studyHash: study.hash, month })).find(
    ({ contribution }) => contribution.pseudonym === pseudonym,
  )

test('three hundred volunteers and a person in a browser agree', async () => {
  for (let n = 0; n < crowd; n++) volunteers.push(await newVolunteer(address))
  for (const volunteer of volunteers) await consentTo(volunteer, study, agreeing, { withHome: true })

  ;({ context } = await contextAt(browser, agreeing, en.locale))
  page = await context.newPage()
  await page.goto(address)
  await createVault(page, en, owner)
  const may = join(folder, 'may.csv')
  split = splitOfKm(tripsInSquares(analysedMay(may)))
  const [, , , fix] = readFileSync(may, 'utf8').split('\n')
  const [, lat, lon] = fix!.split(',').map(Number)
  position = { latDeg: Math.round(lat! * 1e6) / 1e6, lonDeg: Math.round(lon! * 1e6) / 1e6 }
  await go(page, en.nav.import)
  await page.locator('input[type=file]').setInputFiles(may)
  await page.getByRole('link', { name: en.import.seeTrips }).waitFor()
  await go(page, en.nav.studies)
  await page.getByTestId('study').getByRole('link').click()
  await page.getByRole('checkbox', { name: 'Shares of your kilometres by mode', exact: true }).check()
  const numbers = page.locator('[data-testid=numbers][data-table=split-km]')
  await numbers.waitFor()
  expect((await numbers.getAttribute('data-numbers'))!.split(',').map(Number)).toEqual(split)
  await page.getByRole('button', { name: words.agree }).click()
  await page.getByTestId('agreed').waitFor()
  await context.close()
  expect(readable()).toEqual([])
}, 180_000)

test('two months pass, and all of them give their numbers, sealed', async () => {
  server.clock.nowMs = closed
  const city = simulateCity({ seed: 3, people: crowd, months, zones: communeZones() })
  let n = 0
  for (const person of city) {
    const volunteer = volunteers[n++]!
    const trips = {
      trips: person.months.flatMap((each) => each.trips),
      places: person.places,
      placeEdits: [],
    }
    for (const month of months)
      await giveTo(volunteer, study, month, vectorsOf(volunteer, study, month, { trips, zones: testZones }))
  }
  ;({ context } = await contextAt(browser, closed, en.locale))
  page = await context.newPage()
  await page.goto(`${address}/unlock`)
  await typeSecrets(page, en, owner)
  await go(page, en.nav.studies)
  await page.getByTestId('study').getByRole('link').click()
  for (const month of ['May 2026', 'June 2026']) {
    await page.getByRole('button', { name: `See the numbers of ${month}` }).click()
    await page.getByTestId('due').getByTestId('numbers').first().waitFor()
    const sent = page.locator('[data-testid=given-row][data-outcome=sent]')
    const before = await sent.count()
    await page.getByRole('button', { name: words.give }).click()
    await sent.nth(before).waitFor()
  }
  await context.close()
  for (const month of months)
    expect(await server.research.contributions({ studyHash: study.hash, month })).toHaveLength(crowd + 1)
  expect(readable()).toEqual([])
}, 180_000)

test('one withdraws: both months are erased from the disk, and the server signs that', async () => {
  const leaver = volunteers[7]!
  const { keys, said } = leaver.studies.get(study.definition.id)!
  const sealed = []
  for (const month of months) sealed.push((await waitingOf(month, keys.pseudonym))!.contribution.sealed)
  for (const bytes of sealed) expect(filesHolding(server.directory, bytes.subarray(0, 64))).not.toEqual([])
  const answer = await withdrawFrom(leaver, study, closed)
  expect(await openCountersignature(study, said.at(-1)!.hash, answer)).toMatchObject({
    ...{ state: 'withdrawn', erased: 2 },
  })
  for (const bytes of sealed) expect(filesHolding(server.directory, bytes.subarray(0, 64))).toEqual([])
})

test('the custodian releases both months of the three hundred who stayed', async () => {
  const { pseudonym } = volunteers[7]!.studies.get(study.definition.id)!.keys
  const data = ['--data', server.directory]
  for (const month of months) {
    await doneAt(
      closed,
      'study',
      'export',
      study.definition.id,
      '--month',
      month,
      ...data,
      '--out',
      desk.bundle,
    )
    const bundle = readFileSync(desk.bundle, 'utf8')
    expect(JSON.parse(bundle).people).toHaveLength(crowd)
    expect(bundle).not.toContain(pseudonym)
    const out = join(folder, month)
    await doneAt(
      closed,
      ...([
        'release',
        desk.bundle,
        '--keys',
        desk.keys,
        '--zones',
        desk.zones,
        '--ledger',
        desk.ledger,
      ] as const),
      ...['--out', out, '--passphrase-file', desk.passphrase],
    )
    await doneAt(closed, 'study', 'import-release', out, '--study', desk.study, ...data)
  }
  expect(await server.research.waiting()).toEqual([])
  expect(readable()).toEqual([])
}, 180_000)

test('anyone downloads and verifies them, and reads them with DuckDB; what the city did is found again', async () => {
  ;({ context } = await contextAt(browser, closed, en.locale))
  page = await context.newPage()
  await page.goto(`${address}/releases`)
  const truth = modalSplitOf('2026-06')
  for (const month of months) {
    const row = page.locator(`[data-testid=release][data-month="${month}"]`)
    await row.getByRole('button', { name: words.releases.verify }).click()
    await row.locator('[data-result=whole]').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('link', { name: words.releases.zip }).click(),
    ])
    const files = new Map(Object.entries(unzipSync(readFileSync(await download.path()))))
    expect(await verifyPackage(files, study)).toEqual([])
    // Noise of ε = 0.15 is within ±100 in all but one of three million cases.
    expect(Math.abs(readRelease(files).release.participants - crowd)).toBeLessThan(100)
    const rows = await readWithDuckdb(files, month)
    expect(rows.map(({ mode }) => mode)).toHaveLength(8)
    if (month !== '2026-06') continue
    const error = rows.reduce((sum, { mode, share }) => sum + Math.abs(share - truth.get(mode)!), 0) / 2
    expect(error).toBeLessThan(8)
  }
  await page.goto(`${address}/dashboard`)
  const reading = page.getByTestId('split-km-reading')
  await reading.waitFor()
  await expect.poll(() => reading.innerText()).toMatch(/^In June 2026, by car came to/)
}, 120_000)

test('had the disk shown anything, the search would have found it', () => {
  const leak = join(server.directory, 'leak.json')
  writeFileSync(
    leak,
    JSON.stringify({ schema: 'sillage/contribution@1', lat: position.latDeg, lon: position.lonDeg }),
  )
  expect(readable().length).toBeGreaterThan(1)
  rmSync(leak)
  expect(readable()).toEqual([])
})

/** Shares of the points that the simulated people, without the leaver, have in a month, worked out from their trips. */
function modalSplitOf(month: string): Map<string, number> {
  const sums = new Map<string, number>()
  let [n, all] = [0, 0]
  for (const person of simulateCity({ seed: 3, people: crowd, months, zones: communeZones() })) {
    const volunteer = volunteers[n++]!
    if (volunteer === volunteers[7]) continue
    const trips = {
      trips: person.months.flatMap((each) => each.trips),
      places: person.places,
      placeEdits: [],
    }
    const vector = vectorsOf(volunteer, study, month, { trips, zones: testZones })['split-km']!
    for (const [at, points] of vector.entries()) {
      const mode = groups[at]!
      sums.set(mode, (sums.get(mode) ?? 0) + points)
      all += points
    }
  }
  return new Map([...sums].map(([mode, points]) => [mode, (100 * points) / all]))
}
const groups = ['walk', 'cycle', 'car', 'two-wheeler', 'bus', 'rail', 'air', 'other']

async function readWithDuckdb(
  files: ReadonlyMap<string, Uint8Array>,
  month: string,
): Promise<{ mode: string; share: number }[]> {
  const place = join(folder, `read-${month}`)
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(place, path)), { recursive: true })
    writeFileSync(join(place, path), bytes)
  }
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const read = await connection.runAndReadAll(
    `SELECT mode, share FROM read_parquet('${join(place, 'data/split-km.parquet')}')`,
  )
  connection.closeSync()
  return read.getRowObjectsJson() as { mode: string; share: number }[]
}
