import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readGtfs } from '../../../shared/transit/gtfs.ts'
import { openNetwork } from '../../../shared/transit/network.ts'
import { bytesSource } from '../../../shared/transit/zip.ts'
import { wayThrough } from './rides.ts'

/** Public feeds that are not part of the repository; without them there is nothing to test here. */
const folder = join(import.meta.dirname, '../../../../shared/data/gtfs')

describe.skipIf(!existsSync(folder))('feeds as operators publish them', () => {
  const read = (name: string) => readGtfs(bytesSource(readFileSync(join(folder, name))), name)

  test('Caltrain: trains with shapes and stops, and the shuttle buses', () => {
    const { feed, report } = read('caltrain-2019.zip')
    expect(feed.credit).toBe('Caltrain')
    expect(new Set(feed.lines.map(({ mode, name }) => `${mode} ${name}`))).toContain('train Bullet')
    expect(feed.lines.every(({ kind, stops }) => kind === 'shape' && stops.length >= 2)).toBe(true)
    expect(report.notes).toEqual(['The timetable ends on 2020-01-01'])
    const lost = report.files.map(({ file, skipped }) => [file, Object.values(skipped)])
    expect(lost.filter(([, counts]) => counts!.length > 0)).toEqual([])
  })

  test('a train from Mountain View to San Jose is a train of that line, the road beside it is not', () => {
    const network = openNetwork([read('caltrain-2019.zip').feed])
    const stations = [
      [37.3945, -122.0759],
      [37.3781, -122.0308],
      [37.3706, -121.9969],
      [37.3532, -121.9368],
      [37.3299, -121.9025],
    ] as const
    const along = stations.map(([lat, lon], n) => [lat, lon, n * 300] as const)
    expect(network.match(wayThrough(along)).lines[0]).toMatchObject({ mode: 'train', exact: true })
    const beside = Array.from(
      { length: 60 },
      (_, k) => [37.403 - k * 0.0011, -122.07 + k * 0.0026, k * 12] as const,
    )
    const share = network.match(wayThrough(beside)).lines[0]?.share ?? 0
    expect(share).toBeLessThan(0.45)
  })

  test('T2C without stop times and shapes: its stops are left, and the report says what is missing', () => {
    const { feed, report } = read('t2c-clermont-partial.zip')
    expect([feed.lines.length, feed.stops.lat.length]).toEqual([0, 2014])
    expect(report.files.filter(({ found }) => !found).map(({ file }) => file)).toEqual([
      'stop_times.txt',
      'shapes.txt',
      'calendar.txt',
      'calendar_dates.txt',
    ])
  })
})
