/** The whole way from a trace to the analysis document. */
import type { Aids } from '../engine/aids.ts'
import { shippedModel } from '../engine/model/shipped-model.ts'
import { segment } from '../engine/segment.ts'
import type { FactorSet } from '../footprint/factor.ts'
import type { Trace } from '../trace/trace.ts'
import type { AnalysisDocument } from './document.ts'
import { stayDocuments, tripDocuments } from './documents.ts'
import { withOwnSplit } from './modal-split.ts'
import { locate } from './places.ts'

/** What happened before the trace was whole: fixes read, and those that never became part of it. */
export interface ReadCounts {
  readonly read: number
  readonly invalid: number
  readonly duplicate: number
}

/** Analyses a trace. Of the fixes read, each is kept or counted under one reason. */
export function analyse(trace: Trace, counts: ReadCounts, set: FactorSet, aids: Aids = {}): AnalysisDocument {
  const model = aids.model ?? shippedModel()
  const segmentation = segment(trace, model, aids.network)
  const { kept, dropped, reasons } = segmentation
  const stays = stayDocuments(segmentation)
  const { places, trips: found } = locate(stays, tripDocuments(segmentation, set))
  const { trips } = withOwnSplit(found, set)
  return {
    schema: 'sillage/analysis@1',
    engine: { model: model.id },
    factors: { id: set.id, label: set.label, year: set.year },
    fixes: {
      read: counts.read,
      kept: kept.length,
      dropped: {
        ...dropped,
        duplicate: dropped.duplicate + counts.duplicate,
        invalid: dropped.invalid + counts.invalid,
      },
      reasons,
    },
    stays,
    trips,
    places,
  }
}
