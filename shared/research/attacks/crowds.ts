/**
 * How few people a published row may stand for, and how many people a list of rows per person would single out by the
 * zones that one knows of them: the control shows what a release of pseudonyms would give away.
 */
import type { Vectors } from '../contribution.ts'
import { sumsOf } from '../release.ts'
import { tables } from '../tables/registry.ts'
import type { Game } from './membership.ts'

const { flows } = tables

/** Fewest people behind any row of flows, over `runs` releases; undefined where no row was ever published. */
export function smallestPublishedCrowd(
  game: Pick<Game, 'study' | 'zoneIds' | 'release' | 'random'>,
  people: readonly Vectors[],
  runs: number,
): number | undefined {
  const { study, zoneIds } = game
  const sums = sumsOf(study, people)
  const counts = sums.tables.get('flows')
  if (!(counts instanceof Map)) return undefined
  const crowds = new Map(
    [...counts].map(([marked, count]) => [cellName(flows.cellOf(marked, zoneIds)), count]),
  )
  let fewest: number | undefined
  for (let run = 0; run < runs; run++) {
    const outcome = game.release(study, { month: '2026-01', zoneIds, sums }, game.random)
    if (outcome.kind !== 'released') continue
    for (const { cell } of outcome.release.tables.find(({ id }) => id === 'flows')?.rows ?? []) {
      const crowd = crowds.get(cellName(cell)) ?? 0
      if (fewest === undefined || crowd < fewest) fewest = crowd
    }
  }
  return fewest
}

const cellName = (cell: object): string => JSON.stringify(cell)

/** Share of people who alone have the pairs of zones that they gave: what rows per person would single out. */
export function singledOut(people: readonly Vectors[]): number {
  const marks = people.map((each) => JSON.stringify(each.flows))
  const times = new Map<string, number>()
  for (const mark of marks) times.set(mark, (times.get(mark) ?? 0) + 1)
  return marks.filter((mark) => times.get(mark) === 1).length / people.length
}
