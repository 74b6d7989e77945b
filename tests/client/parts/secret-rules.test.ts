/** What the page lets a person type is what the server takes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { handlePattern } from '../../../client/parts/secret-rules.ts'
import { handleSchema } from '../../../shared/api/contract.ts'

test('the page and the server agree on what a handle is', () => {
  const near = fc.string({
    unit: fc.constantFrom('a', 'z', '0', '9', '.', '-', '_', 'A', 'é', ' '),
    maxLength: 45,
  })
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (handle) => {
      expect(handlePattern.test(handle)).toBe(handleSchema.safeParse(handle).success)
    }),
  )
})
