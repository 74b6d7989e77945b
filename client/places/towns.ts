/** The towns that our own server knows, to call trips by. Loaded once a vault shows its trips. */
import { signal } from '@preact/signals'
import type { Town, TownFinder } from '../../shared/analysis/titles.ts'
import { townFinder } from '../../shared/analysis/titles.ts'
import type { PlacesFile } from '../map/geo-files.ts'
import { eachPlacesFile, eachStep } from '../map/geo-files.ts'

/** The finder, or how far it has come. */
export const towns = signal<TownFinder | 'loading' | 'failed'>('loading')

let isAsked = false

/** Loads the towns unless they are loaded; a failure shows in `towns`, and the next call tries again. */
export function loadTowns(): void {
  if (isAsked) return
  isAsked = true
  load().catch(() => {
    isAsked = false
    towns.value = 'failed'
  })
}

async function load(): Promise<void> {
  const all: Town[] = []
  await eachPlacesFile((file, rank) => {
    for (const town of decodeTowns(file, rank)) all.push(town)
  })
  towns.value = townFinder(all)
}

/** The towns of one file, in degrees. */
export function decodeTowns(file: PlacesFile, rank: number): Town[] {
  const names = file.names.split('|')
  const found: Town[] = []
  eachStep(file.at, (lat, lon) => {
    const name = names[found.length]
    if (name !== undefined) found.push({ name, lat: lat / file.perDeg, lon: lon / file.perDeg, rank })
  })
  return found
}
