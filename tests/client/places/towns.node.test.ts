/** The shipped place names name the spots that a map would. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeTowns } from '../../../client/places/towns.ts'
import { townFinder } from '../../../shared/analysis/titles.ts'

const geo = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../client/public/geo/${name}`, import.meta.url), 'utf8'))

test('around La Rochelle, and in the rest of France', () => {
  const { ranks, placesFiles } = geo('towns.json')
  const files = [...ranks, ...Array.from({ length: placesFiles }, (_, n) => geo(`places-${n + 1}.json`))]
  const townAt = townFinder(files.flatMap((file, n) => decodeTowns(file, Math.min(n, 2))))
  expect(townAt(46.1575, -1.1525)).toBe('La Rochelle')
  expect(townAt(46.143, -1.159)).toBe('La Rochelle')
  expect(townAt(46.1362, -1.1205)).toBe('Aytré')
  expect(townAt(46.1598, -1.2755)).toBe('Rivedoux-Plage')
  expect(townAt(46.3237, -0.4588)).toBe('Niort')
  expect(townAt(45.5, -4.5)).toBeUndefined()
})
