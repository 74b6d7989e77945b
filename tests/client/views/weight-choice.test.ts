/** A weight is taken as people write it, or refused. */
import { expect, test } from 'vitest'
import { weightOf } from '../../../client/views/weight-choice.tsx'

test('a weight may have a point or a comma; nothing means the default', () => {
  expect(weightOf(' 68,5 ')).toBe(68.5)
  expect(weightOf('68.5')).toBe(68.5)
  expect(weightOf('')).toBeNull()
})

test('what no person weighs, or is no number, is refused', () => {
  for (const typed of ['19', '301', '-70', '7e1', 'seventy', '70 kg', '70.123', 'Infinity'])
    expect(weightOf(typed)).toBeUndefined()
})
