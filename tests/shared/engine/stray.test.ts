import { expect, test } from 'vitest'
import { fixesOf, segmented, stay, traceOf } from './journey.ts'

const night = fixesOf([stay(480, 600)], 5)
const stray = night.map((fix, n) => (n === 20 ? { ...fix, latDeg: fix.latDeg + 0.005 } : fix))

test('one fix half a kilometre off in a night of few fixes is no trip', () => {
  expect(segmented(traceOf(stray))).toMatchObject({ trips: [], stays: [{}] })
})

test('one fix ten kilometres off is: nobody is placed so far wrong for that long', () => {
  const far = night.map((fix, n) => (n === 20 ? { ...fix, latDeg: fix.latDeg + 0.1 } : fix))
  expect(segmented(traceOf(far)).trips.length).toBeGreaterThan(0)
})
