/**
 * People made up for the attacks on a release: vectors as the study's tables allow, with habits that differ from person to
 * person as widely as they may. Nobody's data: only the study's public parameters.
 */

import { apportion } from '../apportion.ts'
import type { Vectors } from '../contribution.ts'
import type { RandomBytes } from '../mechanism/uniform.ts'
import { uniformBelow } from '../mechanism/uniform.ts'
import type { StudyDefinition, TableSetting } from '../study.ts'
import { tables } from '../tables/registry.ts'

/** Chances from 0 up to 1, from the generator that is handed in. */
export function chances(random: RandomBytes): () => number {
  const below = uniformBelow(random)
  return () => below(2 ** 32) / 2 ** 32
}

/** That many people, each with a vector for every table of the study. */
export function madeUpPeople(study: StudyDefinition, count: number, random: RandomBytes): Vectors[] {
  const chance = chances(random)
  return Array.from({ length: count }, () =>
    Object.fromEntries(study.tables.map((setting) => [setting.id, madeUpVector(study, setting, chance)])),
  )
}

function madeUpVector(study: StudyDefinition, setting: TableSetting, chance: () => number): number[] {
  const table = tables[setting.id]
  const length = table.length(setting)
  if (table.kind === 'sparse') return madeUpFlows(study, length, chance)
  if (table.unit === 'people') {
    const at = Math.floor(chance() * length)
    return Array.from({ length }, (_, n) => (n === at ? 1 : 0))
  }
  // Cubed exponentials: a few cells hold most of what one person does, and not the same for all.
  const weights = Array.from({ length }, () => (-Math.log(1 - chance())) ** 3)
  const most = table.sensitivity(setting)
  const total = table.unit === 'points' ? most : Math.round(most * Math.min(1, -Math.log(1 - chance()) / 3))
  return apportion(weights, total)
}

/** Pairs of zones, of which those near the front of the list are far more common. */
function madeUpFlows({ zones }: StudyDefinition, length: number, chance: () => number): number[] {
  const zone = () => Math.floor(zones.count * chance() ** 3)
  const pairs = new Set<number>()
  while (pairs.size < Math.min(length / 2, zones.count ** 2)) pairs.add(zone() * zones.count + zone())
  const vector = [...pairs]
    .sort((a, b) => a - b)
    .flatMap((pair) => [Math.floor(pair / zones.count), pair % zones.count])
  while (vector.length < length) vector.push(-1)
  return vector
}
