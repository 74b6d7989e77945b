/** The owner's vehicles, and which mode each stands for. */
import { useRef, useState } from 'preact/hooks'
import type { Vehicle, VehicleMode } from '../../../shared/footprint/vehicle.ts'
import { mostVehicles, vehicleModes } from '../../../shared/footprint/vehicle.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { counted, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import type { DraftProps } from './choice-form.tsx'
import { VehicleForm } from './vehicle-form.tsx'

export function Vehicles({ draft, onDraft }: DraftProps) {
  const text = words().footprints
  const heading = useRef<HTMLParagraphElement>(null)
  const [edited, setEdited] = useState<Vehicle | 'new' | null>(null)
  /** The button that had the focus is gone then. */
  const close = (): void => {
    setEdited(null)
    heading.current?.focus()
  }
  const keep = (vehicle: Vehicle): void => {
    const isKnown = draft.vehicles.some(({ id }) => id === vehicle.id)
    const vehicles = isKnown
      ? draft.vehicles.map((each) => (each.id === vehicle.id ? vehicle : each))
      : [...draft.vehicles, vehicle]
    onDraft({ ...draft, vehicles })
    close()
  }
  const remove = ({ id }: Vehicle): void => {
    const byMode = Object.fromEntries(Object.entries(draft.byMode).filter(([, vehicle]) => vehicle !== id))
    onDraft({ ...draft, vehicles: draft.vehicles.filter((each) => each.id !== id), byMode })
    close()
  }
  return (
    <>
      <p ref={heading} tabIndex={-1}>
        {text.vehiclesText}
      </p>
      {draft.vehicles.length > 0 && (
        <ul class="history" data-testid="vehicles">
          {draft.vehicles.map((vehicle) => (
            <VehicleRow
              key={vehicle.id}
              vehicle={vehicle}
              onChange={() => setEdited(vehicle)}
              onRemove={() => remove(vehicle)}
            />
          ))}
        </ul>
      )}
      {edited === null && draft.vehicles.length < mostVehicles && (
        <button type="button" class="minor" onClick={() => setEdited('new')}>
          {text.addVehicle}
        </button>
      )}
      {edited !== null && (
        <VehicleForm
          key={edited === 'new' ? 'new' : edited.id}
          vehicle={edited === 'new' ? null : edited}
          onKeep={keep}
          onCancel={close}
        />
      )}
      {draft.vehicles.length > 0 && <Defaults draft={draft} onDraft={onDraft} />}
    </>
  )
}

function VehicleRow(props: { vehicle: Vehicle; onChange: () => void; onRemove: () => void }) {
  const { name, fuel, litresPer100Km, kwhPer100Km, people } = props.vehicle
  const text = words().footprints
  const amounts = [
    ...(litresPer100Km > 0 ? [fill(text.litresPer100, { amount: number(litresPer100Km) })] : []),
    ...(kwhPer100Km > 0 ? [fill(text.kwhPer100, { amount: number(kwhPer100Km) })] : []),
  ]
  return (
    <li data-testid="vehicle-row">
      <div>
        <p>{name}</p>
        <p class="quiet">{[text.fuels[fuel], ...amounts, counted(text.usuallyAboard, people)].join(' · ')}</p>
      </div>
      <div class="buttons-tight">
        <button
          type="button"
          class="minor"
          aria-label={fill(text.changeThis, { name })}
          onClick={props.onChange}
        >
          {text.change}
        </button>
        <button
          type="button"
          class="minor"
          aria-label={fill(text.removeThis, { name })}
          onClick={props.onRemove}
        >
          {words().common.remove}
        </button>
      </div>
    </li>
  )
}

/** Which vehicle each mode stands for, where trips say nothing else. */
function Defaults({ draft, onDraft }: DraftProps) {
  const text = words().footprints
  const choose = (mode: VehicleMode, id: string): void => {
    const { [mode]: _, ...others } = draft.byMode
    onDraft({ ...draft, byMode: id === '' ? others : { ...others, [mode]: id } })
  }
  return (
    <div class="choices-row">
      {vehicleModes.map((mode) => (
        <SelectField
          key={mode}
          label={fill(text.defaultOf, { mode: words().modes[mode] })}
          value={draft.byMode[mode] ?? ''}
          onValue={(id) => choose(mode, id)}
          choices={[['', text.meanVehicle], ...draft.vehicles.map(({ id, name }) => [id, name] as const)]}
        />
      ))}
    </div>
  )
}
