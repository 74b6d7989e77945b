/** What every phone in the registry promises; a new one passes this suite before it is listed. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Phone, PhoneMessage } from '../../shared/phones/phone.ts'
import { phonePath } from '../../shared/phones/phone.ts'
import type { Fix } from '../../shared/trace/trace.ts'

export interface PhoneSample {
  readonly name: string
  readonly body: string
  readonly fixes: readonly Fix[]
  readonly skipped: number
}

export const jsonMessage = (body: string): PhoneMessage => ({
  contentType: 'application/json',
  body: new TextEncoder().encode(body),
})

/** Every spelling in which a token may stand inside a link, one layer of encoding removed at a time. */
function layersOf(deepLink: string): string[] {
  return [...new URL(deepLink).searchParams.values()].flatMap((value) => {
    try {
      return [value, atob(value)]
    } catch {
      return [value]
    }
  })
}

/** Runs the suite on one phone, with messages written as its app writes them. */
export function phoneConformance(phone: Phone, samples: readonly PhoneSample[]): void {
  describe(phone.label, () => {
    test('any bytes are a message without a fix at worst', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (body, contentType) => {
          const reading = phone.decode({ contentType, body })
          expect(reading.skipped).toBeGreaterThanOrEqual(0)
        }),
      )
    })

    test('any JSON is a message without a fix at worst, and reads the same twice', () => {
      const seeds = samples.map((sample) => JSON.parse(sample.body))
      const mangled = fc
        .tuple(fc.constantFrom(...seeds), fc.jsonValue())
        .map(([seed, junk]) => damage(seed, junk))
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), mangled), (value) => {
          const message = jsonMessage(JSON.stringify(value))
          const reading = phone.decode(message)
          expect(phone.decode(message)).toEqual(reading)
          for (const fix of reading.fixes)
            expect([fix.timeMs, fix.latDeg, fix.lonDeg].every((n) => typeof n === 'number')).toBe(true)
        }),
      )
    })

    test.each(samples)('$name', ({ body, fixes, skipped }) => {
      expect(phone.decode(jsonMessage(body))).toEqual({ fixes, skipped })
    })

    test('the reply is JSON', () => {
      expect(typeof JSON.parse(phone.reply)).toBe('object')
    })

    test('the link carries the token and the address to write to', () => {
      const token = fc.stringMatching(/^[A-Za-z0-9_]{20,60}$/)
      fc.assert(
        fc.property(token, (secret) => {
          const setup = phone.setup('https://sillage.example', secret)
          const layers = layersOf(setup.deepLink).join('\n')
          expect(layers).toContain(secret)
          expect(layers).toContain(`https://sillage.example${phonePath(phone.id)}`)
          expect(setup.fields.map((field) => field.value)).toContain(secret)
        }),
        { numRuns: 20 },
      )
    })
  })
}

/** The sample with every number, text or list inside it that comes after the first replaced by junk. */
function damage(seed: unknown, junk: unknown): unknown {
  let leaves = 0
  return JSON.parse(JSON.stringify(seed), (_key, value) =>
    typeof value === 'object' || leaves++ % 3 === 0 ? value : junk,
  )
}
