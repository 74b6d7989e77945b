/** A way to take everything out: one file per export format, one line in the registry. */
import type { PlaceDocument, SectionDocument, TripDocument } from '../analysis/document.ts'
import type { PlaceEdit } from '../analysis/place-edits/registry.ts'
import { hiddenZones, withoutHidden } from '../analysis/privacy.ts'
import type { Mode } from '../engine/mode.ts'
import type { FactorSet } from '../footprint/factor.ts'
import { footprint } from '../footprint/footprint.ts'

export interface ExportFormat {
  readonly id: string
  readonly label: string
  readonly extension: string
  readonly mediaType: string
  /**
   * The whole file as text. Trips come with the owner's edits applied, as `outgoing` leaves them; `set` is what their
   * footprints are computed from.
   */
  write(trips: readonly TripDocument[], set: FactorSet): string
}

/**
 * The trips as they may leave the vault: their ends with the names that the owner gave them, or `home` and `work`, and
 * nothing of what lies near a private place.
 */
export function outgoing<T extends TripDocument>(
  trips: readonly T[],
  places: readonly PlaceDocument[],
  edits: readonly PlaceEdit[],
): T[] {
  const names = new Map(places.map(({ id, name, role }) => [id, name ?? role]))
  const named = trips.map((trip): T => {
    const [fromName, toName] = [trip.from, trip.to].map((id) =>
      id === undefined ? undefined : names.get(id),
    )
    return { ...trip, ...(fromName && { fromName }), ...(toName && { toName }) }
  })
  return withoutHidden(named, places, hiddenZones(places, edits))
}

/** The mode that was found before the owner or their habits said another; none for what they added themselves. */
export function automaticMode({ mode, detected, isAdded }: SectionDocument): Mode | undefined {
  return isAdded ? undefined : (detected ?? mode)
}

/**
 * Ids of the factor that a section's footprint was computed with, which no section has where none applies, and of its set:
 * by the owner's choice where one was laid over the section, else by `set`.
 */
export function factorUsed(section: SectionDocument, set: FactorSet): { factor?: string; set: string } {
  const { basis } = section
  if (basis) return { factor: basis.factor, set: basis.set }
  const factor = factorIdOf(section, set)
  return { ...(factor !== undefined && { factor }), set: set.id }
}

/** Id of the factor of `set` for a section; none where no factor applies. */
export function factorIdOf({ mode, distanceM }: SectionDocument, set: FactorSet): string | undefined {
  return footprint(mode, distanceM, set).factorId ?? undefined
}
