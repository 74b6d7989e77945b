/** Arrow keys lead from one day with trips to another. */
import { expect, test } from 'vitest'
import { dayByKey } from '../../../client/parts/month-calendar.tsx'

const active = ['2026-05-04', '2026-05-05', '2026-05-11', '2026-05-26']

test('left and right lead to the days before and after that have trips', () => {
  expect(dayByKey('ArrowRight', '2026-05-05', active)).toBe('2026-05-11')
  expect(dayByKey('ArrowLeft', '2026-05-05', active)).toBe('2026-05-04')
  expect(dayByKey('ArrowLeft', '2026-05-04', active)).toBeUndefined()
})

test('up and down lead to the same weekday, stepping over weeks without trips', () => {
  expect(dayByKey('ArrowDown', '2026-05-04', active)).toBe('2026-05-11')
  expect(dayByKey('ArrowDown', '2026-05-05', active)).toBe('2026-05-26')
  expect(dayByKey('ArrowUp', '2026-05-26', active)).toBe('2026-05-05')
})

test('home and end lead to the first and the last, other keys nowhere', () => {
  expect(dayByKey('Home', '2026-05-26', active)).toBe('2026-05-04')
  expect(dayByKey('End', '2026-05-04', active)).toBe('2026-05-26')
  expect(dayByKey('a', '2026-05-04', active)).toBeUndefined()
})
