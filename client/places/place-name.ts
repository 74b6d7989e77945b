/** What places are called: as their owner says, else by their role, else by their rank among the places. */
import { view } from '../state.ts'
import { fill, number } from '../words/speak.ts'
import { words } from '../words/words.ts'

/** The name of the place with this id; ids of trips and habits always have one. */
export function placeName(id: string): string {
  const rank = view.value?.places.findIndex((place) => place.id === id) ?? -1
  return properName(id) ?? fill(words().habits.numbered, { number: number(rank + 1) })
}

/** The name of the place with this id if it has one of its own, and not just a number. */
export function properName(id: string): string | undefined {
  const place = view.value?.places.find((each) => each.id === id)
  return place?.name ?? (place?.role && words().habits[place.role])
}
