/** What is found in a whole trace, as `sillage analyse` tells it: by the engine, in the light of the person's own split. */

import { judgedBySplit } from '../../shared/engine/modal-split.ts'
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import { segment } from '../../shared/engine/segment.ts'
import type { Section, Trip } from '../../shared/engine/segmentation.ts'
import type { Trace } from '../../shared/trace/trace.ts'

/** The trips of a trace. */
export function tripsIn(trace: Trace, model: ModeModel): Trip[] {
  const { trips } = segment(trace, model)
  const sections = trips.flatMap((trip) => trip.sections)
  const judged = inOwnLight(sections)
  let next = 0
  return trips.map((trip) => ({ ...trip, sections: trip.sections.map(() => judged[next++]!) }))
}

/** The sections of one person, each with the mode that their own split gives it. */
export function inOwnLight(sections: readonly Section[]): Section[] {
  const { judgements } = judgedBySplit(
    sections.map(({ startMs, endMs, probabilities, evidence, line }) => ({
      seconds: (endMs - startMs) / 1000,
      probabilities,
      isOpen: evidence.decidedBy === 'model' && line === undefined,
    })),
  )
  return sections.map((section, n) => ({ ...section, ...judgements[n] }))
}
