/** Weeks start as is usual where a language is spoken. */
import { expect, test } from 'vitest'
import { weekStartIn } from '../../../client/trips/week.ts'

test.each([
  ['fr-FR', 1],
  ['en-GB', 1],
  ['en-US', 7],
  ['fr-CA', 7],
  ['ar-EG', 6],
] as const)('in %s weeks start on day %i', (locale, day) => {
  expect(weekStartIn(locale)).toBe(day)
})
