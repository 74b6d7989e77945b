/**
 * Between which zones people go: each marks the pairs that they go most often between, whether once or forty times, and
 * no more than the study's number of pairs. A vector holds origin and destination of each pair as places in the zones'
 * order, lowest first, filled up with −1, so that all are of one length.
 */
import type { OwnMonth } from '../own-month.ts'
import type { StudyDefinition, TableSetting } from '../study.ts'
import type { SparseTable } from './table.ts'

const noZone = -1

function pairsOf({ pairs }: TableSetting): number {
  if (pairs === undefined) throw new RangeError('a table of flows has a number of pairs')
  return pairs
}

export const flows: SparseTable = {
  id: 'flows',
  kind: 'sparse',
  unit: 'people',
  length: (setting) => 2 * pairsOf(setting),
  sensitivity: pairsOf,
  contribute: (month, setting) => {
    const most = mostTaken(month).slice(0, pairsOf(setting))
    const pairs = most.map(([pair]) => pair).sort(byZones)
    const vector = pairs.flat()
    while (vector.length < 2 * pairsOf(setting)) vector.push(noZone)
    return vector
  },
  problem: (vector, _setting, study) => problemOf(pairsIn(vector), study),
  marked: (vector) =>
    pairsIn(vector).flatMap((pair) => (pair[0] === noZone ? [] : [pair.map(digits).join('>')])),
  cellOf: (marked, zoneIds) => {
    const [from, to] = marked.split('>').map((place) => zoneIds[Number(place)])
    if (from === undefined || to === undefined)
      throw new RangeError('a flow is between two zones of the study')
    return { origin_zone: from, dest_zone: to }
  },
}

type Pair = readonly [number, number]

const digits = (place: number): string => String(place).padStart(4, '0')
const byZones = (a: Pair, b: Pair): number => a[0] - b[0] || a[1] - b[1]

function mostTaken({ trips, withHome }: OwnMonth): [Pair, number][] {
  const taken = new Map<string, [Pair, number]>()
  for (const { from, to, isOfHome } of trips) {
    if (from === undefined || to === undefined || (isOfHome && !withHome)) continue
    const known = taken.get(`${from}>${to}`)
    if (known) known[1]++
    else taken.set(`${from}>${to}`, [[from, to], 1])
  }
  return [...taken.values()].sort((a, b) => b[1] - a[1] || byZones(a[0], b[0]))
}

function pairsIn(vector: readonly number[]): Pair[] {
  return Array.from({ length: vector.length / 2 }, (_, n) => [vector[2 * n]!, vector[2 * n + 1]!] as const)
}

function problemOf(pairs: readonly Pair[], { zones }: StudyDefinition): string | undefined {
  const isZone = (place: number) => place >= 0 && place < zones.count
  const filled = pairs.filter(([from, to]) => from !== noZone || to !== noZone)
  if (!filled.every(([from, to]) => isZone(from) && isZone(to))) return 'a pair is of two zones of the study'
  if (pairs.slice(0, filled.length).some(([from]) => from === noZone)) return 'filling comes last'
  const isOrdered = filled.every((pair, n) => n === 0 || byZones(filled[n - 1]!, pair) < 0)
  return isOrdered ? undefined : 'each pair comes once, lowest first'
}
