/** A way to take everything out: one file per export format, one line in the registry. */
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import type { Mode } from '../engine/mode.ts'
import type { FactorSet } from '../footprint/factor.ts'
import { footprint } from '../footprint/footprint.ts'

export interface ExportFormat {
  readonly id: string
  readonly label: string
  readonly extension: string
  readonly mediaType: string
  /** The whole file as text. Trips come with the owner's edits applied; `set` is what their footprints are computed from. */
  write(trips: readonly TripDocument[], set: FactorSet): string
}

/** The mode that was found before the owner or their habits said another; none for what they added themselves. */
export function automaticMode({ mode, detected, isAdded }: SectionDocument): Mode | undefined {
  return isAdded ? undefined : (detected ?? mode)
}

/** Id of the factor that a section's footprint was computed with; none where no factor applies. */
export function factorIdOf({ mode, distanceM }: SectionDocument, set: FactorSet): string | undefined {
  return footprint(mode, distanceM, set).factorId ?? undefined
}
