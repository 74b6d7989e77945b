/** A study, from the first look to the withdrawal, in a browser on a real server; and what was released, checked there. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { zipOf } from '../../scripts/release/zip.ts'
import { importRelease, publishStudy } from '../../server/services/publishing.ts'
import { openStores } from '../../server/store/open-store.ts'
import type { ResearchStore } from '../../server/store/research-store.ts'
import type { AnalysisDocument } from '../../shared/analysis/document.ts'
import { openConsent } from '../../shared/research/consent.ts'
import { openContribution } from '../../shared/research/contribution.ts'
import { openCountersignature } from '../../shared/research/countersignature.ts'
import type { Study, StudyDefinition } from '../../shared/research/study.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { toHex } from '../../shared/vault/bytes.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess } from '../server/running-server.ts'
import { axe, violations } from '../support/axe.ts'
import { cachedBeyondPublic, storedInBrowser } from '../support/browser-storage.ts'
import { chromiumOptions } from '../support/chromium.ts'
import { go } from '../support/demo-page.ts'
import { liveAt, startAt } from '../support/other-time.ts'
import { splitOfKm, timesOfDay, totalOfCo2e, tripsInSquares } from '../support/own-figures.ts'
import { createVault, passphrase, typeSecrets } from '../support/own-vault.ts'
import { signedPackage, testRelease, textOf } from '../support/release.ts'
import { registryKeys, releaseKeys, signingKeys, testStudy, zonesFile } from '../support/study.ts'
import { consentTo, giveTo, newVolunteer, withdrawFrom } from '../support/volunteers.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-studies-'))
const data = join(folder, 'data')
const owner = { handle: 'studies-en', passphrase }
const text = en
const words = en.studies
/** May closes on 8 June. */
const [before, after] = [Date.UTC(2026, 4, 20, 10), Date.UTC(2026, 5, 8, 10)]

let server: RunningProcess
let browser: Browser
let context: BrowserContext
let page: Page
let study: Study
let analysis: AnalysisDocument
const asked: Request[] = []

beforeAll(async () => {
  study = await withStore(async (store, registry) => {
    const keys = keysWith(registry)
    const made = await testStudy({ keys })
    await publishStudy(store, registry, {
      ...{ jws: made.jws, zones: zonesFile, reviewer: 'Ada Example', day: '2026-05-01' },
    })
    return made
  })
  server = await startAt(data, before)
  browser = await chromium.launch(await chromiumOptions())
  context = await browser.newContext({
    ...{ locale: text.locale, viewport: { width: 390, height: 844 }, bypassCSP: true, acceptDownloads: true },
  })
  context.on('request', (request) => asked.push(request))
  await liveAt(context, before)
  page = await context.newPage()
  await page.goto(server.address)
  await createVault(page, text, owner)
  analysis = analyse(writeTrips())
  await go(page, text.nav.import)
  await page.locator('input[type=file]').setInputFiles(join(folder, 'may.csv'))
  await page.getByRole('link', { name: text.import.seeTrips }).waitFor()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await endProcess(server, 'SIGTERM')
  rmSync(folder, { recursive: true })
})

/** What an operator or a custodian does beside the running server. */
async function withStore<T>(
  work: (store: ResearchStore, registry: Awaited<ReturnType<typeof openStores>>['registry']) => Promise<T>,
): Promise<T> {
  const { accounts, vaults, research, registry } = await openStores(data)
  try {
    return await work(research, registry)
  } finally {
    await vaults.close()
    await accounts.close()
    await research.close()
  }
}

const keysWith = (registry: { publicKey: Uint8Array }): StudyDefinition['keys'] => ({
  signing: toHex(signingKeys.publicKey),
  release: toHex(releaseKeys.publicKey),
  registry: toHex(registry.publicKey),
})

/** Ten simulated days of May, as a file. */
function writeTrips(): string {
  const file = join(folder, 'may.csv')
  const { fixes } = simulate({ seed: 17, firstDay: '2026-05-05', days: 10, everyS: 10 })
  const rows = fixes.map((fix) =>
    [
      fix.timeMs / 1000,
      fix.latDeg,
      fix.lonDeg,
      fix.altitudeM ?? '',
      fix.accuracyM ?? '',
      fix.speedMps ?? '',
    ].join(),
  )
  writeFileSync(file, ['t,lat,lon,alt,accuracy,speed', ...rows, ''].join('\n'))
  return file
}

function analyse(file: string): AnalysisDocument {
  const command = fileURLToPath(new URL('../../scripts/sillage.mjs', import.meta.url))
  const options = { encoding: 'utf8', maxBuffer: 1 << 28 } as const
  return JSON.parse(execFileSync(process.execPath, [command, 'analyse', '--json', file], options))
}

/** The numbers of a table on screen. */
const numbersOf = async (table: string): Promise<number[]> =>
  (await page.locator(`[data-testid=numbers][data-table=${table}]`).first().getAttribute('data-numbers'))!
    .split(',')
    .map(Number)

const box = (name: string) => page.getByRole('checkbox', { name, exact: true })
const tableNames = {
  'split-km': 'Shares of your kilometres by mode',
  'total-co2e': 'Your footprint by mode',
  'time-profile': 'When your trips start',
  flows: 'Between which zones you go',
} as const

async function toStudy(): Promise<void> {
  await go(page, text.nav.studies)
  await page.getByTestId('study').getByRole('link').click()
  await page.getByTestId('notice').waitFor()
}

const isState = (state: string) =>
  page.locator(`[data-testid=study-state][data-state=${state}]`).first().waitFor()

async function look(name: string): Promise<void> {
  await page.evaluate(axe)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await violations(page), `${name}, ${colorScheme}, ${width}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(width)
    }
  }
  await page.setViewportSize({ width: 390, height: 844 })
}

const contributions = (month = '2026-05') =>
  withStore((store) => store.contributions({ studyHash: study.hash, month }))

describe('a person and a study', () => {
  test('see who asks, why, what, how coarse, how long, at what cost, and how to stop', async () => {
    await go(page, text.nav.studies)
    const card = page.getByTestId('study')
    await card.waitFor()
    const said = await card.innerText()
    for (const part of [
      ...[
        'Example City',
        study.definition.purpose.en,
        'Shares of your trips by mode',
        '4 zones (Four squares)',
      ],
      ...['January 2026 to December 2026', 'ε = 1.5', words.stopText, 'Ada Example'],
    ])
      expect(said).toContain(part)
    expect(await page.getByTestId('budget').innerText()).toBe(
      'In 2026 you have given ε = 0 of the 12 that you allow.',
    )
    await look('studies')
  })

  test('find nothing ticked in advance, and no way to agree to nothing', async () => {
    await toStudy()
    await page.getByTestId('preview').waitFor()
    const boxes = await page.locator('input[type=checkbox]').all()
    // Eight tables beside who takes part, home, and giving by itself.
    expect(boxes).toHaveLength(10)
    for (const each of boxes) expect(await each.isChecked()).toBe(false)
    expect(await box(words.withHome).isDisabled()).toBe(true)
    expect(await page.getByRole('button', { name: words.agree }).isDisabled()).toBe(true)
    expect(await page.getByTestId('numbers').count()).toBe(0)
  })

  test('see their own numbers as they would leave, following the ticks', async () => {
    for (const table of ['split-km', 'total-co2e', 'time-profile'] as const)
      await box(tableNames[table]).check()
    await page.locator('[data-tables="split-km,total-co2e,time-profile"]').waitFor()
    const trips = tripsInSquares(analysis)
    expect(trips.length).toBeGreaterThan(20)
    expect(await numbersOf('split-km')).toEqual(splitOfKm(trips))
    expect(await numbersOf('total-co2e')).toEqual(totalOfCo2e(trips))
    expect(await numbersOf('time-profile')).toEqual(timesOfDay(trips))
    const rows = await page.locator('[data-table=total-co2e] tbody tr').allInnerTexts()
    expect(rows.map((row) => Number(/\t(\d+) kg/.exec(row)?.[1]))).toEqual(totalOfCo2e(trips))
    // The tables that are ticked, and who takes part: 0.2 + 0.4 + 0.1 + 0.1.
    expect(await page.getByTestId('study-cost').getAttribute('data-milli')).toBe('800')
    await box(tableNames['total-co2e']).uncheck()
    await page.locator('[data-tables="split-km,time-profile"]').waitFor()
    expect(await page.locator('[data-table=total-co2e]').count()).toBe(0)
    await look('study, ticked')
  })

  test('may say no, which leaves the browser with nothing and changes nothing', async () => {
    asked.length = 0
    await page.getByRole('button', { name: words.refuse, exact: true }).click()
    await page.getByTestId('status').getByText(words.refusedSaid).waitFor()
    await isState('refused')
    const paths = asked.map((request) => new URL(request.url()).pathname)
    expect(paths).toContain('/api/vault/commit')
    expect(paths.filter((path) => /research|join/.test(path))).toEqual([])
    await go(page, text.nav.trips)
    await page.getByTestId('trip-row').first().waitFor()
    expect(await withStore(async (store) => (await store.waiting()).length)).toBe(0)
  })

  test('agree to what was ticked, under a key of this study alone and without the session', async () => {
    asked.length = 0
    await toStudy()
    for (const table of ['split-km', 'time-profile'] as const) await box(tableNames[table]).check()
    await page.getByRole('button', { name: words.agree }).click()
    await page.getByTestId('status').getByText(words.agreed).waitFor()
    await isState('active')
    const request = asked.find((each) => each.url().endsWith('/api/research/consents'))!
    const headers = await request.allHeaders()
    expect(Object.keys(headers).filter((name) => /cookie|x-sillage-vault|authorization/.test(name))).toEqual(
      [],
    )
    expect(await joinHeaders()).toHaveProperty('cookie')
    const { statement } = await openConsent(study, JSON.parse(request.postData()!).jws)
    expect(statement.choice?.tables).toEqual(['participants', 'split-km', 'time-profile'])
    expect(statement.at).toBe('2026-05-20T00:00:00.000Z')
    expect(await page.getByTestId('due').count()).toBe(0)
    await look('study, agreed to')
  })

  test('keep receipts that prove what was said and answered', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.receipt }).click(),
    ])
    const file = JSON.parse(readFileSync(await download.path(), 'utf8'))
    expect(
      file['@graph'].map(
        (each: Record<string, Record<string, string>>) => each['dpv:hasConsentStatus']!['@type'],
      ),
    ).toEqual([...['dpv:ConsentRefused', 'dpv:ConsentGiven']])
    const given = await openConsent(study, file.proofs.statements[1])
    expect(await openCountersignature(study, given.hash, file.proofs.answers[0])).toMatchObject({
      ...{ state: 'active', receivedAt: '2026-05-20' },
    })
  })

  test('leave nothing readable of it in the browser', async () => {
    const kept = await storedInBrowser(page)
    const { pseudonym } = (await consentOnServer())!
    for (const readable of [study.definition.id, study.hash, 'consent', 'split-km', pseudonym, owner.handle])
      expect(kept).not.toContain(readable)
    expect(await cachedBeyondPublic(page, server.address)).toEqual([])
  })
})

const joinHeaders = () => asked.find((each) => each.url().endsWith('/api/studies/join'))!.allHeaders()

/** The one consent that the server has of the browser's person. */
async function consentOnServer() {
  const request = asked.find((each) => each.url().endsWith('/api/research/consents'))
  return request && (await openConsent(study, JSON.parse(request.postData()!).jws)).statement
}

describe('a month later', () => {
  let pseudonym: string

  beforeAll(async () => {
    pseudonym = (await consentOnServer())!.pseudonym
    const volunteer = await newVolunteer(server.address)
    await consentTo(volunteer, study, before)
    await endProcess(server, 'SIGTERM')
    const address = new URL(server.address)
    server = await startAt(data, after, { SILLAGE_PORT: address.port })
    const vectors = Object.fromEntries(
      study.definition.tables.map(({ id, pairs = 0 }) => [id, emptyOf(id, pairs)]),
    )
    await giveTo(volunteer, study, '2026-05', vectors)
    await withdrawFrom(volunteer, study, after)
    await context.close()
    context = await browser.newContext({
      locale: text.locale,
      viewport: { width: 390, height: 844 },
      bypassCSP: true,
    })
    context.on('request', (request) => asked.push(request))
    await liveAt(context, after)
    page = await context.newPage()
    await page.goto(`${server.address}/studies`)
    await typeSecrets(page, text, owner)
    await page.getByTestId('study').waitFor()
  }, 60_000)

  const emptyOf = (id: string, pairs: number): number[] =>
    id === 'participants'
      ? [1]
      : id === 'flows'
        ? new Array(2 * pairs).fill(-1)
        : new Array(id === 'habit-change' ? 5 : 8).fill(0)

  test('a volunteer who withdrew has left nothing that waits', async () => {
    expect(await contributions()).toEqual([])
  })

  test('the closed month waits until its numbers were seen, and those that were seen arrive, sealed', async () => {
    await toStudy()
    const due = page.getByTestId('due')
    await due.waitFor()
    expect(await due.getAttribute('data-month')).toBe('2026-05')
    expect(await contributions()).toEqual([])
    await page.getByRole('button', { name: 'See the numbers of May 2026' }).click()
    await due.getByTestId('numbers').first().waitFor()
    const trips = tripsInSquares(analysis)
    expect(await numbersOf('split-km')).toEqual(splitOfKm(trips))
    expect(await numbersOf('total-co2e')).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    await look('study, month to be given')
    asked.length = 0
    await page.getByRole('button', { name: words.give }).click()
    await page.locator('[data-testid=given-row][data-outcome=sent]').waitFor()
    const sent = asked.find((each) => each.url().endsWith('/api/research/contributions'))!
    expect(await sent.allHeaders()).not.toHaveProperty('cookie')

    const [kept] = await contributions()
    const consent = await openConsent(study, kept!.consents.at(-1)!.jws)
    const sodium = await ready()
    const vectors = await openContribution(sodium, {
      ...{ study, keys: releaseKeys, consent, contribution: kept!.contribution },
    })
    expect(kept!.contribution.pseudonym).toBe(pseudonym)
    expect(vectors).toMatchObject({
      participants: [1],
      'split-km': splitOfKm(trips),
      'time-profile': timesOfDay(trips),
      'split-trips': [0, 0, 0, 0, 0, 0, 0, 0],
      flows: [-1, -1, -1, -1],
    })
  })

  test('what was given counts against the bound, and the bound holds', async () => {
    await go(page, text.nav.studies)
    // 0.2 + 0.4 + 0.1
    await page.locator('[data-testid=budget][data-spent="700"]').waitFor()
    await page.getByLabel(words.cap).fill('0,7')
    await page.getByRole('button', { name: words.capSave }).click()
    await page.locator('[data-testid=budget][data-cap="700"]').waitFor()
  })

  test('the journal tells it from the vault, and the server has no line of it', async () => {
    await go(page, text.nav.journal)
    await page.getByTestId('study-event').first().waitFor()
    const events = await page
      .getByTestId('study-event')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-event')))
    expect(events).toEqual(['contribution-sent', 'consent-given', 'consent-refused'])
    const lines = await page.getByTestId('journal-row').allInnerTexts()
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.filter((line) => /consent|stud|contribut/i.test(line))).toEqual([])
    await look('journal')
  })

  test('one click stops it: what waits is erased, and the server signs that', async () => {
    await toStudy()
    expect(await page.getByText(words.stopWarning).isVisible()).toBe(true)
    asked.length = 0
    await page.getByRole('button', { name: words.withdraw }).click()
    await page.getByTestId('acknowledged').waitFor()
    expect(await page.getByTestId('acknowledged').getAttribute('data-erased')).toBe('1')
    await isState('withdrawn')
    expect(await contributions()).toEqual([])
    const request = asked.find((each) => each.url().endsWith('/api/research/withdrawals'))!
    expect(await request.allHeaders()).not.toHaveProperty('cookie')
    await look('study, stopped')
  })
})

describe('what was released', () => {
  const rows = new Map<string, string[]>()

  beforeAll(async () => {
    await withStore(async (store, registry) => {
      const keys = keysWith(registry)
      for (const [n, month] of ['2026-02', '2026-03', '2026-04'].entries()) {
        const files = await signedPackage(
          await testRelease({ people: 3000, seed: n + 1, month, study: { keys } }),
        )
        await importRelease(store, study, files, zipOf(files))
        rows.set(month, textOf(files, 'data/participants.csv').split('\r\n')[1]!.split(','))
      }
      const damaged = await signedPackage(
        await testRelease({ people: 300, month: '2026-01', study: { keys } }),
      )
      const forged = new Map([...damaged, ['README.md', new TextEncoder().encode('Trust me.')]])
      await store.addRelease({
        ...{ study: study.definition.id, version: 1, studyHash: study.hash, month: '2026-01' },
        files: [...forged].map(([path, bytes]) => ({ path, bytes })),
        zip: zipOf(forged),
      })
    })
    await context.clearCookies()
  }, 60_000)

  test('is listed for everyone, downloads whole, and is checked in the browser', async () => {
    await page.goto(`${server.address}/releases`)
    const release = (month: string) => page.locator(`[data-testid=release][data-month="${month}"]`)
    await release('2026-04').waitFor()
    expect(await page.getByTestId('release').count()).toBe(4)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      release('2026-04').getByRole('link', { name: words.releases.zip }).click(),
    ])
    expect(download.suggestedFilename()).toBe('release-modes-of-la-rochelle-2026-04.zip')
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    await release('2026-04').getByRole('button', { name: words.releases.verify }).click()
    await release('2026-04').locator('[data-result=whole]').waitFor()
    await release('2026-01').getByRole('button', { name: words.releases.verify }).click()
    await release('2026-01').locator('[data-result=faulty]').waitFor()
    expect(await release('2026-01').getByTestId('verified').innerText()).toContain('README.md was changed')
    await release('2026-04').locator('summary').click()
    await release('2026-04').getByRole('link', { name: 'data/split-km.csv' }).waitFor()
    await look('releases')
  })

  test('feeds an open page with its noise: intervals, a sentence and a table for each chart', async () => {
    await page.goto(`${server.address}/dashboard`)
    await page.getByTestId('results').waitFor()
    expect(await context.cookies()).toEqual([])
    for (const chart of ['split-trips', 'split-km', 'split-co2e', 'total-km', 'total-co2e', 'participants']) {
      const figure = page.getByTestId(chart)
      expect(await figure.locator('h2').innerText(), chart).toMatch(/\S/)
      expect(await page.getByTestId(`${chart}-reading`).innerText(), chart).toMatch(/April 2026|noise/)
      await figure.locator('summary').click()
      await figure.locator('tbody tr').first().waitFor()
    }
    const april = page.locator('[data-testid=participants] [data-month="2026-04"] td')
    // The file says period, noisy count, and the interval.
    const [, noisy] = rows.get('2026-04')!
    expect(Number((await april.first().innerText()).replace(',', ''))).toBe(Number(noisy))
    expect(await page.locator('[data-testid=split-km] [data-month="2026-04"]').count()).toBe(8)
    const catalog = await page.getByRole('link', { name: words.dashboard.catalog }).getAttribute('href')
    const answer = await fetch(server.address + catalog)
    expect(answer.status).toBe(200)
    await look('dashboard')
  })
})

test('the keys of the registry are the server’s own', () => {
  expect(study.definition.keys.registry).not.toBe(toHex(registryKeys.publicKey))
})
