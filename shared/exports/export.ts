/** A way to take everything out: one file per export format, one line in the registry. */
import type { TripDocument } from '../analysis/document.ts'

export interface ExportFormat {
  readonly id: string
  readonly label: string
  readonly extension: string
  readonly mediaType: string
  /** The whole file as text. Trips come with the owner's edits applied. */
  write(trips: readonly TripDocument[]): string
}
