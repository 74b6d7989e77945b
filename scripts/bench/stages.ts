/** The engine's steps one by one: how long each takes on a trace. */
import { stayDocuments, tripDocuments } from '../../shared/analysis/documents.ts'
import { withOwnSplit } from '../../shared/analysis/modal-split.ts'
import { locate } from '../../shared/analysis/places.ts'
import { clean } from '../../shared/engine/clean.ts'
import { journeysOf } from '../../shared/engine/journeys.ts'
import { gather } from '../../shared/engine/knots.ts'
import { classifySoon } from '../../shared/engine/model/grove.ts'
import { classCount } from '../../shared/engine/model/mode-model.ts'
import { shippedModel } from '../../shared/engine/model/shipped-model.ts'
import { segment } from '../../shared/engine/segment.ts'
import { findStays } from '../../shared/engine/stays.ts'
import { staying } from '../../shared/engine/thresholds.ts'
import type { Found } from '../../shared/engine/ways.ts'
import { findWays, lookAt } from '../../shared/engine/ways.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import type { Trace } from '../../shared/trace/trace.ts'

/** The shortest of at least so many runs counts, and short work is run again for this long, until it is compiled. */
const runs = 3
const warmMs = 500

/** Time of the shortest run of `work`, ms: what the machine can do when nothing else wants it. */
export function best(work: () => void, times = runs): number {
  const startMs = performance.now()
  let shortest = Number.POSITIVE_INFINITY
  for (let run = 0; run < times || (times > 1 && performance.now() - startMs < warmMs); run++) {
    const start = performance.now()
    work()
    shortest = Math.min(shortest, performance.now() - start)
  }
  return shortest
}

/** Time of each step in ms, in the order in which they are taken. */
export function stageTimes(trace: Trace): Readonly<Record<string, number>> {
  const model = shippedModel()
  const found = findWays(trace, model.pauseMin)
  const { kept } = found.cleaned
  const segmentation = segment(trace, model)
  const documents = () =>
    [stayDocuments(segmentation), tripDocuments(segmentation, defaultFactorSet)] as const
  const [stays, trips] = documents()
  const cleanMs = best(() => clean(trace))
  const knotsMs = best(() => gather(kept))
  const staysMs = best(() => findStays(found.knots))
  const windowsMs = best(() => lookAtAll(found))
  const modelMs = judgingMs(found)
  const journeysMs = best(() => Array.from(journeysOf(found, model)).length)
  const segmentMs = best(() => segment(trace, model))
  return {
    clean: cleanMs,
    knots: knotsMs,
    stays: staysMs,
    'windows and their features': windowsMs,
    'model on windows': modelMs,
    'decode, stops': Math.max(0, journeysMs - windowsMs - modelMs),
    'sections and their model': Math.max(0, segmentMs - cleanMs - knotsMs - staysMs - journeysMs),
    documents: best(documents),
    'own modal split': best(() => withOwnSplit(trips, defaultFactorSet)),
    places: best(() => locate(stays, trips)),
  }
}

/** Windows of a trace. */
export function windowCount(trace: Trace): number {
  let count = 0
  const found = findWays(trace, staying.pauseMin)
  for (const span of found.ways) count += lookAt(found.cleaned.kept, found.knots, span).windows.length
  return count
}

function lookAtAll({ cleaned, knots, ways }: Found): void {
  for (const span of ways) lookAt(cleaned.kept, knots, span)
}

/** Time that the forest takes for all windows, way by way; their features are made beforehand. */
function judgingMs({ cleaned, knots, ways }: Found): number {
  const { windows: forest } = shippedModel()
  const all = ways.map((span) => lookAt(cleaned.kept, knots, span).windows)
  return best(() => {
    for (const { features, length } of all)
      classifySoon(forest, features, length, new Float32Array(length * classCount))
  })
}
