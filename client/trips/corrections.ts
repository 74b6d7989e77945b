/** The owner's edits from the page's side: said in one call, undone in one call, told in words. */
import type { Edit } from '../../shared/analysis/edits/registry.ts'
import { hasCorrected, refreshView, view } from '../state.ts'
import { call } from '../vault.ts'
import type { AddedTrip, EditDraft } from '../vault-protocol.ts'

/** What was said at one go: edits of one trip, or of several that are alike. */
export interface Correction {
  readonly id: string
  readonly edits: readonly Edit[]
}

/** Says edits at one go and shows the vault as it then is. Rejects with VaultFailure; then nothing has changed. */
export async function correct(edits: readonly EditDraft[]): Promise<void> {
  await call('correct', { edits })
  hasCorrected.value = true
  await refreshView()
}

/** Adds a trip that was not recorded; its start. */
export async function addTrip(trip: AddedTrip): Promise<string> {
  const { start } = await call('addTrip', trip)
  hasCorrected.value = true
  await refreshView()
  return start
}

/** Takes a correction back and shows the vault as it then is. */
export async function undo({ edits }: Correction): Promise<void> {
  await call('undo', { ids: edits.map(({ id }) => id) })
  await refreshView()
}

/** The corrections in the vault, latest first. */
export function corrections(): Correction[] {
  const batches = Map.groupBy(view.value?.edits ?? [], ({ id, batch }) => batch ?? id)
  return [...batches].map(([id, edits]) => ({ id, edits }))
}
