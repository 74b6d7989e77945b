/** A simulated city in files: its zones, and of each person the trips that their vault would hold. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnalysisDocument } from '../shared/analysis/document.ts'
import { defaultFactorSet } from '../shared/footprint/registry.ts'
import type { CityPerson } from '../shared/simulation/city/city.ts'
import { simulateCity } from '../shared/simulation/city/city.ts'
import { recordMonth } from '../shared/simulation/city/fixes.ts'
import type { ZoneList } from '../shared/simulation/city/zones.ts'
import { communeZones, gridZones, quarterZones } from '../shared/simulation/city/zones.ts'
import { csvOf } from './fix-files.ts'

export interface CityFiles {
  readonly seed: number
  readonly people: number
  /** As 2026-05, in order. */
  readonly months: readonly string[]
  /** `communes`, `grid:12` or `quarters:12`. */
  readonly zones: string
  /** Folder that the files are written to; made where it is not there. */
  readonly out: string
  /** Seconds between fixes while moving, where fixes are wanted too. */
  readonly everyS?: number
}

/** The zones called so; `grid:12` and `quarters:12` have 12 cells a side. Throws RangeError for other names. */
export function zonesCalled(name: string): ZoneList {
  const parts = /^(grid|quarters):(\d{1,2})$/.exec(name)
  if (parts) return (parts[1] === 'grid' ? gridZones : quarterZones)(Number(parts[2]))
  if (name === 'communes') return communeZones()
  throw new RangeError('Zones are called communes, grid:N or quarters:N.')
}

/**
 * Writes zones.geojson, and of each person an analysis document, trips-00001.json, and where wanted fixes-00001.csv. Returns
 * the number of trips.
 */
export function writeCity({ out, zones: name, everyS, ...city }: CityFiles): number {
  const zones = zonesCalled(name)
  const people = simulateCity({ ...city, zones })
  let trips = 0
  for (const person of people) {
    if (person.number === 0) {
      mkdirSync(out, { recursive: true })
      writeFileSync(join(out, 'zones.geojson'), `${JSON.stringify(zones)}\n`)
    }
    const id = String(person.number + 1).padStart(5, '0')
    const document = documentOf(person)
    trips += document.trips.length
    writeFileSync(join(out, `trips-${id}.json`), `${JSON.stringify(document)}\n`)
    if (everyS !== undefined)
      writeFileSync(join(out, `fixes-${id}.csv`), csvOf(fixesOf(person, city.seed, everyS)))
  }
  return trips
}

/** What the analysis would say had it recognised everything; there was no recording and no mode model. */
function documentOf({ places, months }: CityPerson): AnalysisDocument {
  const { id, label, year } = defaultFactorSet
  return {
    schema: 'sillage/analysis@1',
    engine: { model: 'simulated' },
    factors: { id, label, year },
    fixes: {
      read: 0,
      kept: 0,
      dropped: { duplicate: 0, outlier: 0, inaccurate: 0, invalid: 0 },
      reasons: {},
    },
    stays: months.flatMap(({ stays }) => stays),
    trips: months.flatMap(({ trips }) => trips),
    places,
  }
}

const fixesOf = ({ number, months }: CityPerson, seed: number, everyS: number) =>
  months.flatMap((month) => recordMonth(month, seed * 100_003 + number, everyS))
