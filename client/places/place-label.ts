/** A place as it is told from others in a list: by its name, or by its number and town. */
import type { VaultView } from '../vault-protocol.ts'
import { fill } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { placeName, properName } from './place-name.ts'
import { towns } from './towns.ts'

export function placeLabel({ id, lat, lon }: VaultView['places'][number]): string {
  const place = placeName(id)
  const townAt = towns.value
  const town = typeof townAt === 'function' && properName(id) === undefined ? townAt(lat, lon) : undefined
  return town ? fill(words().trips.placeIn, { place, town }) : place
}
