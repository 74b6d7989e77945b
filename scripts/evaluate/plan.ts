/** What one evaluation is made of. */
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'

export interface Plan {
  /** Folders of the collections; undefined where there is none. */
  readonly geolife: string | undefined
  readonly mobilitynet: string | undefined
  /** The model that is measured. */
  readonly model: ModeModel
  /** How many groups GeoLife's people are dealt out to; as many as people is leaving one out. */
  readonly folds: number
  /** Groups that journeys and days, and in the leaky split labels, are dealt out to. */
  readonly smallFolds: number
  /** Boosting rounds of the models trained here. */
  readonly rounds: number
  /** Simulated days: trained on by the models trained here, and measured on. */
  readonly trainingDays: number
  readonly days: number
  readonly python: string
  readonly log: (line: string) => void
}
