/** Learns a mode map: who of those who labelled their ways passed each place by what. */
import { clean } from '../../shared/engine/clean.ts'
import { mapping } from '../../shared/engine/context-thresholds.ts'
import type { Knots } from '../../shared/engine/knots.ts'
import { gather } from '../../shared/engine/knots.ts'
import type { ModeMap } from '../../shared/engine/model/mode-map.ts'
import { placesAlong } from '../../shared/engine/model/mode-map.ts'
import { classCount, modelClasses } from '../../shared/engine/model/mode-model.ts'
import type { Collection, Label, Recording } from './labelled.ts'
import { classOf } from './labelled.ts'

/** How often one person passed each place by each class, `mapping.mostPassages` times at most. */
export type Passages = ReadonlyMap<number, Uint8Array>

/** The passages of each person of the collections that tell of places; of what was recorded twice, the fuller recording counts. */
export function passagesBy(collections: readonly Collection[]): Map<string, Passages> {
  const people = new Map<string, Map<number, Uint8Array>>()
  for (const collection of collections)
    if (collection.tellsPlaces)
      for (const recording of collection.recordings()) {
        const key = `${collection.name}: ${recording.person}`
        const known = people.get(key) ?? new Map<number, Uint8Array>()
        people.set(key, known)
        for (const [place, counts] of passagesOf(recording)) {
          const before = known.get(place)
          known.set(
            place,
            before === undefined ? counts : counts.map((count, c) => Math.max(count, before[c]!)),
          )
        }
      }
  return people
}

function passagesOf({ trace, labels }: Recording): Map<number, Uint8Array> {
  const knots = gather(clean(trace).kept)
  const passages = new Map<number, Uint8Array>()
  for (const label of labels) {
    const labelled = classOf(label.mode)
    if (labelled === undefined) continue
    const c = modelClasses.indexOf(labelled)
    for (const place of placesAlong(knots, ...knotsOf(knots, label))) {
      const counts = passages.get(place) ?? new Uint8Array(classCount)
      counts[c] = Math.min(mapping.mostPassages, counts[c]! + 1)
      passages.set(place, counts)
    }
  }
  return passages
}

/** The first and the last knot within a label. */
function knotsOf({ timeMs }: Knots, { startMs, endMs }: Label): [number, number] {
  const from = timeMs.findIndex((each) => each >= startMs)
  const last = timeMs.findLastIndex((each) => each <= endMs)
  return from < 0 ? [0, 0] : [from, Math.max(from, last)]
}

/** The map of what people passed, without the places of few. */
export function mapOf(people: Iterable<Passages>): ModeMap {
  const all = new Map<number, { people: number; passages: Uint8Array }>()
  for (const person of people)
    for (const [place, counts] of person) {
      const known = all.get(place) ?? { people: 0, passages: new Uint8Array(classCount) }
      known.people++
      known.passages = known.passages.map((sum, c) => Math.min(255, sum + counts[c]!))
      all.set(place, known)
    }
  const kept = [...all].filter(([, known]) => known.people >= mapping.leastPeople).sort(([a], [b]) => a - b)
  const passages = new Uint8Array(kept.length * classCount)
  for (const [n, [, known]] of kept.entries()) passages.set(known.passages, n * classCount)
  return { places: Float64Array.from(kept, ([place]) => place), passages }
}
