import { describe, expect, test } from 'vitest'
import { feedTables, gtfsOfLaRochelle, zipFeed } from '../../../shared/simulation/feed.ts'
import type { FeedReport, TransitFeed } from '../../../shared/transit/feed.ts'
import { FeedError } from '../../../shared/transit/feed.ts'
import { feedSummary, reportText } from '../../../shared/transit/feed-report.ts'
import { readGtfs } from '../../../shared/transit/gtfs.ts'
import { bytesSource } from '../../../shared/transit/zip.ts'

type Reading = { feed: TransitFeed; report: FeedReport }
const read = (bytes: Uint8Array): Reading => readGtfs(bytesSource(bytes), 'town')
const tables = feedTables()

function without(...files: string[]): Reading {
  return read(zipFeed(Object.fromEntries(Object.entries(tables).filter(([name]) => !files.includes(name)))))
}

const changed = (file: string, change: (text: string) => string): Reading =>
  read(zipFeed({ ...tables, [file]: change(tables[file]!) }))

const fileOf = ({ report }: Reading, name: string) => report.files.find(({ file }) => file === name)
const whole = read(gtfsOfLaRochelle())

test('a whole feed gives every line in both directions, with shape and stops', () => {
  expect(whole.feed.lines.every((line) => line.kind === 'shape' && line.stops.length >= 2)).toBe(true)
  const modes = new Set(whole.feed.lines.map((line) => `${line.mode} ${line.name}`))
  expect(modes).toContain('train TER 1')
  expect(modes).toContain('bus 7')
  expect(feedSummary(whole.feed)).toContain('by Simulated lines')
  expect(whole.report.notes).toEqual(['The timetable ends on 2026-12-31'])
})

test('without shapes, lines are drawn from stop to stop, and the report says so', () => {
  const { feed, report } = without('shapes.txt')
  expect(feed.lines.length).toBeGreaterThan(0)
  expect(feed.lines.every((line) => line.kind === 'stops' && line.lat.length === line.stops.length)).toBe(
    true,
  )
  expect(reportText(feed, report)).toContain('drawn from stop to stop')
})

test('without stop times, lines have their shape and no stops', () => {
  const reading = without('stop_times.txt')
  expect(reading.feed.lines.every((line) => line.kind === 'shape' && line.stops.length === 0)).toBe(true)
  expect(fileOf(reading, 'stop_times.txt')).toMatchObject({ found: false })
})

test('without stop times and shapes, the stops are left, and they know which modes stop there', () => {
  const { feed, report } = without('stop_times.txt', 'shapes.txt')
  expect(feed.lines).toEqual([])
  expect(feed.stops.modes.every((bits) => bits > 0)).toBe(true)
  expect(reportText(feed, report)).toContain('No line can be drawn')
})

test('stop times in any order give the same lines', () => {
  const shuffled = changed('stop_times.txt', (text) => {
    const [header, ...rows] = text.trimEnd().split('\n')
    return [header, ...rows.toReversed()].join('\n')
  })
  const drawn = (reading: Reading) => reading.feed.lines.map((line) => [line.name, [...line.lat]])
  expect(drawn(shuffled)).toEqual(drawn(whole))
  const noShapes = { ...tables, 'shapes.txt': '' }
  const reversed = tables['stop_times.txt']!.trimEnd().split('\n')
  const mixed = read(
    zipFeed({ ...noShapes, 'stop_times.txt': [reversed[0], ...reversed.slice(1).toReversed()].join('\n') }),
  )
  expect(drawn(mixed)).toEqual(drawn(read(zipFeed(noShapes))))
})

test('columns in another order, in capitals, quoted, with a byte order mark and Windows line ends are the same', () => {
  const odd = changed('stops.txt', (text) => {
    const rows = text.trimEnd().split('\n').slice(1)
    const turned = rows.map((row, n) => {
      const [lon, lat] = row.split(',').toReversed().slice(1)
      return `"${lon}", ${lat} ,stop ${n}`
    })
    return `\uFEFFSTOP_LON,stop_lat,stop_id\r\n${turned.join('\r\n')}\r\n`
  })
  expect(odd.feed).toEqual(whole.feed)
})

test('a folder in the archive is no obstacle', () => {
  const inFolder = Object.fromEntries(Object.entries(tables).map(([name, text]) => [`gtfs/${name}`, text]))
  expect(read(zipFeed(inFolder)).feed).toEqual(whole.feed)
})

describe('rows that cannot be used are left out, counted under a reason', () => {
  test.each([
    ['stops.txt', 'nowhere,Nowhere,0.0,0.0,0', 'no position'],
    ['stops.txt', 'text,Text,north,west,0', 'no position'],
    ['stops.txt', 'empty,Empty,,,0', 'no position'],
    ['stops.txt', 'stop 1,Again,46.1,-1.1,0', 'twice'],
    ['stops.txt', 'door,Door,46.1,-1.1,2', 'no stop but a part of one'],
    ['stop_times.txt', 'trip 0,06:00:00,06:00:00,stop of nobody,3', 'at a stop that is not there'],
    ['trips.txt', 'route of nobody,daily,trip x,shape 0', 'of a route that is not there'],
    ['shapes.txt', 'shape 0,0,0,1,0', 'no position'],
    ['shapes.txt', 'shape of nobody,46,-1,1,0', 'of no trip'],
    ['routes.txt', 'lift,agency,L,Lift,6', 'type of route that is no line'],
  ])('%s: %s', (file, row, reason) => {
    const reading = changed(file, (text) => `${text}${row}\n`)
    expect(fileOf(reading, file)?.skipped).toEqual({ [reason]: 1 })
    expect(reading.feed.lines).toEqual(whole.feed.lines)
  })
})

test('a table without a column that it needs is not used, and is named with it', () => {
  const reading = changed('stops.txt', (text) => text.replace('stop_lat', 'latitude'))
  expect(reportText(reading.feed, reading.report)).toContain('stops.txt: not used, without stop_lat')
})

test('names in Latin-1 are read as they were meant', () => {
  const latin = Uint8Array.from('agency_name\nLib\u00e9\n', (char) => char.charCodeAt(0))
  const { feed, report } = read(zipFeed({ ...tables, 'agency.txt': latin }))
  expect(feed.credit).toBe('Libé')
  expect(report.notes[0]).toContain('windows-1252')
  expect(feed.lines).toEqual(whole.feed.lines)
})

test('an archive that breaks off is read as far as it goes', () => {
  const bytes = gtfsOfLaRochelle()
  const reading = read(bytes.slice(0, Math.floor(bytes.length * 0.6)))
  expect(reading.feed.stops.lat.length).toBeGreaterThan(0)
  expect(reading.report.files.some(({ found, whole: isWhole }) => !found || !isWhole)).toBe(true)
})

test.each([
  ['nothing', new Uint8Array()],
  ['no archive', new TextEncoder().encode('once upon a time')],
  ['an archive of something else', zipFeed({ 'letter.txt': 'Dear friend' })],
  ['empty tables', zipFeed(Object.fromEntries(Object.keys(tables).map((name) => [name, ''])))],
])('%s is refused', (_, bytes) => {
  expect(() => read(bytes)).toThrow(FeedError)
})

test('bytes turned about anywhere are read or refused, never a fault', () => {
  const bytes = gtfsOfLaRochelle()
  for (let n = 0; n < 60; n++) {
    const broken = bytes.slice()
    for (let k = 0; k < 8; k++) broken[(n * 7919 + k * 104_729) % broken.length]! ^= 0x5a
    let outcome = 'read'
    try {
      read(broken)
    } catch (error) {
      outcome = error instanceof FeedError ? 'refused' : String(error)
    }
    expect(['read', 'refused']).toContain(outcome)
  }
})
