/** What recorded each trip: asked of the vault once a filter wants it, and again once the vault has changed. */
import { failureText } from '../parts/failure.ts'
import { failureCode, status, tripFilter, tripSources, view } from '../state.ts'
import { call } from '../vault.ts'
import type { ShownSource, ShownTrip } from '../vault-protocol.ts'
import { fill, number } from '../words/speak.ts'
import { words } from '../words/words.ts'

let knownOf: readonly ShownTrip[] | undefined

/** Finds out what recorded the trips on screen. Where that cannot be read now, the filter asks for no phone any more. */
export async function findSources(): Promise<void> {
  const trips = view.value?.trips
  if (trips === knownOf && tripSources.value !== null) return
  try {
    tripSources.value = await call('tripSources')
    knownOf = trips
  } catch (failure) {
    tripFilter.value = { ...tripFilter.value, source: null }
    status.value = failureText(failureCode(failure))
  }
}

/** What a source is called, `place` being its number among all. */
export function sourceName({ name }: ShownSource, place: number): string {
  const text = words().trips.filter
  if (name === null) return text.files
  return name === '' ? fill(text.goneSource, { number: number(place) }) : name
}
