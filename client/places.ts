/** What places are called: by their role when one is suggested, else by their rank among the places. */
import { view } from './state.ts'
import { fill, number } from './words/speak.ts'
import { words } from './words/words.ts'

/** The name of the place with this id; ids of trips and habits always have one. */
export function placeName(id: string): string {
  const text = words().habits
  const places = view.value?.places ?? []
  const rank = places.findIndex((place) => place.id === id)
  const role = places[rank]?.role
  return role ? text[role] : fill(text.numbered, { number: number(rank + 1) })
}
