/** The dictionaries say the same things, and say them whole. */
import { describe, expect, test } from 'vitest'
import { en } from '../../../client/words/en.ts'
import { fr } from '../../../client/words/fr.ts'
import { preferredLanguage } from '../../../client/words/words.ts'
import { refusalStatus } from '../../../shared/api/refusal.ts'
import { modeIds } from '../../../shared/engine/mode.ts'
import { fill, plural } from '../../../shared/words/phrase.ts'

/** Every text of a dictionary with the way to it. */
function texts(value: unknown, way = ''): [way: string, text: string][] {
  if (typeof value === 'string') return [[way, value]]
  if (typeof value !== 'object' || value === null) throw new Error(`${way} is not a text`)
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, way === '' ? key : `${way}.${key}`))
}

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe('the two languages', () => {
  const english = new Map(texts(en))
  const french = new Map(texts(fr))

  test('say the same things', () => {
    expect([...french.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  test('have the same places for values', () => {
    for (const [way, text] of english)
      expect(placeholders(french.get(way) ?? ''), way).toEqual(placeholders(text))
  })

  test('leave no text empty', () => {
    for (const [way, text] of [...english, ...french]) expect(text.trim(), way).not.toBe('')
  })

  test('are not the same text where a sentence is said', () => {
    for (const [way, text] of english)
      if (text.split(' ').length > 3 && way !== 'locale') expect(french.get(way), way).not.toBe(text)
  })

  test('French puts its no-break signs: no straight apostrophe inside a word', () => {
    for (const [way, text] of french) expect(text, way).not.toMatch(/\p{L}'\p{L}/u)
  })

  test('French keeps its high signs on the line of their word', () => {
    for (const [way, text] of french) expect(text, way).not.toMatch(/ [:;?!»%]|« /)
  })

  test('every mode and every refusal has a name', () => {
    for (const words of [en, fr]) {
      expect(Object.keys(words.modes).toSorted()).toEqual([...modeIds].toSorted())
      for (const code of Object.keys(refusalStatus)) expect(words.failures).toHaveProperty([code])
    }
  })
})

describe('a text with values', () => {
  test('is filled at each of its places', () => {
    expect(fill('{a} and {b} and {a}', { a: '1', b: '2' })).toBe('1 and 2 and 1')
  })

  test('is refused when a value is missing', () => {
    expect(() => fill('{a}', {})).toThrow('no value')
  })

  test('zero is singular in French and plural in English', () => {
    expect(plural('fr-FR', fr.trips.dayTrips, 0)).toBe('0 déplacement')
    expect(plural('en-GB', en.trips.dayTrips, 0)).toBe('0 trips')
  })

  test('a million is plural in French', () => {
    expect(plural('fr-FR', fr.trips.dayTrips, 1_000_000)).toMatch(/déplacements$/)
  })
})

test('the first language of the browser that we speak is chosen, else English', () => {
  expect(preferredLanguage(['de-DE', 'fr-CH', 'en'])).toBe('fr')
  expect(preferredLanguage(['de-DE'])).toBe('en')
})
