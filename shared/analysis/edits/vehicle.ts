/** Which of the owner's vehicles a section was made with; null lets stand what their choices say of its mode. */
import type { Vehicle } from '../../footprint/vehicle.ts'
import { isVehicle } from '../../footprint/vehicle.ts'
import type { Said, SectionKind } from './edit.ts'
import { EditFault } from './edit.ts'
import { needSome, overlaps, spanOf } from './span.ts'

export interface VehicleEdit extends Said {
  readonly kind: 'vehicle'
  /** A copy, as it was then: what is said later of the vehicle does not change what was said of this section. */
  readonly vehicle: Vehicle | null
}

/** The figure follows when footprints are laid over trips: which parts count is the owner's choice. */
export const vehicleKind: SectionKind<VehicleEdit> = {
  apply: (section, { vehicle }) => (vehicle === null ? section : { ...section, vehicle }),
  check(trips, edit) {
    needSome(trips, (trip) => overlaps(spanOf(edit), spanOf(trip)))
    if (edit.vehicle !== null && !isVehicle(edit.vehicle))
      throw new EditFault('edit-amount', 'A vehicle has a name and takes what its fuel says.')
  },
}
