/** A simulated person who takes another mode each day, the hardest for habits, and corrects what is wrong for a while. */
import { expect, test } from 'vitest'
import type { SectionDocument, TripDocument } from '../../../shared/analysis/document.ts'
import { stayDocuments, tripDocuments } from '../../../shared/analysis/documents.ts'
import { relabel } from '../../../shared/analysis/edits.ts'
import { withOwnSplit } from '../../../shared/analysis/modal-split.ts'
import { locate } from '../../../shared/analysis/places.ts'
import type { Mode } from '../../../shared/engine/mode.ts'
import { shippedModel } from '../../../shared/engine/model/shipped-model.ts'
import { segment } from '../../../shared/engine/segment.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import type { SimulatedDays } from '../../../shared/simulation/person.ts'
import { simulate } from '../../../shared/simulation/simulate.ts'
import { traceOf } from '../engine/journey.ts'
import { says, seen } from './commuter.ts'

const untilMs = Date.parse('2026-06-01')
/** Shorter sections are mostly walks, which need no correction. */
const leastM = 800

function truthOf(days: SimulatedDays, { start, end }: SectionDocument): Mode | undefined {
  const middleMs = (Date.parse(start) + Date.parse(end)) / 2
  return days.trips
    .flatMap(({ sections }) => sections)
    .find(({ startMs, endMs }) => middleMs >= startMs && middleMs <= endMs)?.mode
}

/** Shares of later sections that are right as detected, and with what was learned from four weeks of corrections. */
function rightShares(seed: number): { detected: number; learned: number } {
  const days = simulate({ seed, firstDay: '2026-05-04', days: 49, everyS: 20 })
  const found = segment(traceOf(days.fixes), shippedModel())
  const { trips } = locate(stayDocuments(found), tripDocuments(found, defaultFactorSet))
  const before = withOwnSplit(trips, defaultFactorSet).trips
  const said = new Map<string, number>()
  const edits = before.flatMap(({ from, to, sections }) =>
    sections.flatMap((section) => {
      const truth = truthOf(days, section)
      const isRight = truth === undefined || truth === section.mode
      if (isRight || section.distanceM < leastM || Date.parse(section.start) >= untilMs) return []
      const kind = `${from} ${to} ${section.mode} ${truth}`
      const count = (said.get(kind) ?? 0) + 1
      said.set(kind, count)
      return count > 3 ? [] : [says(truth, section, '2026-06-01T00:00:00Z')]
    }),
  )
  const share = (those: readonly TripDocument[]) => {
    const later = those
      .flatMap(({ sections }) => sections)
      .filter(({ start, distanceM }) => Date.parse(start) >= untilMs && distanceM >= leastM)
    return later.filter((section) => truthOf(days, section) === section.mode).length / later.length
  }
  const { trips: told } = withOwnSplit(trips, defaultFactorSet, relabel(trips, edits, defaultFactorSet))
  return { detected: share(before), learned: share(seen(told, edits)) }
}

test('corrections of four weeks make the weeks after better, and no mode swallows the others', () => {
  const shares = [2, 5, 17].map(rightShares)
  for (const { detected, learned } of shares) expect(learned).toBeGreaterThan(detected - 0.03)
  const mean = (of: 'detected' | 'learned') => shares.reduce((sum, each) => sum + each[of], 0) / shares.length
  expect(mean('learned')).toBeGreaterThanOrEqual(mean('detected'))
})
