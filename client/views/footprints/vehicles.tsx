/** The owner's vehicles, and which mode each stands for. */
import { useRef, useState } from 'preact/hooks'
import type { Vehicle, VehicleMode } from '../../../shared/footprint/vehicle.ts'
import { mostVehicles, vehicleModes } from '../../../shared/footprint/vehicle.ts'
import { useAction } from '../../parts/action.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { Problem } from '../../parts/status.tsx'
import { refreshView, status } from '../../state.ts'
import { call } from '../../vault.ts'
import { counted, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'
import type { DraftProps } from './choice-form.tsx'
import { VehicleForm } from './vehicle-form.tsx'

/** The list; what is changed in it is kept at once, and changes no footprint by itself. */
export function Vehicles({ vehicles }: { vehicles: readonly Vehicle[] }) {
  const text = words().footprints
  const { busy, problem, run } = useAction()
  const lead = useRef<HTMLParagraphElement>(null)
  const [edited, setEdited] = useState<Vehicle | 'new' | null>(null)
  /** The button that had the focus is gone then. */
  const close = (): void => {
    setEdited(null)
    lead.current?.focus()
  }
  const save = (changed: readonly Vehicle[]): Promise<void> =>
    run(async () => {
      await call('saveSettings', { vehicles: changed })
      await refreshView()
      status.value = words().common.saved
      close()
    })
  const keep = (vehicle: Vehicle): void => {
    const others = vehicles.map((each) => (each.id === vehicle.id ? vehicle : each))
    void save(others.includes(vehicle) ? others : [...others, vehicle])
  }
  return (
    <>
      <p ref={lead} tabIndex={-1}>
        {text.vehiclesText}
      </p>
      {vehicles.length > 0 && (
        <ul class="history" data-testid="vehicles">
          {vehicles.map((vehicle) => (
            <VehicleRow
              key={vehicle.id}
              vehicle={vehicle}
              onChange={() => setEdited(vehicle)}
              onRemove={() => void save(vehicles.filter(({ id }) => id !== vehicle.id))}
            />
          ))}
        </ul>
      )}
      {edited === null && vehicles.length < mostVehicles && (
        <button type="button" class="minor" disabled={busy} onClick={() => setEdited('new')}>
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
      <Problem code={problem} />
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
export function DefaultVehicles({ draft, onDraft, vehicles }: DraftProps & { vehicles: readonly Vehicle[] }) {
  const text = words().footprints
  const choose = (mode: VehicleMode, id: string): void => {
    const { [mode]: _, ...others } = draft.byMode
    onDraft({ ...draft, byMode: id === '' ? others : { ...others, [mode]: id } })
  }
  return (
    <div class="choices-row vehicle-defaults">
      {vehicleModes.map((mode) => (
        <SelectField
          key={mode}
          label={fill(text.defaultOf, { mode: words().modes[mode] })}
          value={draft.byMode[mode] ?? ''}
          onValue={(id) => choose(mode, id)}
          choices={[['', text.meanVehicle], ...vehicles.map(({ id, name }) => [id, name] as const)]}
        />
      ))}
    </div>
  )
}
