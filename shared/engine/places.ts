/**
 * The seventh step: places, which are spots stayed at again and again. Stays are gathered around the densest spots
 * first, each place taking what lies within a fixed distance of its centre: unlike clusters that grow from neighbour to
 * neighbour, a place never creeps along a street of shops. Stays are counted by small squares, so that a thousand nights
 * at home cost no more than one.
 */
import { distanceM, metresPerDegree } from '../trace/geodesy.ts'
import { cellKey, columnOf, rowOf } from '../trace/grid.ts'
import type { Stay } from './segmentation.ts'

export interface Place {
  /**
   * Names the 20 m square in which its first visit lies. Each square belongs to one place, so ids differ; later visits
   * leave the first where it is, so the id stays. What the owner says of a place should still be kept with a position
   * and found again by `placeAt`, because older traces can bring an earlier first visit.
   */
  readonly id: string
  /** Mean of its stays, by the time spent. */
  readonly latDeg: number
  readonly lonDeg: number
  readonly visits: number
  readonly totalMs: number
  /** Its stays, oldest first, as indices into the stays given. */
  readonly stays: readonly number[]
}

const placing = {
  /** Side of the squares that stays are counted in, metres. */
  cellM: 20,
  /** Density is counted within this, metres: what indoor positions scatter by. */
  nearM: 75,
  /** A place takes the stays within this of its centre, metres: a large building and its car park. */
  reachM: 100,
  /** A centre moves to the mean of what is near it this many times at most; two or three are enough in practice. */
  moves: 5,
  /** Fewer visits are no place. */
  fewestVisits: 2,
  /** What one stay weighs in the centre is its time, from and up to this, ms: a month in one spot is not the place. */
  leastWeightMs: 60_000,
  mostWeightMs: 4 * 3_600_000,
} as const

interface Cell {
  readonly row: number
  readonly column: number
  readonly stays: number[]
  weight: number
  /** Weighted mean once all stays are in. */
  latDeg: number
  lonDeg: number
  density: number
  taken: boolean
}

/** The places, most visited first; the order of the stays makes no difference. */
export function findPlaces(stays: readonly Stay[]): Place[] {
  const cells = cellsOf(stays)
  for (const cell of cells.values())
    cell.density = near(cells, cell, placing.nearM).reduce((sum, each) => sum + each.stays.length, 0)
  const densest = [...cells.values()].sort(
    (a, b) => b.density - a.density || byTime(stays, a.stays[0]!, b.stays[0]!),
  )
  const places: Place[] = []
  for (const seed of densest) {
    if (seed.taken) continue
    const place = placeOf(stays, claim(cells, seed))
    if (place.visits >= placing.fewestVisits) places.push(place)
  }
  return places.sort((a, b) => b.visits - a.visits || byTime(stays, a.stays[0]!, b.stays[0]!))
}

/** The place whose centre is nearest to a position, if it lies within reach. */
export function placeAt<P extends Pick<Place, 'latDeg' | 'lonDeg'>>(
  places: readonly P[],
  latDeg: number,
  lonDeg: number,
): P | undefined {
  let best: P | undefined
  let bestM: number = placing.reachM
  for (const place of places) {
    const apartM = distanceM(place.latDeg, place.lonDeg, latDeg, lonDeg)
    if (apartM > bestM) continue
    best = place
    bestM = apartM
  }
  return best
}

function byTime(stays: readonly Stay[], a: number, b: number): number {
  const [one, other] = [stays[a]!, stays[b]!]
  return one.startMs - other.startMs || one.latDeg - other.latDeg || one.lonDeg - other.lonDeg
}

const weightOf = ({ startMs, endMs }: Stay): number =>
  Math.min(placing.mostWeightMs, Math.max(placing.leastWeightMs, endMs - startMs))

/** Sums are made oldest first, so that they come out the same whatever the order given. */
function cellsOf(stays: readonly Stay[]): Map<number, Cell> {
  const order = stays.map((_, n) => n).sort((a, b) => byTime(stays, a, b))
  const cells = new Map<number, Cell>()
  for (const n of order) {
    const { latDeg, lonDeg } = stays[n]!
    const row = rowOf(latDeg, placing.cellM)
    const column = columnOf(lonDeg, row, placing.cellM)
    const key = cellKey(row, column)
    const cell = cells.get(key) ?? {
      ...{ row, column, stays: [], weight: 0, latDeg: 0, lonDeg: 0, density: 0, taken: false },
    }
    cells.set(key, cell)
    const weight = weightOf(stays[n]!)
    cell.stays.push(n)
    cell.weight += weight
    cell.latDeg += ((latDeg - cell.latDeg) * weight) / cell.weight
    cell.lonDeg += ((lonDeg - cell.lonDeg) * weight) / cell.weight
  }
  return cells
}

/** Free cells whose mean lies within `withinM` of a position, row by row. */
function near(
  cells: ReadonlyMap<number, Cell>,
  { latDeg, lonDeg }: { latDeg: number; lonDeg: number },
  withinM: number,
): Cell[] {
  const found: Cell[] = []
  const reachDeg = withinM / metresPerDegree
  const reachLonDeg = reachDeg / Math.max(0.01, Math.cos((latDeg * Math.PI) / 180))
  const lastRow = rowOf(latDeg + reachDeg, placing.cellM)
  for (let row = rowOf(latDeg - reachDeg, placing.cellM); row <= lastRow; row++) {
    const last = columnOf(lonDeg + reachLonDeg, row, placing.cellM)
    for (let column = columnOf(lonDeg - reachLonDeg, row, placing.cellM); column <= last; column++) {
      const cell = cells.get(cellKey(row, column))
      if (!cell || cell.taken) continue
      if (distanceM(latDeg, lonDeg, cell.latDeg, cell.lonDeg) <= withinM) found.push(cell)
    }
  }
  return found
}

/** Takes what lies around the seed, once the centre has settled where its stays are. */
function claim(cells: ReadonlyMap<number, Cell>, seed: Cell): Cell[] {
  let centre: { latDeg: number; lonDeg: number } = seed
  for (let move = 0; move < placing.moves; move++) {
    const members = near(cells, centre, placing.nearM)
    if (members.length === 0) break
    const next = meanOf(members)
    if (next.latDeg === centre.latDeg && next.lonDeg === centre.lonDeg) break
    centre = next
  }
  const own = new Set([seed, ...near(cells, centre, placing.reachM)])
  for (const cell of own) cell.taken = true
  return [...own].sort((a, b) => a.row - b.row || a.column - b.column)
}

function meanOf(cells: readonly Cell[]): { latDeg: number; lonDeg: number; weight: number } {
  const mean = { latDeg: 0, lonDeg: 0, weight: 0 }
  for (const { latDeg, lonDeg, weight } of cells) {
    mean.weight += weight
    mean.latDeg += ((latDeg - mean.latDeg) * weight) / mean.weight
    mean.lonDeg += ((lonDeg - mean.lonDeg) * weight) / mean.weight
  }
  return mean
}

function placeOf(stays: readonly Stay[], cells: readonly Cell[]): Place {
  const { latDeg, lonDeg } = meanOf(cells)
  const own = cells.flatMap((cell) => cell.stays).sort((a, b) => byTime(stays, a, b))
  const first = cells.find((cell) => cell.stays.includes(own[0]!))!
  return {
    id: `${first.row.toString(36)}.${first.column.toString(36)}`,
    latDeg,
    lonDeg,
    visits: own.length,
    totalMs: own.reduce((sum, n) => sum + stays[n]!.endMs - stays[n]!.startMs, 0),
    stays: own,
  }
}
