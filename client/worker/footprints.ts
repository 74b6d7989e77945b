/** Choosing how footprints are computed: seeing first what would change, then saying so, and taking it back. */
import { monthDifferences } from '../../shared/analysis/footprints.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { AppliedChoice } from '../../shared/footprint/applied.ts'
import type { FootprintChoice } from '../../shared/footprint/choice.ts'
import { factorSetById } from '../../shared/footprint/registry.ts'
import type { Vehicle } from '../../shared/footprint/vehicle.ts'
import { isVehicle, mostVehicles } from '../../shared/footprint/vehicle.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { OutputOf, ProposedChoice } from '../vault-protocol.ts'
import type { Sayer } from './corrections.ts'
import { readSettings, writeSettings } from './notes.ts'
import { readTrips } from './view.ts'

/** What the choice would change, month by month. Throws Refusal `bad-request` for a choice that cannot be. */
export async function previewFootprints(
  records: VaultRecords,
  proposed: ProposedChoice,
  sayer: Sayer,
): Promise<OutputOf<'previewFootprints'>> {
  const applied = saidNow(proposed, sayer)
  const before = await readTrips(records, sayer.set)
  const after = await readTrips(records, sayer.set, {
    choose: (history) => [...history, applied],
  })
  return monthDifferences(before.trips, after.trips)
}

/** Makes the choice hold. Throws Refusal `bad-request` for one that cannot be; nothing is then changed. */
export async function applyFootprints(
  records: VaultRecords,
  proposed: ProposedChoice,
  sayer: Sayer,
): Promise<void> {
  const settings = await readSettings(records)
  const footprints = [...settings.footprints, saidNow(proposed, sayer)]
  await writeSettings(records, { ...settings, footprints })
}

/** Takes a choice back. Throws Refusal `not-found` when there is none such. */
export async function undoFootprints(records: VaultRecords, id: string): Promise<void> {
  const settings = await readSettings(records)
  const footprints = settings.footprints.filter((applied) => applied.id !== id)
  if (footprints.length === settings.footprints.length)
    throw new Refusal('not-found', 'No such choice of footprints.')
  await writeSettings(records, { ...settings, footprints })
}

function saidNow({ choice, from }: ProposedChoice, { newId, nowMs }: Sayer): AppliedChoice {
  if (!canBe(choice) || !(from === null || /^\d{4}-\d\d-\d\d$/.test(from)))
    throw new Refusal('bad-request', 'Footprints cannot be computed in this way.')
  return { id: newId(), saidAt: new Date(nowMs).toISOString(), from, choice }
}

function canBe({ set, vehicles, byMode }: FootprintChoice): boolean {
  const isKnown = (id: string): boolean => vehicles.some((vehicle: Vehicle) => vehicle.id === id)
  return (
    factorSetById(set) !== undefined &&
    vehicles.length <= mostVehicles &&
    vehicles.every(isVehicle) &&
    Object.values(byMode).every(isKnown)
  )
}
