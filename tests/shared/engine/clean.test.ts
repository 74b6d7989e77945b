import { describe, expect, test } from 'vitest'
import { clean } from '../../../shared/engine/clean.ts'
import type { DropReason } from '../../../shared/engine/cleaning/reasons.ts'
import { dropReasons } from '../../../shared/engine/cleaning/reasons.ts'
import type { Fix } from '../../../shared/trace/trace.ts'
import { fixesOf, move, segmented, stay, traceOf } from './journey.ts'

const metreDeg = 1 / 111_195
const yearMs = 365.25 * 24 * 3600_000

const north = (fix: Fix, metres: number): Fix => ({ ...fix, latDeg: fix.latDeg + metres * metreDeg })
const later = (fix: Fix, ms: number): Fix => ({ ...fix, timeMs: fix.timeMs + ms })

/** Replaces fixes by index. */
function change(fixes: readonly Fix[], to: (fix: Fix, i: number) => Fix): Fix[] {
  return fixes.map((fix, i) => to(fix, i))
}
const between = (i: number, from: number, to: number): boolean => i >= from && i <= to

/** The reasons given, fix by fix, for those left out. */
function reasonsOf(fixes: readonly Fix[]): DropReason[] {
  const names = [...clean(traceOf(fixes)).reasons].map((code) => dropReasons[code] ?? '')
  return names.filter((name) => name !== '')
}

describe('jumps', () => {
  test('a fix that jumps away and comes back is dropped', () => {
    const fixes = change(fixesOf([stay(5)]), (fix, i) => (i === 10 ? north(fix, 2000) : fix))
    expect(reasonsOf(fixes)).toEqual(['jump'])
    expect(clean(traceOf(fixes)).dropped).toEqual({ duplicate: 0, outlier: 1, inaccurate: 0, invalid: 0 })
  })

  test('a fix far off the road is dropped while driving on', () => {
    const fixes = change(fixesOf([move(25, 5)]), (fix, i) => (i === 20 ? north(fix, 900) : fix))
    expect(reasonsOf(fixes)).toEqual(['jump'])
  })

  test('a fix far off that there was time to reach, but none to come back from, is dropped', () => {
    const halt = fixesOf([stay(40, 60)])
    const off = change(halt, (fix, i) =>
      i === 20 ? { ...north(fix, 9000), timeMs: fix.timeMs + 5 * 60_000 } : fix,
    )
    const fixes = off
      .filter((_, i) => !between(i, 21, 24))
      .map((fix, i) => (i > 20 ? later(fix, 60_000) : fix))
    expect(reasonsOf(fixes)).toEqual(['jump'])
    const there = off
      .filter((_, i) => !between(i, 21, 24))
      .map((fix, i) => (i > 20 ? later(fix, 600_000) : fix))
    expect(reasonsOf(there)).toEqual([])
  })

  test('a jump that nothing takes back is kept: the phone was off on the way', () => {
    const fixes = change(fixesOf([stay(15)]), (fix, i) => (i > 30 ? north(fix, 50_000) : fix))
    expect(reasonsOf(fixes)).toEqual([])
  })

  test('what looked like a jump is travel again once later fixes show the way', () => {
    const home = fixesOf([stay(5)])
    const away = fixesOf([stay(8)])
      .slice(30)
      .map((fix) => north(fix, 4000))
    const back = later(fixesOf([stay(1)])[0]!, 8.1 * 60_000)
    expect(reasonsOf([...home, ...away, back])).toContain('teleport')
    const drive = fixesOf([{ ...move(27, 2.5), bearingDeg: 180 }]).map((fix) =>
      later(north(fix, 4000), 480_000),
    )
    expect(reasonsOf([...home, ...away, ...drive])).toEqual([])
  })

  test('a correction that is walked back little by little is no jump: the fix before it was wrong', () => {
    const walk = fixesOf([{ ...move(1.4, 6), everyS: 2, bearingDeg: 0 }], 0)
    const [first, ...rest] = walk
    expect(reasonsOf([north(first!, 480), ...rest])).toEqual([])
  })

  test('a train at 300 km/h and a plane that circles are no jumps', () => {
    expect(reasonsOf(fixesOf([move(83, 30)]))).toEqual([])
    const circle = Array.from({ length: 12 }, (_, n) => move(230, 0.5, { bearingDeg: 30 * n, everyS: 10 }))
    expect(reasonsOf(fixesOf([...circle, ...circle]))).toEqual([])
  })

  test('another device that reports through the same account for minutes is a teleport', () => {
    const fixes = change(fixesOf([stay(20)]), (fix, i) => (between(i, 40, 70) ? north(fix, 300_000) : fix))
    expect(new Set(reasonsOf(fixes))).toEqual(new Set(['teleport']))
  })

  test('a night of leaps of 100 to 400 m and back makes no trip', () => {
    const leaps = [140, 260, 390, 180]
    const night = change(fixesOf([stay(474, 60)], 15), (fix, i) => ({
      ...(i % 40 > 34 ? north(fix, leaps[Math.floor(i / 40) % leaps.length]!) : fix),
      accuracyM: 35,
    }))
    expect(segmented(traceOf(night))).toMatchObject({ stays: [{}], trips: [] })
    expect(clean(traceOf(night)).dropped.outlier).toBeGreaterThan(40)
  })
})

describe('echoes', () => {
  test('a cached position replayed on the way is an echo', () => {
    const ride = fixesOf([move(8, 10, { everyS: 10 })])
    const fixes = change(ride, (fix, i) => (i === 40 ? { ...ride[5]!, timeMs: fix.timeMs } : fix))
    expect(reasonsOf(fixes)).toEqual(['echo'])
  })

  test('the last position sent again, while the phone has gone on, is an echo', () => {
    const ride = fixesOf([move(25, 10, { everyS: 30 })])
    const stale = ride.map((fix, i) => ({ ...fix, timeMs: ride[i + 1]?.timeMs ?? fix.timeMs + 30_000 }))
    const echo = { ...stale[9]!, timeMs: ride[10]!.timeMs - 1000 }
    expect(
      reasonsOf([...ride.slice(0, 10), { ...ride[9]!, timeMs: echo.timeMs }, ...ride.slice(10)]),
    ).toEqual(['echo'])
  })

  test('a phone at rest may send one position again and again', () => {
    const [fix] = fixesOf([stay(1)])
    expect(reasonsOf(Array.from({ length: 50 }, (_, n) => later(fix!, n * 60_000)))).toEqual([])
  })
})

describe('network positions', () => {
  test('they are dropped among accurate ones, and kept where there is nothing else', () => {
    const fixes = fixesOf([stay(5)])
    const mixed = change(fixes, (fix, i) => (i % 3 === 0 ? { ...fix, accuracyM: 1500 } : fix))
    expect(clean(traceOf(mixed)).dropped.inaccurate).toBe(10)
    expect(reasonsOf(change(fixes, (fix) => ({ ...fix, accuracyM: 1500 })))).toEqual([])
  })

  test('a cell 700 m away that owns to 1,000 m is no trip, however long it lasts', () => {
    const night = change(fixesOf([stay(480, 300)]), (fix, i) =>
      i % 20 > 9 ? { ...north(fix, 700), accuracyM: 1000 } : fix,
    )
    expect(segmented(traceOf(night)).trips).toEqual([])
  })

  test('a cell 8 km away that owns to 1,000 m is travel', () => {
    const day = change(fixesOf([stay(480, 300)]), (fix, i) =>
      i > 40 ? { ...north(fix, 8000), accuracyM: 1000 } : fix,
    )
    expect(segmented(traceOf(day))).toMatchObject({ stays: [{}, {}], trips: [{}] })
  })
})

describe('after a silence', () => {
  const home = fixesOf([stay(10)])
  const resumed = (legs: Parameters<typeof fixesOf>[0], afterMs: number): Fix[] =>
    fixesOf(legs).map((fix) => later(fix, home.at(-1)!.timeMs - home[0]!.timeMs + afterMs))

  test('fixes that converge are a cold start', () => {
    const start = resumed([stay(10, 2)], 3600_000)
    const errors = [900, 400, 220, 110]
    const fixes = change(start, (fix, i) => (i < errors.length ? north(fix, errors[i]!) : fix))
    expect(new Set(reasonsOf([...home, ...fixes]))).toEqual(new Set(['coldStart']))
    expect(reasonsOf([...home, ...fixes]).length).toBeGreaterThanOrEqual(3)
  })

  test('a coarse fix just before a fine one is a cold start', () => {
    const [coarse, ...fine] = resumed([stay(10, 5)], 3600_000)
    expect(reasonsOf([...home, { ...north(coarse!, 120), accuracyM: 150 }, ...fine])).toEqual(['coldStart'])
  })

  describe('a phone that wakes up on the way', () => {
    const away = resumed([move(12, 10, { everyS: 5 })], 20 * 60_000)
    const ride = (metres: number): Fix[] => away.map((fix) => north(fix, metres))
    const told = (seconds: readonly number[]): Fix[] =>
      seconds.map((s) => north({ ...home.at(-1)!, timeMs: away[0]!.timeMs - s * 1000 }, s % 7))

    test.each([2000, 10_000, 40_000])(
      'and first tells for a while where it fell asleep, %i m away, has not been there any more',
      (metres) => {
        const fixes = [...home, ...told([25, 20, 15, 10, 5]), ...ride(metres)]
        expect(reasonsOf(fixes)).toEqual(Array.from({ length: 5 }, () => 'coldStart'))
        const { trips } = segmented(traceOf(fixes))
        expect(trips[0]!.sections[0]!.startMs).toBeLessThan(away[0]!.timeMs - 60_000)
        for (const { endMs, startMs, distanceM } of trips.flatMap(({ sections }) => sections))
          expect((distanceM / (endMs - startMs)) * 1000).toBeLessThan(45)
      },
    )

    test('or where it was meanwhile, for as long as it says so more than once', () => {
      const passed = told([55, 25]).map((fix) => north(fix, 8000))
      expect(reasonsOf([...home, ...passed, ...ride(20_000)])).toEqual(['coldStart', 'coldStart'])
      expect(reasonsOf([...home, ...passed.slice(0, 1), ...ride(20_000)])).toEqual([])
    })

    test('or leaves only then, loses nothing', () => {
      expect(reasonsOf([...home, ...told([25, 20, 15, 10, 5]), ...away])).toEqual([])
    })

    test('after it has been back where it fell asleep for longer than waking takes, loses nothing', () => {
      const back = told([200, 170, 140, 110, 80, 50, 20])
      expect(reasonsOf([...home, ...back, ...ride(10_000)])).toEqual([])
    })
  })

  test('a fix beyond the mouth of a tunnel is one that the receiver guessed', () => {
    const road = fixesOf([move(20, 10, { everyS: 1, bearingDeg: 0 })])
    const fixes = change(
      road.filter((_, i) => !between(i, 200, 290)),
      (fix, i) => (i === 200 ? north(fix, 350) : fix),
    )
    expect(reasonsOf(fixes)).toEqual(['tunnel'])
  })

  test('driving on after a tunnel, or waking up at home, loses nothing', () => {
    const road = fixesOf([move(20, 10, { everyS: 1 })]).filter((_, i) => !between(i, 200, 290))
    expect(reasonsOf(road)).toEqual([])
    expect(reasonsOf([...home, ...resumed([stay(10)], 3600_000)])).toEqual([])
  })
})

describe('clocks', () => {
  test.each([
    ['1970', -56 * yearMs],
    ['2000', -26 * yearMs],
    ['1,024 weeks ago', -1024 * 7 * 24 * 3600_000],
    ['2045', 19 * yearMs],
  ])('a few fixes of %s are of a wrong clock', (_, offMs) => {
    const fixes = fixesOf([stay(10), move(8, 10), stay(10)])
    const wrong = fixes.slice(0, 3).map((fix) => later(fix, offMs))
    expect(reasonsOf([...wrong, ...fixes])).toEqual(['clock', 'clock', 'clock'])
    expect(segmented(traceOf([...wrong, ...fixes])).trips).toEqual(
      segmented(traceOf(fixes)).trips.map((trip) =>
        expect.objectContaining({ startMs: trip.startMs, endMs: trip.endMs }),
      ),
    )
  })

  test('an old trace before a new one is kept', () => {
    const fixes = fixesOf([stay(10), move(8, 10), stay(10)])
    const old = fixes.map((fix) => later(fix, -12 * yearMs))
    expect(clean(traceOf([...old, ...fixes])).kept.length).toBeGreaterThanOrEqual(2 * fixes.length)
  })

  test('a clock set back puts two tracks into one, of which one is followed', () => {
    const road = fixesOf([move(25, 20, { everyS: 6 })])
    const secondTrack = road.slice(100).map((fix) => later(fix, -5 * 60_000 + 3000))
    const reasons = reasonsOf([...road.slice(0, 100), ...secondTrack])
    expect(reasons.filter((reason) => reason === 'clock').length).toBeGreaterThan(30)
    expect(reasons.length).toBeLessThanOrEqual(51)
  })
})

describe('one instant', () => {
  const [fix] = fixesOf([stay(1)])

  test('of two fixes of one instant the more accurate is kept', () => {
    const other = { ...north(fix!, 10), accuracyM: 3 }
    const { kept, dropped } = clean(traceOf([fix!, other]))
    expect([kept.length, kept.accuracyM[0], dropped.duplicate]).toEqual([1, 3, 1])
  })

  test('nobody is at two places at once', () => {
    expect(reasonsOf([fix!, north(fix!, 3000)])).toEqual(['clock'])
  })
})
