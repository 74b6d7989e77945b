/**
 * Subtracting two releases that differ by one person: what is left over shows their numbers where nothing hides them.
 * Thresholds alone do not (275 of 275 people in the study that this follows).
 */
import type { Vectors } from '../contribution.ts'
import type { Outcome, Sums } from '../release.ts'
import { sumsOf } from '../release.ts'
import { tables } from '../tables/registry.ts'
import type { Game } from './membership.ts'

/**
 * For how many of the targets a table of theirs is read off exactly from two releases, and for how many it would be by
 * chance, from two releases that they are both in.
 */
export function readOff(
  game: Omit<Game, 'target' | 'others'>,
  people: readonly Vectors[],
  targets: number,
): { found: number; byChance: number } {
  const { study, zoneIds } = game
  const releaseOf = (sums: Sums): Outcome =>
    game.release(study, { month: '2026-01', zoneIds, sums }, game.random)
  const all = sumsOf(study, people)
  const attacked = study.tables.filter(({ id }) => id !== 'participants')
  let [found, byChance] = [0, 0]
  for (let n = 0; n < targets; n++) {
    const target = people[n]!
    const including = releaseOf(all)
    const isFoundIn = (other: Outcome): boolean =>
      attacked.some(({ id }) => isReadOff(game, id, target, including, other))
    if (
      isFoundIn(
        releaseOf(
          sumsOf(
            study,
            people.filter((_, at) => at !== n),
          ),
        ),
      )
    )
      found++
    if (isFoundIn(releaseOf(all))) byChance++
  }
  return { found, byChance }
}

function isReadOff(
  { zoneIds }: Pick<Game, 'zoneIds'>,
  id: keyof typeof tables,
  target: Vectors,
  including: Outcome,
  without: Outcome,
): boolean {
  const [more, fewer] = [rowsOf(including, id), rowsOf(without, id)]
  if (!more || !fewer) return false
  const difference = new Map<string, number>()
  for (const [cell, noisy] of more) difference.set(cell, noisy - (fewer.get(cell) ?? 0))
  for (const [cell, noisy] of fewer) if (!more.has(cell)) difference.set(cell, -noisy)
  const table = tables[id]
  const vector = target[id]!
  const own: [string, number][] =
    table.kind === 'cells'
      ? table.cells().map((cell, n) => [JSON.stringify(cell), vector[n]!])
      : table.marked(vector).map((cell) => [JSON.stringify(table.cellOf(cell, zoneIds)), 1])
  // Cells of a sparse table that nobody may see cannot be read off.
  const seen = table.kind === 'cells' ? own : own.filter(([cell]) => difference.has(cell))
  const isSomething = seen.some(([, value]) => value !== 0)
  const rest = [...difference].filter(([cell]) => !seen.some(([known]) => known === cell))
  return (
    isSomething &&
    seen.every(([cell, value]) => difference.get(cell) === value) &&
    rest.every(([, value]) => value === 0)
  )
}

function rowsOf(outcome: Outcome, id: string): Map<string, number> | undefined {
  if (outcome.kind !== 'released') return undefined
  const table = outcome.release.tables.find((each) => each.id === id)
  return table && new Map(table.rows.map(({ cell, noisy }) => [JSON.stringify(cell), noisy]))
}
