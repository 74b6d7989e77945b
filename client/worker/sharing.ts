/** Links that show a snapshot of trips: made, listed and taken back by the owner, opened by whoever has one. */
import type { ApiCall } from '../../shared/api/client.ts'
import { shareBytes } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { outgoing } from '../../shared/exports/export.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import type { ShareChoice } from '../../shared/sharing/snapshot.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { InputOf, OutputOf } from '../vault-protocol.ts'
import { readShareNotes, writeShareNotes } from './notes.ts'
import { readTrips } from './view.ts'

/**
 * What a link would show: nothing near a private place, whatever was chosen. With hidden ends, home and work are hidden
 * wherever a trip passes them.
 */
export async function previewShare(
  records: VaultRecords,
  choice: ShareChoice,
): Promise<OutputOf<'previewShare'>> {
  const { chosenTrips, snapshotOf } = await import('../../shared/sharing/snapshot.ts')
  const { circlesAround, endsOf } = await import('../../shared/sharing/hidden.ts')
  const { trips, places, placeEdits } = await readTrips(records, defaultFactorSet)
  const homeAndWork = places.filter(({ role }) => role !== undefined)
  const spots = [...homeAndWork, ...chosenTrips(trips, choice).flatMap(endsOf)]
  // The circles are those of the true ends: what is left near a private place would else be taken for one.
  return snapshotOf(
    outgoing(trips, places, placeEdits),
    choice,
    circlesAround(spots, chance),
    defaultFactorSet,
  )
}

/** Seals the snapshot and hands the server the ciphertext; the key leaves the worker in the link alone. */
export async function addShare(
  api: ApiCall,
  openRecords: () => Promise<VaultRecords>,
  { snapshot, days }: InputOf<'addShare'>,
): Promise<OutputOf<'addShare'>> {
  const { sealShare } = await import('../../shared/sharing/sealed-share.ts')
  const { id, key, sealed } = sealShare(await ready(), snapshot)
  if (sealed.length > shareBytes) throw new Refusal('too-large', 'This is more than a link can show.')
  const { expiresAt } = await api('addShare', { body: { id, days, sealed } })
  const { shares } = await api('shares')
  const known = new Set(shares.map((share) => share.id))
  const records = await openRecords()
  const kept = (await readShareNotes(records)).filter((note) => known.has(note.id))
  const { from, to, trips } = snapshot
  await writeShareNotes(records, [...kept, { id, from, to, trips: trips.length }])
  return { path: `/shared/${id}#${key}`, expiresAt }
}

/** The links that still open, latest first. */
export async function listShares(api: ApiCall, records: VaultRecords): Promise<OutputOf<'shares'>> {
  const { shares } = await api('shares')
  const notes = new Map((await readShareNotes(records)).map((note) => [note.id, note]))
  return shares.map((share) => ({ ...share, about: notes.get(share.id) ?? null })).reverse()
}

/** Throws Refusal `not-found` for a link that is gone, `bad-vault-data` for one that is not whole. */
export async function openShare(
  api: ApiCall,
  { id, key }: InputOf<'openShare'>,
): Promise<OutputOf<'openShare'>> {
  const { openShare: open } = await import('../../shared/sharing/sealed-share.ts')
  const { sealed, expiresAt } = await api('openShare', { parts: { id } })
  return { snapshot: open(await ready(), { id, key, sealed }), expiresAt }
}

/** By the browser's own generator: who could tell the shift of a circle could tell what it hides. */
const chance = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32
