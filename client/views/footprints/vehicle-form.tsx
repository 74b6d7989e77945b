/** One vehicle: what it is called, what it runs on, how much of it, and who is usually aboard. */
import { useState } from 'preact/hooks'
import type { Fuel, Size, Vehicle } from '../../../shared/footprint/vehicle.ts'
import {
  fuels,
  isVehicle,
  longestVehicleName,
  mostPer100Km,
  mostSeats,
  sizes,
  takes,
  typicalPer100Km,
} from '../../../shared/footprint/vehicle.ts'
import { SelectField } from '../../parts/choice-fields.tsx'
import { TextField } from '../../parts/fields.tsx'
import { typedNumber } from '../../parts/typed-number.ts'
import { counted, fill, number } from '../../words/speak.ts'
import { words } from '../../words/words.ts'

interface Typed {
  readonly name: string
  readonly fuel: Fuel
  readonly litres: string
  readonly kwh: string
  readonly people: number
}

interface VehicleFormProps {
  /** Null for a new one. */
  readonly vehicle: Vehicle | null
  readonly onKeep: (vehicle: Vehicle) => void
  readonly onCancel: () => void
}

export function VehicleForm({ vehicle, onKeep, onCancel }: VehicleFormProps) {
  const text = words().footprints
  const [typed, setTyped] = useState<Typed>(() => typedOf(vehicle))
  const [tried, setTried] = useState(false)
  const read = readTyped(typed, vehicle?.id ?? crypto.randomUUID())
  const wrongAmount = fill(text.amountWrong, { most: number(mostPer100Km) })
  const amountError = (of: string): string | undefined =>
    tried && !isAmount(typedNumber(of)) ? wrongAmount : undefined
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (isVehicle(read)) onKeep(read)
  }
  return (
    <form class="inset" onSubmit={submit} noValidate data-testid="vehicle-form">
      <TextField
        label={text.vehicleName}
        value={typed.name}
        maxLength={longestVehicleName}
        onValue={(name) => setTyped({ ...typed, name })}
        error={tried && typed.name.trim() === '' ? text.nameMissing : undefined}
      />
      <SelectField
        label={text.fuel}
        value={typed.fuel}
        onValue={(value) => setTyped({ ...typed, fuel: fuels.find((fuel) => fuel === value) ?? 'petrol' })}
        choices={fuels.map((fuel) => [fuel, text.fuels[fuel]])}
      />
      <SizeField typed={typed} onTyped={setTyped} />
      {takes[typed.fuel].litres && (
        <TextField
          label={text.litres}
          value={typed.litres}
          maxLength={6}
          onValue={(litres) => setTyped({ ...typed, litres })}
          error={amountError(typed.litres)}
        />
      )}
      {takes[typed.fuel].kwh && (
        <TextField
          label={text.kwh}
          value={typed.kwh}
          maxLength={6}
          onValue={(kwh) => setTyped({ ...typed, kwh })}
          error={amountError(typed.kwh)}
        />
      )}
      <SelectField
        label={text.people}
        hint={text.peopleHint}
        value={String(typed.people)}
        onValue={(value) => setTyped({ ...typed, people: Number(value) })}
        choices={Array.from({ length: mostSeats }, (_, n) => [
          String(n + 1),
          counted(words().correct.people, n + 1),
        ])}
      />
      <div class="buttons">
        <button type="submit">{text.keepVehicle}</button>
        <button type="button" class="minor" onClick={onCancel}>
          {words().common.cancel}
        </button>
      </div>
    </form>
  )
}

/** Fills the amount in for who knows the size only. */
function SizeField({ typed, onTyped }: { typed: Typed; onTyped: (typed: Typed) => void }) {
  const text = words().footprints
  const typical = typicalPer100Km[typed.fuel]
  if (!typical) return null
  const field = typed.fuel === 'electric' ? 'kwh' : 'litres'
  const chosen = sizes.find((size) => typical[size] === typedNumber(typed[field]))
  const choose = (size: Size | undefined): void =>
    onTyped({ ...typed, [field]: size === undefined ? '' : number(typical[size]) })
  return (
    <SelectField
      label={text.size}
      hint={text.sizeHint}
      value={chosen ?? ''}
      onValue={(value) => choose(sizes.find((size) => size === value))}
      choices={[['', text.sizeOwn], ...sizes.map((size) => [size, text.sizes[size]] as const)]}
    />
  )
}

const isAmount = (amount: number | undefined): boolean =>
  amount !== undefined && amount > 0 && amount <= mostPer100Km

function typedOf(vehicle: Vehicle | null): Typed {
  if (vehicle === null) return { name: '', fuel: 'petrol', litres: '', kwh: '', people: 1 }
  const { name, fuel, litresPer100Km, kwhPer100Km, people } = vehicle
  const shown = (amount: number): string => (amount === 0 ? '' : number(amount))
  return { name, fuel, litres: shown(litresPer100Km), kwh: shown(kwhPer100Km), people }
}

/** What was typed; an amount that is none is NaN, which no vehicle takes. */
function readTyped({ name, fuel, litres, kwh, people }: Typed, id: string): Vehicle {
  const amount = (typed: string, isTaken: boolean): number =>
    isTaken ? (typedNumber(typed) ?? Number.NaN) : 0
  return {
    ...{ id, name: name.trim(), fuel, people },
    litresPer100Km: amount(litres, takes[fuel].litres),
    kwhPer100Km: amount(kwh, takes[fuel].kwh),
  }
}
