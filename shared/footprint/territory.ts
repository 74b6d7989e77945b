/** What an operator knows better than a national set: figures of its own territory, such as its bus network's mix. */
import type { Mode } from '../engine/mode.ts'
import type { Factor } from './factor.ts'
import { factorFrom } from './factor.ts'

/** Figures per passenger and km, kg CO2e. */
export interface TerritoryFigure {
  readonly mode: Mode
  /** Null where the source gives a total only; otherwise both parts. */
  readonly usage: number | null
  readonly construction: number | null
  readonly total: number
  /** What was counted, as a table or a report names it. */
  readonly reference: string
}

export interface Territory {
  readonly name: string
  readonly source: string
  readonly year: number
  readonly licence: string
  readonly factors: readonly TerritoryFigure[]
}

/** The territory's factor of a mode; undefined where it has none. */
export function territoryFactor(territory: Territory, mode: Mode): Factor | undefined {
  const own = territory.factors.find((factor) => factor.mode === mode)
  if (own === undefined) return undefined
  return factorFrom({
    id: `territory:${mode}`,
    mode,
    usage: own.usage,
    construction: own.construction,
    total: own.total,
    source: { name: territory.source, reference: own.reference, year: territory.year },
    confidence: 'C',
  })
}
