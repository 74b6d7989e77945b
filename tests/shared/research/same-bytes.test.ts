/** A month's figures are the same bytes in Node, in a process that a server starts, and in Chromium. */
import { expect, test } from 'vitest'
import { cityDigest, digestOfCity } from '../../support/city-contributions.ts'

test('thirty people of a city give the same bytes wherever they are computed', async () => {
  expect(await cityDigest()).toBe(digestOfCity)
})
