/** The operator's street map: drawn under trips, asked for no finer than promised, and not where somebody does not want it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess, startProcess } from '../server/running-server.ts'
import { axe, violations } from '../support/axe.ts'
import { chromiumOptions } from '../support/chromium.ts'
import { go, said } from '../support/demo-page.ts'
import { languages } from '../support/languages.ts'
import { madeTown, madeTownOpenMapTiles } from '../support/made-town.ts'
import type { MadeLayers } from '../support/map-archive.ts'
import { writeMap } from '../support/map-archive.ts'
import { createVault, importDay, openTrip, passphrase, unlock } from '../support/own-vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-streets-'))
const servers: Record<'protomaps' | 'openMapTiles' | 'none', RunningProcess | undefined> = {
  protomaps: undefined,
  openMapTiles: undefined,
  none: undefined,
}
let browser: Browser
let page: Page
/** Every address that the page and its workers asked for. */
let asked: URL[]
let cookies: (string | undefined)[]

const attribution = '<a href="https://osm.example">© OpenStreetMap</a> & neighbours'
/** Colours of the map, as the style sheet says them: a street's and a park's. */
const colours = { light: ['#ffffff', '#e0e9d0'], dark: ['#3d5059', '#21382f'] } as const
const blockPath = /^\/api\/map\/(\d+)\/(\d+)\/(\d+)$/

async function startWith(
  name: 'protomaps' | 'openMapTiles',
  layers: MadeLayers,
  ids: string[],
): Promise<void> {
  const file = join(folder, `${name}.pmtiles`)
  writeMap(file, layers, [10, 12, 14], {
    metadata: { attribution, vector_layers: ids.map((id) => ({ id })) },
  })
  servers[name] = await startProcess(join(folder, name), { MAP_FILE: file })
}

beforeAll(async () => {
  await startWith('protomaps', madeTown(), ['roads', 'water', 'landuse', 'buildings'])
  await startWith('openMapTiles', madeTownOpenMapTiles(), ['transportation', 'water', 'building'])
  servers.none = await startProcess(join(folder, 'none'))
  browser = await chromium.launch(await chromiumOptions())
})
afterAll(async () => {
  await browser.close()
  for (const server of Object.values(servers)) if (server) await endProcess(server, 'SIGTERM')
  rmSync(folder, { recursive: true })
})
afterEach(() => page.context().close())

async function newPage(options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    bypassCSP: true,
    ...options,
  })
  page = await context.newPage()
  asked = []
  cookies = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    asked.push(url)
    if (blockPath.test(url.pathname))
      void request.allHeaders().then((headers) => cookies.push(headers['cookie']))
  })
}

async function demoTrip(server: RunningProcess, text: typeof en = en): Promise<void> {
  await page.goto(server.address)
  await page.getByRole('button', { name: text.welcome.demo }).click()
  await page.getByTestId('trip-row').first().waitFor()
  await openTrip(page, 0)
  await page.locator('.map canvas').waitFor()
}

const streetsAreDrawn = (): Promise<void> =>
  page.locator('.map[data-streets]:not([data-streets="0"])').waitFor({ timeout: 20_000 })
const mapIsStill = async (): Promise<void> => {
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(600)
}
const blocksAsked = (): string[] =>
  asked.map(({ pathname }) => pathname).filter((path) => blockPath.test(path))
const showStreets = (text = en) => page.getByLabel(text.map.streets)

/** How many pixels of the map have each of these colours exactly. */
async function pixelsOf(wanted: readonly string[]): Promise<number[]> {
  return page.locator('.map canvas').evaluate((canvas: HTMLCanvasElement, hexes) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
    const counts = new Map<number, number>()
    for (let i = 0; i < data.length; i += 4) {
      const colour = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
    return hexes.map((hex) => counts.get(Number.parseInt(hex.slice(1), 16)) ?? 0)
  }, wanted)
}

/** The colour in which the first mode of the legend is drawn. */
const traceColour = (): Promise<string> =>
  page
    .locator('.legend [stroke], .legend svg *')
    .first()
    .evaluate((sample) => {
      const [r, g, b] = getComputedStyle(sample).stroke.match(/\d+/g)!.map(Number)
      return `#${[r!, g!, b!].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    })

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test.each(['protomaps', 'openMapTiles'] as const)('streets of %s lie under the trip', async (name) => {
    await newPage({ colorScheme })
    await demoTrip(servers[name]!)
    await streetsAreDrawn()
    await mapIsStill()
    const trace = await traceColour()
    const [street, park, way] = await pixelsOf([...colours[colorScheme], trace])
    expect(street).toBeGreaterThan(2000)
    expect(park).toBeGreaterThan(500)
    expect(way).toBeGreaterThan(50)

    await showStreets().uncheck()
    await page.locator('.map:not([data-streets])').waitFor()
    await mapIsStill()
    const [noStreet, noPark, sameWay] = await pixelsOf([...colours[colorScheme], trace])
    expect([noStreet, noPark]).toEqual([0, 0])
    expect(sameWay).toBeGreaterThan(50)
    expect(asked.filter(({ origin }) => origin !== new URL(servers[name]!.address).origin)).toEqual([])
  })
})

test('they are credited as their archive says, in both languages, without a fault that axe finds', async () => {
  for (const [, text] of languages) {
    await newPage({ locale: text.locale, viewport: { width: 390, height: 844 } })
    await page.addInitScript(axe)
    await demoTrip(servers.protomaps!, text)
    await streetsAreDrawn()
    const credit = page.getByTestId('street-credit')
    await expect.poll(() => credit.innerText()).toBe(`${text.map.streetsCredit} © OpenStreetMap & neighbours`)
    await expect
      .poll(() => credit.getByRole('link').getAttribute('href'))
      .toBe('https://www.openstreetmap.org/copyright')
    expect(await violations(page)).toEqual([])
    await showStreets(text).uncheck()
    await credit.waitFor({ state: 'detached' })
    expect(await violations(page)).toEqual([])
    if (text === en) await page.context().close()
  }
})

test('the server is asked for whole blocks of the view alone, and again for none that is here', async () => {
  await newPage()
  await demoTrip(servers.protomaps!)
  await streetsAreDrawn()
  await mapIsStill()
  const first = blocksAsked()
  expect(first.length).toBeGreaterThan(0)
  expect(first.length).toBeLessThanOrEqual(6)
  // Zoom 12 at most: a block is 6.8 km wide here.
  for (const path of first) expect(Number(blockPath.exec(path)![1])).toBeLessThanOrEqual(12)
  const map = page.locator('.map canvas')
  await map.focus()
  for (let n = 0; n < 6; n++) await map.press('+')
  await mapIsStill()
  const nearer = blocksAsked()
  await map.press('-')
  await map.press('+')
  await mapIsStill()
  expect(blocksAsked()).toEqual(nearer)
  expect(new Set(nearer).size).toBe(nearer.length)
  expect(asked.filter(({ pathname }) => pathname === '/api/map')).toHaveLength(1)
})

test('without a street map one question is asked, nothing is offered, and the map is as it was', async () => {
  await newPage()
  await demoTrip(servers.none!)
  await mapIsStill()
  expect(asked.filter(({ pathname }) => pathname.startsWith('/api/map'))).toHaveLength(1)
  expect(await showStreets().count()).toBe(0)
  expect(await page.getByTestId('street-credit').count()).toBe(0)
  const [street, land] = await pixelsOf(['#ffffff', '#f5f1e6'])
  expect(street).toBe(0)
  expect(land).toBeGreaterThan(10_000)
})

test.each(['**/api/map/*/*/*', '**/street-worker-*.js'])(
  'what cannot be loaded is said, and the trip is drawn all the same: %s',
  async (pattern) => {
    await newPage()
    await page.route(pattern, (route) => route.fulfill({ status: 500 }))
    await demoTrip(servers.protomaps!)
    await page.getByText(en.map.streetsFailed).waitFor()
    const [street, way] = await pixelsOf(['#ffffff', await traceColour()])
    expect(street).toBe(0)
    expect(way).toBeGreaterThan(50)
  },
)

test('who chose blind mode has no streets until they ask for them; the choice outlives locking', async () => {
  const { address } = servers.protomaps!
  const owner = { handle: 'ada.in.the.dark', passphrase }
  await newPage()
  await page.goto(address)
  await createVault(page, en, owner)
  await go(page, en.nav.settings)
  await page.getByLabel(en.settings.blind, { exact: true }).click()
  await said(page, en.common.saved)
  await importDay(page, en)
  await openTrip(page, 0)
  await showStreets().waitFor()
  await mapIsStill()
  await expect.poll(() => showStreets().isChecked()).toBe(false)
  expect(blocksAsked()).toEqual([])

  await showStreets().check()
  await streetsAreDrawn()
  expect(blocksAsked().length).toBeGreaterThan(0)
  expect(cookies.length).toBeGreaterThan(0)
  expect(cookies.filter((cookie) => cookie !== undefined)).toEqual([])

  await page.getByRole('button', { name: en.nav.lock }).click()
  await unlock(page, en, address, owner)
  await openTrip(page, 0)
  await streetsAreDrawn()
  await expect.poll(() => showStreets().isChecked()).toBe(true)
})

test('a shared link shows none until its reader asks; without the server there are none', async () => {
  const { address } = servers.protomaps!
  await newPage()
  await page.goto(address)
  await createVault(page, en, { handle: 'ada.who.shares', passphrase })
  await importDay(page, en)
  await go(page, en.nav.takeOut)
  await page.getByRole('link', { name: en.takeOut.share }).click()
  for (const end of [en.summary.from, en.summary.to])
    await page.getByLabel(end, { exact: true }).fill('2026-05-05')
  await page.getByLabel(en.share.withWays).check()
  await page.getByTestId('shared-trip').first().waitFor()
  await page.getByRole('button', { name: en.share.create }).click()
  const link = await page.getByTestId('share-link').innerText()

  await go(page, en.nav.trips)
  await openTrip(page, 0)
  await streetsAreDrawn()
  await page.context().setOffline(true)
  // The page may have found out by itself before the click, and lets nobody switch any more.
  await showStreets().click({ force: true })
  await page.getByText(en.map.streetsAway).waitFor()
  await expect.poll(() => showStreets().isDisabled()).toBe(true)
  await page.locator('.map:not([data-streets])').waitFor()
  await expect.poll(() => page.getByTestId('street-credit').count()).toBe(0)
  await page.context().setOffline(false)

  asked = []
  cookies = []
  await page.goto(link)
  await page.getByTestId('snapshot').waitFor()
  await showStreets().waitFor()
  await mapIsStill()
  await expect.poll(() => showStreets().isChecked()).toBe(false)
  expect(blocksAsked()).toEqual([])
  await showStreets().check()
  await streetsAreDrawn()
  expect(cookies.filter((cookie) => cookie !== undefined)).toEqual([])
})
