/** A file of a gigabyte taken in by a browser: how long it takes, and how much memory the page and the server come to hold. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { simulate } from '../../shared/simulation/simulate.ts'
import type { Fix } from '../../shared/trace/trace.ts'
import { residentBytes } from './child.ts'
import { importFile, withNewVault } from './client-run.ts'
import type { Table } from './table.ts'
import { duration, grouped } from './table.ts'

const leastBytes = 1e9
const dayMs = 86_400_000
const firstDayMs = Date.UTC(2015, 0, 1)
/** Days that are simulated together. */
const daysAtOnce = 14
const waitMs = 10 * 60_000
const sampleMs = 250

/** Writes, imports, watches; takes a minute or two. */
export async function largeFileTable(): Promise<Table> {
  return withNewVault(waitMs, async ({ page, browser, server, folder }) => {
    const file = join(folder, 'years.gpx')
    const { bytes, fixes } = writeYears(file)
    const pids = await rendererPids(browser)
    const before = Math.max(...pids.map(residentBytes))
    const most = { page: 0, server: 0 }
    const timer = setInterval(() => {
      most.page = Math.max(most.page, ...pids.map(residentBytes))
      most.server = Math.max(most.server, server.residentBytes())
    }, sampleMs)
    const importMs = await importFile(page, file).finally(() => clearInterval(timer))
    return {
      title: 'A large file in a browser (budget: ≤ 400 MB for a file of a gigabyte)',
      head: ['what', 'measured'],
      rows: [
        ['file', `GPX, ${megabytes(bytes)}, ${grouped(fixes)} fixes`],
        ['file chosen to trips on screen', duration(importMs)],
        ['memory of the page with an open vault, before', megabytes(before)],
        ['most memory of the page, its workers included', megabytes(most.page)],
        ['most memory of the server', megabytes(most.server)],
      ],
    }
  })
}

const megabytes = (bytes: number): string => `${grouped(bytes / 1e6)} MB`

/** A fix a second while moving, as a logger writes it with all it knows, until the file is long enough. */
function writeYears(path: string): { bytes: number; fixes: number } {
  const file = openSync(path, 'w')
  let fixes = 0
  let bytes = writeSync(file, '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>\n')
  for (let startMs = firstDayMs; bytes < leastBytes; startMs += daysAtOnce * dayMs) {
    const firstDay = new Date(startMs).toISOString().slice(0, 10)
    const some = simulate({ seed: 17, firstDay, days: daysAtOnce, everyS: 1 }).fixes
    bytes += writeSync(file, some.map(pointOf).join(''))
    fixes += some.length
  }
  bytes += writeSync(file, '</trkseg></trk></gpx>\n')
  closeSync(file)
  return { bytes, fixes }
}

const pointOf = ({ latDeg, lonDeg, timeMs, speedMps = 0, accuracyM = 5 }: Fix): string =>
  `<trkpt lat="${latDeg.toFixed(7)}" lon="${lonDeg.toFixed(7)}"><ele>12.0</ele>` +
  `<time>${new Date(timeMs).toISOString()}</time><speed>${speedMps.toFixed(2)}</speed><src>gps</src><sat>12</sat>` +
  `<hdop>0.8</hdop><vdop>0.9</vdop><pdop>1.2</pdop><ageofdgpsdata>0</ageofdgpsdata>` +
  `<extensions><accuracy>${accuracyM}</accuracy><course>123.4</course></extensions></trkpt>\n`

/** The browser's processes that run pages. */
async function rendererPids(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}
