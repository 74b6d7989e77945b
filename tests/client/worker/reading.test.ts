import { describe, expect, test } from 'vitest'
import type { FileCounts } from '../../../client/worker/reading.ts'
import { tracesIn } from '../../../client/worker/reading.ts'
import type { Trace } from '../../../shared/trace/trace.ts'
import { mergeTraces } from '../../../shared/trace/trace.ts'

const fixes = 600_000
/** A fix a second, of which each tenth lies off the globe. */
const rows = Array.from({ length: fixes }, (_, n) => `${1_700_000_000 + n},${n % 10 === 0 ? 91 : 46.1},-1.1`)
const csv = new File([['t,lat,lon', ...rows].join('\n')], 'long.csv')

async function read(file: File): Promise<{ pieces: Trace[]; counts: FileCounts; last: number }> {
  const counts = { read: 0, invalid: 0 }
  let last = 0
  const pieces: Trace[] = []
  for await (const piece of tracesIn(file, counts, (done, total) => {
    last = done / total
  }))
    pieces.push(piece)
  return { pieces, counts, last }
}

describe('a long file', () => {
  test('comes in pieces, each fix once, and is counted whole', async () => {
    const { pieces, counts, last } = await read(csv)
    expect(pieces.length).toBeGreaterThan(2)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(fixes / 2)
    expect(counts).toEqual({ read: fixes, invalid: fixes / 10 })
    expect(last).toBe(1)
    const all = mergeTraces(pieces)
    expect(all.length).toBe((fixes * 9) / 10)
    expect(all.timeMs.at(-1)).toBe((1_700_000_000 + fixes - 1) * 1000)
  })

  test('that breaks off says so, however much was read before', async () => {
    const point = '<trkpt lat="46.1" lon="-1.1"><time>2026-05-04T08:00:00Z</time></trkpt>'
    const gpx = `<gpx version="1.1"><trk><trkseg>${point.repeat(300_000)}`
    await expect(read(new File([gpx], 'broken.gpx'))).rejects.toMatchObject({ name: 'FormatError' })
  })
})

test('a file without a single fix is refused', async () => {
  await expect(read(new File(['t,lat,lon\n'], 'empty.csv'))).rejects.toThrow('no fix')
})
