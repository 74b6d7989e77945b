/** What places are called: by their role when one is suggested, else by their rank among the places. */
import { view } from './state.ts'
import { fill, number } from './words/speak.ts'
import { words } from './words/words.ts'

/** The name of the place with this id; ids of trips and habits always have one. */
export function placeName(id: string): string {
  const rank = view.value?.places.findIndex((place) => place.id === id) ?? -1
  return roleName(id) ?? fill(words().habits.numbered, { number: number(rank + 1) })
}

/** The name of the place with this id if it has one of its own, and not just a number. */
export function roleName(id: string): string | undefined {
  const role = view.value?.places.find((place) => place.id === id)?.role
  return role && words().habits[role]
}
