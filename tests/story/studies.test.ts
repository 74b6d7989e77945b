/** A study, from the first look to the withdrawal, in a browser on a real server. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page, Request } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import type { AnalysisDocument } from '../../shared/analysis/document.ts'
import { openConsent } from '../../shared/research/consent.ts'
import { emptyVector, openContribution } from '../../shared/research/contribution.ts'
import { openCountersignature } from '../../shared/research/countersignature.ts'
import type { Study } from '../../shared/research/study.ts'
import { ready } from '../../shared/vault/sodium.ts'
import { lookAt } from '../support/axe.ts'
import { publishTestStudy, withResearch } from '../support/beside-server.ts'
import { cachedBeyondPublic, storedInBrowser } from '../support/browser-storage.ts'
import { go, said } from '../support/demo-page.ts'
import { contextAt, startAt } from '../support/other-time.ts'
import { analysedMay, splitOfKm, timesOfDay, totalOfCo2e, tripsInSquares } from '../support/own-figures.ts'
import { createVault, passphrase, typeSecrets } from '../support/own-vault.ts'
import { setStage } from '../support/stage.ts'
import { releaseKeys } from '../support/study.ts'
import { consentTo, giveTo, newVolunteer, withdrawFrom } from '../support/volunteers.ts'
import { allOf, textsOf } from '../support/waiting.ts'

const owner = { handle: 'studies-en', passphrase }
const text = en
const words = en.studies
/** May closes on 8 June. */
const [before, after] = [Date.UTC(2026, 4, 20, 10), Date.UTC(2026, 5, 8, 10)]

let context: BrowserContext
let page: Page
let study: Study
let analysis: AnalysisDocument
let asked: Request[]

const stage = setStage(async (data, environment) => {
  study = await publishTestStudy(data)
  return startAt(data, before, environment)
})

beforeAll(async () => {
  ;({ context, asked } = await contextAt(stage.browser, before, text.locale))
  page = await context.newPage()
  await page.goto(stage.address)
  await createVault(page, text, owner)
  analysis = analysedMay(join(stage.folder, 'may.csv'))
  await go(page, text.nav.import)
  await page.locator('input[type=file]').setInputFiles(join(stage.folder, 'may.csv'))
  await page.getByRole('link', { name: text.import.seeTrips }).waitFor()
}, 120_000)
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
} as const

async function toStudy(): Promise<void> {
  await go(page, text.nav.studies)
  await page.getByTestId('study').getByRole('link').click()
  await page.getByTestId('notice').waitFor()
}

type Receipt = { readonly 'dpv:hasConsentStatus': { readonly '@type': string } }
const isState = (state: string) =>
  page.locator(`[data-testid=study-state][data-state=${state}]`).first().waitFor()

const contributions = (month = '2026-05') =>
  withResearch(stage.data, ({ research }) => research.contributions({ studyHash: study.hash, month }))

describe('a person and a study', () => {
  test('see who asks, why, what, how coarse, how long, at what cost, and how to stop', async () => {
    await go(page, text.nav.studies)
    const card = page.getByTestId('study')
    await card.waitFor()
    const shown = await card.innerText()
    for (const part of [
      ...[
        'Example City',
        study.definition.purpose.en,
        'Shares of your trips by mode',
        '4 zones (Four squares)',
      ],
      ...['January 2026 to December 2026', 'ε\u00a0=\u00a01.5', words.stopText, 'Ada Example'],
    ])
      expect(shown).toContain(part)
    await expect
      .poll(() => page.getByTestId('budget').innerText())
      .toBe('In 2026 you have given ε\u00a0=\u00a00 of the 12 that you allow.')
    await lookAt(page, 'studies')
  })

  test('find nothing ticked in advance, and no way to agree to nothing', async () => {
    await toStudy()
    const boxes = await allOf(page.locator('input[type=checkbox]'))
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
    const rows = await textsOf(page.locator('[data-table=total-co2e] tbody tr'))
    expect(rows.map((row) => Number(/\t(\d+) kg/.exec(row)?.[1]))).toEqual(totalOfCo2e(trips))
    // The tables that are ticked, and who takes part: 0.2 + 0.4 + 0.1 + 0.1.
    await expect.poll(() => page.getByTestId('study-cost').getAttribute('data-milli')).toBe('800')
    await box(tableNames['total-co2e']).uncheck()
    await page.locator('[data-tables="split-km,time-profile"]').waitFor()
    await expect.poll(() => page.locator('[data-table=total-co2e]').count()).toBe(0)
    await lookAt(page, 'study, ticked')
  })

  test('may say no, which leaves the browser with nothing and changes nothing', async () => {
    asked.length = 0
    await page.getByRole('button', { name: words.refuse, exact: true }).click()
    await said(page, words.refusedSaid)
    await isState('refused')
    const paths = asked.map((request) => new URL(request.url()).pathname)
    expect(paths).toContain('/api/vault/commit')
    expect(paths.filter((path) => /research|join/.test(path))).toEqual([])
    await go(page, text.nav.trips)
    await page.getByTestId('trip-row').first().waitFor()
    expect(await withResearch(stage.data, ({ research }) => research.waiting())).toEqual([])
  })

  test('agree to what was ticked, under a key of this study alone and without the session', async () => {
    asked.length = 0
    await toStudy()
    for (const table of ['split-km', 'time-profile'] as const) await box(tableNames[table]).check()
    await page.getByRole('button', { name: words.agree }).click()
    await said(page, words.agreed)
    await isState('active')
    const request = asked.find((each) => each.url().endsWith('/api/research/consents'))!
    const headers = await request.allHeaders()
    expect(Object.keys(headers).filter((name) => /cookie|x-sillage-vault|authorization/.test(name))).toEqual(
      [],
    )
    expect(await joinHeaders()).toHaveProperty('cookie')
    const statement = await consentSent()
    expect(statement.choice?.tables).toEqual(['participants', 'split-km', 'time-profile'])
    expect(statement.at).toBe('2026-05-20T00:00:00.000Z')
    await expect.poll(() => page.getByTestId('due').count()).toBe(0)
    await lookAt(page, 'study, agreed to')
  })

  test('keep receipts that prove what was said and answered', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.receipt }).click(),
    ])
    const file = JSON.parse(readFileSync(await download.path(), 'utf8'))
    const statuses = file['@graph'].map((each: Receipt) => each['dpv:hasConsentStatus']['@type'])
    expect(statuses).toEqual(['dpv:ConsentRefused', 'dpv:ConsentGiven'])
    const given = await openConsent(study, file.proofs.statements[1])
    expect(await openCountersignature(study, given.hash, file.proofs.answers[0])).toMatchObject({
      ...{ state: 'active', receivedAt: '2026-05-20' },
    })
  })

  test('leave nothing readable of it in the browser', async () => {
    const kept = await storedInBrowser(page)
    const { pseudonym } = await consentSent()
    for (const readable of [study.definition.id, study.hash, 'consent', 'split-km', pseudonym, owner.handle])
      expect(kept).not.toContain(readable)
    expect(await cachedBeyondPublic(page, stage.address)).toEqual([])
  })
})

const joinHeaders = () => asked.find((each) => each.url().endsWith('/api/studies/join'))!.allHeaders()

/** What the browser's person agreed to, as it was sent. */
async function consentSent() {
  const request = asked.find((each) => each.url().endsWith('/api/research/consents'))!
  return (await openConsent(study, JSON.parse(request.postData()!).jws)).statement
}

describe('a month later', () => {
  let pseudonym: string

  beforeAll(async () => {
    pseudonym = (await consentSent()).pseudonym
    const volunteer = await newVolunteer(stage.address)
    await consentTo(volunteer, study, before)
    await stage.stopServer()
    await stage.startServer((data, environment) => startAt(data, after, environment))
    const none = study.definition.tables.map((each) => [each.id, emptyVector(each)] as const)
    const vectors = { ...Object.fromEntries(none), participants: [1] }
    await giveTo(volunteer, study, '2026-05', vectors)
    await withdrawFrom(volunteer, study, after)
    await context.close()
    ;({ context, asked } = await contextAt(stage.browser, after, text.locale))
    page = await context.newPage()
    await page.goto(`${stage.address}/studies`)
    await typeSecrets(page, text, owner)
    await page.getByTestId('study').waitFor()
  }, 60_000)

  test('a volunteer who withdrew has left nothing that waits', async () => {
    expect(await contributions()).toEqual([])
  })

  test('the closed month waits until its numbers were seen, and those that were seen arrive, sealed', async () => {
    await toStudy()
    const due = page.getByTestId('due')
    await due.waitFor()
    await expect.poll(() => due.getAttribute('data-month')).toBe('2026-05')
    expect(await contributions()).toEqual([])
    await page.getByRole('button', { name: 'See the numbers of May 2026' }).click()
    await due.getByTestId('numbers').first().waitFor()
    const trips = tripsInSquares(analysis)
    expect(await numbersOf('split-km')).toEqual(splitOfKm(trips))
    expect(await numbersOf('total-co2e')).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    await lookAt(page, 'study, month to be given')
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
    const lines = await textsOf(page.getByTestId('journal-row'))
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.filter((line) => /consent|stud|contribut/i.test(line))).toEqual([])
    await lookAt(page, 'journal')
  })

  test('one click stops it: what waits is erased, and the server signs that', async () => {
    await toStudy()
    await expect.poll(() => page.getByText(words.stopWarning).isVisible()).toBe(true)
    asked.length = 0
    await page.getByRole('button', { name: words.withdraw }).click()
    await page.getByTestId('acknowledged').waitFor()
    await expect.poll(() => page.getByTestId('acknowledged').getAttribute('data-erased')).toBe('1')
    await isState('withdrawn')
    expect(await contributions()).toEqual([])
    const request = asked.find((each) => each.url().endsWith('/api/research/withdrawals'))!
    expect(await request.allHeaders()).not.toHaveProperty('cookie')
    await lookAt(page, 'study, stopped')
  })
})
