/** The reasons for a mode, as a person reads them. */
import { describe, expect, test } from 'vitest'
import { en } from '../../../client/words/en.ts'
import { fr } from '../../../client/words/fr.ts'
import type { EvidenceDocument, SectionDocument } from '../../../shared/analysis/document.ts'
import { reasonsOf } from '../../../shared/words/reasons.ts'

const figures: EvidenceDocument = {
  cruiseMps: 4.1,
  topMps: 6.7,
  stopsPerKm: 1,
  straight: 0.9,
  standing: 0.1,
  gapS: 20,
  everyS: 5,
}

const section = (more: Partial<SectionDocument>): SectionDocument => ({
  start: '2026-05-04T06:00:00Z',
  end: '2026-05-04T06:20:00Z',
  mode: 'bus',
  confidence: 0.6,
  probabilities: { bus: 0.6, car: 0.31, bicycle: 0.09 },
  distanceM: 3000,
  co2eKg: 0,
  geometry: '',
  evidence: figures,
  ...more,
})

/** Intl puts no-break spaces of several kinds; a person sees a space. */
const said = (words: typeof en, more: Partial<SectionDocument>, say = {}): string[] =>
  reasonsOf(words, section(more), say).map((sentence) => sentence.replace(/\s/g, ' '))

test('a ride is told by its speeds, its halts and what else it might have been', () => {
  expect(said(en, {})).toEqual([
    'Median 4.1 m/s (15 km/h) while moving, hardly ever above 24 km/h.',
    '“car” would also fit (31%).',
    'Stood still 3 times (1 per km), 10% of the time.',
  ])
  expect(said(fr, {})).toEqual([
    'En mouvement, le plus souvent autour de 15 km/h (4,1 m/s), presque jamais plus de 24 km/h.',
    '« voiture » conviendrait aussi (31 %).',
    '3 arrêts (1 par km), 10 % du temps.',
  ])
})

test('what the phone said counts when it said it for long', () => {
  expect(said(en, { evidence: { ...figures, said: ['bicycle', 0.8] } })).toContain(
    'The phone said “cycling” 80% of the time.',
  )
  expect(said(en, { evidence: { ...figures, said: ['bicycle', 0.1] } }).join()).not.toContain('phone')
})

test('how one mostly travels is said where it told the mode, and not where the owner told it', () => {
  const evidence = { ...figures, ownShare: 0.7 }
  expect(said(en, { evidence })[0]).toBe(
    'Movement alone left it open: 70% of your motorised time is by bus or the like.',
  )
  expect(said(fr, { evidence })[0]).toBe(
    'L’allure seule n’aurait pas tranché : 70 % de votre temps motorisé se passe en bus ou par un moyen semblable.',
  )
  expect(said(en, { evidence }, { isEdited: true }).join()).not.toContain('motorised')
  expect(said(en, { evidence, detected: 'car' }).join()).not.toContain('motorised')
})

test('by what others passed there is said where the model knows the place', () => {
  const evidence = { ...figures, others: ['rail', 0.82] as const }
  expect(said(en, { evidence })[0]).toBe('Of those from whom the model learnt, 82% passed there by rail.')
  expect(said(fr, { evidence })[0]).toBe(
    'Parmi les personnes dont le modèle a appris, 82 % passaient par là sur rails.',
  )
})

test('a line is named with the stops at its ends and the halts between them', () => {
  const ride = { share: 0.9, boardM: 40, alightM: 31, passed: 9, served: 8 }
  expect(said(en, { line: '1', evidence: { ...figures, ride } })[0]).toMatch(
    /^Follows line 1 from 40 ?m of a stop to 30 ?m of a stop, halting at 8 of 9\.$/,
  )
  const unknownStops = { share: 0.9, passed: 0, served: 0 }
  expect(said(en, { line: '1', evidence: { ...figures, ride: unknownStops } })[0]).toBe(
    'Follows line 1 for 90% of the way.',
  )
  expect(said(en, { evidence: { ...figures, ride } }).join()).not.toContain('line')
})

test('a motor is told by what legs would not have done', () => {
  const motor = { heldMps: 5.5, heldShare: 0.6, climbM: 42, wattsPerKg: 5.4 }
  const ridden = { mode: 'ebike', evidence: { ...figures, motor } } as const
  expect(said(en, ridden).slice(0, 2)).toEqual([
    'Kept close to 20 km/h for 60% of the ride and hardly ever above, as a motor’s limit does.',
    'Climbed 40 m at a pace that takes 5.4 W per kg of the rider, more than legs keep up.',
  ])
  expect(said(fr, ridden).slice(0, 2)).toEqual([
    'Reste près de 20 km/h pendant 60 % du trajet, presque jamais au-dessus : la limite d’un moteur.',
    'Monte de 40 m à une allure qui demande 5,4 W par kg de la personne, plus que des jambes ne tiennent.',
  ])
  expect(said(en, { ...ridden, mode: 'bicycle' }).join()).not.toContain('motor')
})

describe('what was not recorded', () => {
  test('leaves the mode unknown, and that is all there is to say', () => {
    const silent = { ...figures, by: 'silence', gapS: 24 * 60 } as const
    expect(said(en, { mode: 'unknown', evidence: silent })).toEqual([
      expect.stringMatching(/^Nothing was recorded for 24 mins?: the mode cannot be known\.$/),
    ])
  })

  test('is said of a section with a hole, and no halts are counted by a phone that seldom looks', () => {
    const sentences = said(en, { evidence: { ...figures, everyS: 60, gapS: 600 } }).join(' ')
    expect(sentences).toContain('Nothing was recorded for 10')
    expect(sentences).not.toContain('Stood')
  })
})

test('a mode that would be a guess is named as the nearest, not as the mode', () => {
  const guess = { mode: 'unknown', probabilities: { unknown: 0.7, bus: 0.2, car: 0.1 } } as const
  expect(said(en, guess)).toContain('No mode fits well enough; nearest is “bus” (20%).')
})

test('what the owner said comes first, and nothing else would fit what they said of this very trip', () => {
  expect(said(en, {}, { corrections: 3 })[0]).toBe('You corrected 3 such trips: bus.')
  expect(said(en, {}, { isEdited: true })[0]).toBe('You said so.')
  expect(said(en, {}, { isEdited: true }).join()).not.toContain('fit')
})

test('a section from before there was evidence gives no reasons', () => {
  const { evidence: _, ...old } = section({})
  expect(reasonsOf(en, old)).toEqual([])
})
