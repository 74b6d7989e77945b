/** With which of the owner's vehicles each section was made, and what that changes. */
import { useEffect, useState } from 'preact/hooks'
import { isVehicleMode } from '../../../shared/footprint/vehicle.ts'
import { useAction } from '../../parts/action.ts'
import type { Choice } from '../../parts/choice-fields.tsx'
import { SelectField } from '../../parts/choice-fields.tsx'
import { Problem } from '../../parts/status.tsx'
import { status, view } from '../../state.ts'
import { correct } from '../../trips/corrections.ts'
import { tellSection } from '../../trips/telling.ts'
import { call } from '../../vault.ts'
import type { EditDraft, OutputOf, ShownTrip } from '../../vault-protocol.ts'
import { co2e, fill } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

export function VehicleForm({ trip }: { trip: ShownTrip }) {
  const text = words().correct
  const hasVehicles = (view.value?.settings.vehicles.length ?? 0) > 0
  return (
    <>
      <p>{hasVehicles ? text.vehicleText : text.noVehicles}</p>
      {trip.sections.map(({ mode, vehicle, start }, at) =>
        isVehicleMode(mode) && (hasVehicles || vehicle) ? (
          <SectionVehicle key={start} trip={trip} at={at} />
        ) : null,
      )}
      <p>
        <a href="/footprints">{words().footprints.link}</a>
      </p>
    </>
  )
}

function SectionVehicle({ trip, at }: { trip: ShownTrip; at: number }) {
  const section = trip.sections[at]!
  const [chosen, setChosen] = useState(section.vehicle?.id ?? '')
  const { busy, problem, run } = useAction()
  const text = words().correct
  const known = view.value?.settings.vehicles ?? []
  const isGone = section.vehicle && !known.some(({ id }) => id === section.vehicle?.id)
  const vehicles = isGone ? [...known, section.vehicle!] : known
  const vehicle = vehicles.find(({ id }) => id === chosen) ?? null
  const { start, end } = section
  const draft: EditDraft = { kind: 'vehicle', start, end, timeZone: trip.timeZone, vehicle }
  const difference = useDifference(draft, trip)
  const save = async (): Promise<void> => {
    await correct([draft])
    status.value = words().common.saved
  }
  return (
    <>
      <SelectField
        label={tellSection(trip, at)}
        value={chosen}
        onValue={setChosen}
        choices={[['', text.vehicleUnsaid], ...vehicles.map(({ id, name }): Choice => [id, name])]}
      />
      <p role="status" data-testid="vehicle-difference">
        {difference &&
          fill(text.vehicleChanges, {
            before: co2e(trip.co2eKg),
            after: co2e(Math.max(0, trip.co2eKg + difference.afterKg - difference.beforeKg)),
          })}
      </p>
      <button type="button" disabled={busy} onClick={() => run(save)}>
        {text.save}
      </button>
      <Problem code={problem} />
    </>
  )
}

/** What the edit would change; null while that is not known. */
function useDifference(draft: EditDraft & { kind: 'vehicle' }, trip: ShownTrip) {
  const [difference, setDifference] = useState<OutputOf<'previewEdits'> | null>(null)
  useEffect(() => {
    let isCurrent = true
    setDifference(null)
    call('previewEdits', { edits: [draft] }).then(
      (found) => {
        if (isCurrent) setDifference(found)
      },
      () => setDifference(null),
    )
    return () => {
      isCurrent = false
    }
  }, [draft.vehicle?.id, trip])
  return difference
}
