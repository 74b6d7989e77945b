/**
 * The strongest attacker that a release of noisy sums can meet: one who knows everybody's numbers but whether one person
 * is in, and who weighs all figures that came out. By Neyman and Pearson no test of that question is better than the
 * ratio of the two likelihoods, which is exact here, as the law of the noise is public.
 */
import type { Vectors } from '../contribution.ts'
import { probabilityAtLeast, probabilityOf, scaleOf as widthOf } from '../mechanism/laplace.ts'
import { thresholdOf } from '../mechanism/thresholds.ts'
import type { Outcome, ReleasedTable } from '../release.ts'
import { gateRule, scaleOf, sparseRule, sumsOf } from '../release.ts'
import type { StudyDefinition, TableSetting } from '../study.ts'
import { settingOf } from '../study.ts'
import { tables } from '../tables/registry.ts'

/** Beyond this a likelihood ratio is as good as certainty; it stands for what can happen in one world only. */
const certain = 50

/**
 * Scores an outcome: the logarithm of how much likelier it is with `target` among `others` than without. Positive speaks
 * for the person being in.
 */
export function memberScore(
  study: StudyDefinition,
  others: readonly Vectors[],
  target: Vectors,
): (outcome: Outcome, zoneIds: readonly string[]) => number {
  const without = sumsOf(study, others)
  const including = sumsOf(study, [...others, target])
  return (outcome, zoneIds) => {
    if (outcome.kind === 'too-few') return gateScore(study, without.people, including.people)
    const scores = outcome.release.tables.map((table) =>
      tableScore(study, { table, zoneIds }, without.tables.get(table.id)!, including.tables.get(table.id)!),
    )
    return bounded(scores.reduce((sum, score) => sum + score, 0))
  }
}

const bounded = (score: number): number => Math.max(-certain, Math.min(certain, score))

function gateScore(study: StudyDefinition, without: number, including: number): number {
  const gate = gateRule(study)
  const closed = (people: number): number =>
    people < gate.k ? 1 : 1 - probabilityAtLeast(thresholdOf(gate) - people, gate)
  return bounded(Math.log(closed(including)) - Math.log(closed(without)))
}

type TableSums = readonly number[] | ReadonlyMap<string, number>

function tableScore(
  study: StudyDefinition,
  { table, zoneIds }: { table: ReleasedTable; zoneIds: readonly string[] },
  without: TableSums,
  including: TableSums,
): number {
  const setting = settingOf(study, table.id)!
  if (without instanceof Map && including instanceof Map)
    return sparseScore(study, setting, { table, zoneIds }, without, including)
  const width = widthOf(scaleOf(setting))
  const [zero, one] = [without as readonly number[], including as readonly number[]]
  return table.rows.reduce(
    (sum, { noisy }, n) => sum + (Math.abs(noisy - zero[n]!) - Math.abs(noisy - one[n]!)) / width,
    0,
  )
}

function sparseScore(
  study: StudyDefinition,
  setting: TableSetting,
  { table, zoneIds }: { table: ReleasedTable; zoneIds: readonly string[] },
  without: ReadonlyMap<string, number>,
  including: ReadonlyMap<string, number>,
): number {
  const sparse = tables[setting.id]
  if (sparse.kind !== 'sparse') throw new RangeError('only sparse tables have counts by name')
  const rule = sparseRule(study, setting)
  const nameOf = (cell: object): string => JSON.stringify(cell)
  const shown = new Map(table.rows.map(({ cell, noisy }) => [nameOf(cell), noisy]))
  const likelihood = (noisy: number | undefined, people: number): number => {
    if (people < rule.k) return noisy === undefined ? 1 : 0
    if (noisy !== undefined) return probabilityOf(noisy - people, rule)
    return 1 - probabilityAtLeast(thresholdOf(rule) - people, rule)
  }
  let score = 0
  for (const [marked, people] of including) {
    const before = without.get(marked) ?? 0
    if (before === people) continue
    const noisy = shown.get(nameOf(sparse.cellOf(marked, zoneIds)))
    score += bounded(Math.log(likelihood(noisy, people)) - Math.log(likelihood(noisy, before)))
  }
  return score
}
