/** Taking what the owner says of places into the vault, and out again. */
import type { Spot } from '../../shared/analysis/edits/edit.ts'
import type { OwnPlace, Veil } from '../../shared/analysis/place-edits/edit.ts'
import { mostVeilM, usualRadiusM } from '../../shared/analysis/place-edits/limits.ts'
import type { PlaceEdit } from '../../shared/analysis/place-edits/registry.ts'
import { checkPlaceEdit } from '../../shared/analysis/place-edits/registry.ts'
import { oldestFirst } from '../../shared/analysis/place-edits.ts'
import { ownPlaces } from '../../shared/analysis/places.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { distanceM } from '../../shared/trace/geodesy.ts'
import { tripsChunks } from '../../shared/vault/chunks.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { PlaceSay } from '../vault-protocol.ts'
import type { Sayer } from './corrections.ts'
import { readPlaceEdits, writePlaceEdits } from './notes.ts'

interface PlaceSayer extends Pick<Sayer, 'nowMs' | 'newId'> {
  /** A whole number from 0 to below `below`, which nobody can foresee. */
  random(below: number): number
}

/** Adds what is said. Throws EditFault or Refusal, with nothing changed, when it means nothing to the places there are. */
export async function addPlaceEdits(
  records: VaultRecords,
  says: readonly PlaceSay[],
  sayer: PlaceSayer,
): Promise<void> {
  const stays = [...(await tripsChunks(records)).values()].flatMap((chunk) => chunk.stays)
  const before = await readPlaceEdits(records)
  const edits = [...before]
  for (const say of says) {
    const places = ownPlaces(stays, edits)
    const place = placeWith(places, say.place)
    const edit = editOf(say, { places, place, edits, sayer })
    checkPlaceEdit(places, place, edit)
    edits.push(edit)
  }
  await writePlaceEdits(records, edits)
}

/** Takes back what was said. Throws Refusal `not-found` when one of it is not in the vault. */
export async function removePlaceEdits(records: VaultRecords, ids: readonly string[]): Promise<void> {
  const edits = await readPlaceEdits(records)
  const gone = new Set(ids)
  const kept = edits.filter(({ id }) => !gone.has(id))
  if (kept.length + gone.size !== edits.length) throw new Refusal('not-found', 'Nothing such was said.')
  await writePlaceEdits(records, kept)
}

interface Saying {
  readonly places: readonly OwnPlace[]
  readonly place: OwnPlace
  readonly edits: readonly PlaceEdit[]
  readonly sayer: PlaceSayer
}

function editOf(say: PlaceSay, saying: Saying): PlaceEdit {
  const { places, place, edits, sayer } = saying
  const latest = oldestFirst(edits).at(-1)
  // What is said last must count as last, also where a clock went back.
  const saidMs = Math.max(sayer.nowMs, latest ? Date.parse(latest.editedAt) + 1 : 0)
  const said = { id: sayer.newId(), spot: spotOf(place), editedAt: new Date(saidMs).toISOString() }
  switch (say.kind) {
    case 'name':
      return { ...said, kind: 'name', name: say.name }
    case 'role':
      return { ...said, kind: 'role', role: say.role }
    case 'radius':
      return { ...said, kind: 'radius', radiusM: say.radiusM }
    case 'private':
      return { ...said, kind: 'private', veil: say.isPrivate ? veilFor(saying) : null }
    case 'join':
      return { ...said, kind: 'join', into: spotOf(placeWith(places, say.into)) }
    case 'dismiss':
      return { ...said, kind: 'dismiss' }
  }
}

function placeWith(places: readonly OwnPlace[], id: string): OwnPlace {
  const place = places.find((each) => each.id === id)
  if (!place) throw new Refusal('not-found', 'No such place.')
  return place
}

const spotOf = ({ lat, lon }: OwnPlace): Spot => ({ lat, lon })

/** The veil that the place had before, as two circles would say more than one; else a new one. */
function veilFor({ place, edits, sayer }: Saying): Veil {
  const before = edits.findLast(
    (edit) =>
      edit.kind === 'private' &&
      edit.veil !== null &&
      distanceM(edit.spot.lat, edit.spot.lon, place.lat, place.lon) <= usualRadiusM,
  )
  if (before?.kind === 'private' && before.veil) return before.veil
  for (;;) {
    const [northM, eastM] = [0, 1].map(() => sayer.random(2 * mostVeilM + 1) - mostVeilM)
    if (Math.hypot(northM!, eastM!) <= mostVeilM) return { northM: northM!, eastM: eastM! }
  }
}
