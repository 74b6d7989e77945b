import { expect, test } from 'vitest'
import { speedProfile } from '../../../shared/analysis/speed-profile.ts'
import { fixesOf, morningMs, move, stay, traceOf } from '../engine/journey.ts'

const minutes = (count: number): number => count * 60_000

test('walking, riding and standing have their speeds, each in its time', () => {
  const trace = traceOf(fixesOf([move(1.4, 10), move(8, 10), stay(10)], 0))
  const profile = speedProfile(trace, morningMs, morningMs + minutes(30))!
  expect(profile.stepMs * profile.speedsMps.length).toBe(minutes(30))
  const meanOf = (from: number, to: number): number => {
    const own = profile.speedsMps.filter((_, n) => {
      const middle = (n + 0.5) * profile.stepMs
      return middle > minutes(from + 0.5) && middle < minutes(to - 0.5)
    })
    return own.reduce<number>((sum, speed) => sum + speed!, 0) / own.length
  }
  expect(meanOf(0, 10)).toBeCloseTo(1.4, 1)
  expect(meanOf(10, 20)).toBeCloseTo(8, 1)
  expect(meanOf(20, 30)).toBeCloseTo(0, 1)
})

test('positions that scatter by some metres, a fix a second, are no speed', () => {
  const trace = traceOf(fixesOf([stay(20, 1)], 4))
  const { speedsMps } = speedProfile(trace, morningMs, morningMs + minutes(20))!
  expect(Math.max(...speedsMps.map(Number))).toBeLessThan(1.2)
})

test('where nothing was recorded there is no speed, and not a low one', () => {
  const trace = traceOf(
    fixesOf([move(8, 5), move(8, 20, { everyS: Number.POSITIVE_INFINITY }), move(8, 5)], 0),
  )
  const { speedsMps, stepMs } = speedProfile(trace, morningMs, morningMs + minutes(30))!
  expect(speedsMps[Math.floor(minutes(15) / stepMs)]).toBeNull()
  expect(speedsMps[Math.floor(minutes(2) / stepMs)]).toBeCloseTo(8, 1)
})

test('a trip of which nothing was recorded has no profile', () => {
  expect(speedProfile(traceOf([]), morningMs, morningMs + minutes(5))).toBeUndefined()
  expect(speedProfile(traceOf(fixesOf([move(2, 5)])), morningMs, morningMs)).toBeUndefined()
})

test('however long the trip, the picture has few steps', () => {
  const trace = traceOf(fixesOf([move(20, 600, { everyS: 60 })], 0))
  const { speedsMps, stepMs } = speedProfile(trace, morningMs, morningMs + minutes(600))!
  expect(speedsMps.length).toBeLessThanOrEqual(180)
  expect(stepMs).toBeGreaterThanOrEqual(15_000)
})
