/** A process that the server would start computes the same figures. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { digestOfCity } from '../../support/city-contributions.ts'

test('a child process gives the same bytes', () => {
  const printed = execFileSync(process.execPath, ['tests/support/city-contributions-child.ts'], {
    encoding: 'utf8',
  })
  expect(printed).toBe(digestOfCity)
})
