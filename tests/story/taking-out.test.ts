/** Taking out of the demo vault, and into a vault of one's own, what the command computes from the same simulated days. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SectionDocument } from '../../shared/analysis/document.ts'
import { csvRows } from '../support/csv.ts'
import { analyseDemo, dayOf, demoDriver } from '../support/demo.ts'
import { languages } from '../support/languages.ts'
import { createVault, passphrase } from '../support/own-vault.ts'
import { kilograms, metres } from '../support/shown.ts'
import { setStage } from '../support/stage.ts'
import { textsOf } from '../support/waiting.ts'

const stage = setStage()

const analysis = analyseDemo(stage.folder)

describe.each(languages)('taking out in %s', (language, text) => {
  let page: Page
  const { row, said, openTrip, toTimeline } = demoDriver(() => page, text)

  const goTo = (name: 'takeOut' | 'import' | 'journal'): Promise<void> =>
    page.getByRole('navigation').getByRole('link', { name: text.nav[name], exact: true }).click()
  const download = async (button: string): Promise<string> => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ])
    const path = join(stage.folder, `${language}-${file.suggestedFilename()}`)
    await file.saveAs(path)
    return path
  }
  const downloadAs = (format: string): Promise<string> =>
    download(text.takeOut.download.replace('{format}', format))
  const openDemo = async (): Promise<void> => {
    await page.goto(stage.address)
    await page.getByRole('button', { name: text.welcome.demo }).click()
    await row(0).waitFor()
  }
  const chooseFile = async (path: string): Promise<void> => {
    await goTo('import')
    await page.locator('input[type=file]').setInputFiles(path)
  }

  beforeEach(async () => {
    const context = await stage.browser.newContext({
      locale: text.locale,
      viewport: { width: 390, height: 844 },
    })
    page = await context.newPage()
  })
  afterEach(() => page.context().close())

  test('the table and the tracks hold each section, as the command finds them', async () => {
    await openDemo()
    await goTo('takeOut')
    const rows = csvRows(readFileSync(await downloadAs('CSV'), 'utf8'))
    const sections = analysis.trips.flatMap((trip) => trip.sections)
    const told = ({ start, mode, distanceM, co2eKg }: SectionDocument) => [start, mode, distanceM, co2eKg]
    expect(
      rows.map((each) => [each['start'], each['mode'], +each['distance_m']!, +each['co2e_kg']!]),
    ).toEqual(sections.map(told))
    const gpx = readFileSync(await downloadAs('GPX'), 'utf8')
    expect(gpx.match(/<trk>/g)).toHaveLength(analysis.trips.length)
    expect([...gpx.matchAll(/<sillage:mode>(\w+)</g)].map(([, mode]) => mode)).toEqual(
      sections.map(({ mode }) => mode),
    )
  })

  test('the summary of a period adds up its trips by mode, names the factors, and prints without the page', async () => {
    await page.addInitScript(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '')
    })
    await openDemo()
    await goTo('takeOut')
    await page.getByRole('link', { name: text.takeOut.summary }).click()
    const days = analysis.trips.map(dayOf)
    const [from, to] = [days[2]!, days.at(-3)!]
    await page.getByLabel(text.summary.period).selectOption('own')
    await page.getByLabel(text.summary.from, { exact: true }).fill(from)
    await page.getByLabel(text.summary.to, { exact: true }).fill(to)
    const within = analysis.trips.filter((trip) => dayOf(trip) >= from && dayOf(trip) <= to)
    const sections = within.flatMap((trip) => trip.sections)
    await page.waitForFunction(
      (count) => document.querySelector('[data-testid=paper-total] td')?.textContent === count,
      String(sections.length),
    )
    for (const [mode, its] of Map.groupBy(sections, (section) => section.mode)) {
      const cells = await textsOf(page.locator(`[data-testid=paper-mode][data-mode=${mode}] td`))
      expect(cells[0]).toBe(String(its.length))
      const [lengthM, massKg] = [metres(cells[2]!), kilograms(cells[3]!)]
      const sum = (of: (section: SectionDocument) => number) => its.reduce((all, each) => all + of(each), 0)
      expect(Math.abs(lengthM.amount - sum(({ distanceM }) => distanceM))).toBeLessThanOrEqual(
        lengthM.tolerance,
      )
      expect(Math.abs(massKg.amount - sum(({ co2eKg }) => co2eKg))).toBeLessThanOrEqual(massKg.tolerance)
    }
    const car = await page.locator('[data-testid=paper-factor][data-mode=car]').innerText()
    expect(car).toMatch(/217[.,]6/)
    expect(car).toContain('ADEME Base Carbone 27970, 2026')
    await page.getByRole('button', { name: text.summary.print, exact: true }).click()
    await page.locator('html[data-printed]').waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(
      await page.locator('header.top, .screen-only, h1, .status').filter({ visible: true }).count(),
    ).toBe(0)
    await expect.poll(() => page.getByTestId('paper').isVisible()).toBe(true)
  })

  test('an archive of a corrected vault gives another, empty one, the same trips, once and for all', async () => {
    await openDemo()
    await openTrip(0)
    await page.getByTestId('section-row').first().locator('select').selectOption('motorcycle')
    await said(text.trip.saved)
    await goTo('takeOut')
    const signer = await page.getByTestId('own-fingerprint').locator('code:not(:empty)').innerText()
    const path = await download(text.takeOut.archive)
    const table = readFileSync(await downloadAs('CSV'), 'utf8')
    expect(await signedBy(path)).toBe(signer)

    await page.goto(stage.address)
    await createVault(page, text, { handle: `archive-${language}`, passphrase })
    await chooseFile(path)
    const card = page.getByTestId('archive')
    await card.getByRole('button').waitFor()
    await expect.poll(() => card.innerText()).toContain(signer)
    await card.getByRole('button', { name: text.import.archive.takeIn }).click()
    const added = page.getByTestId('archive-added')
    await added.waitFor()
    const { fixes } = analysis
    await expect
      .poll(() => added.getAttribute('data-fixes'))
      .toBe(String(fixes.read - fixes.dropped.duplicate - fixes.dropped.invalid))
    await expect.poll(() => added.getAttribute('data-edits')).toBe('1')
    await toTimeline()
    await openTrip(0)
    await expect
      .poll(() => page.getByTestId('section-row').first().getAttribute('data-mode'))
      .toBe('motorcycle')
    await goTo('takeOut')
    expect(readFileSync(await downloadAs('CSV'), 'utf8')).toBe(table)

    await chooseFile(path)
    await card.getByRole('button', { name: text.import.archive.takeIn }).click()
    await added.waitFor()
    expect([await added.getAttribute('data-fixes'), await added.getAttribute('data-edits')]).toEqual([
      '0',
      '0',
    ])
    await goTo('takeOut')
    expect(readFileSync(await downloadAs('CSV'), 'utf8')).toBe(table)
    await goTo('journal')
    await page.getByTestId('journal-row').first().waitFor()
    const events = await textsOf(page.getByTestId('journal-row').locator('td:nth-child(3)'))
    expect(events.filter((event) => event === text.journal.events['archive-imported'])).toHaveLength(2)
  })

  test('a damaged archive is refused in words, and nothing of it is taken in', async () => {
    await openDemo()
    await goTo('takeOut')
    const bytes = readFileSync(await download(text.takeOut.archive))
    const changed = join(stage.folder, `${language}-changed.zip`)
    const cut = join(stage.folder, `${language}-cut.zip`)
    writeFileSync(cut, bytes.subarray(0, bytes.length - 5000))
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    writeFileSync(changed, bytes)
    await goTo('takeOut')
    const before = readFileSync(await downloadAs('CSV'), 'utf8')
    for (const path of [changed, cut]) {
      await chooseFile(path)
      await page
        .getByTestId('archive')
        .getByRole('alert')
        .getByText(text.failures['archive-damaged'])
        .waitFor()
      expect(await page.getByTestId('archive').getByRole('button').count()).toBe(0)
    }
    await goTo('takeOut')
    expect(readFileSync(await downloadAs('CSV'), 'utf8')).toBe(before)
  })
})

/** The fingerprint of whoever signed the archive, once each file and the signature are found right, by Node's own code. */
async function signedBy(path: string): Promise<string> {
  const files = unzipSync(readFileSync(path))
  const manifest = JSON.parse(Buffer.from(files['manifest.json']!).toString())
  for (const { name, sha256 } of manifest.files)
    expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(sha256)
  const identity = Buffer.from(manifest.identity, 'hex')
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: identity.toString('base64url') },
    format: 'jwk',
  })
  const statement = Buffer.concat([Buffer.from('sillage/archive/1\n'), files['manifest.json']!])
  const signature = Buffer.from(Buffer.from(files['manifest.sig']!).toString().trim(), 'hex')
  expect(verify(null, statement, key, signature)).toBe(true)
  return createHash('sha256').update(identity).digest('hex').slice(0, 32).match(/.{4}/g)!.join(' ')
}
