/** What each trip is called on screen, in the language on screen. */
import { computed } from '@preact/signals'
import { mainModeOf } from '../shared/analysis/figures.ts'
import { titleOf } from '../shared/analysis/titles.ts'
import { roleName } from './places.ts'
import { towns } from './towns.ts'
import type { ShownTrip } from './vault-protocol.ts'
import { fill } from './words/speak.ts'
import { words } from './words/words.ts'

/** Names trips; each is named once for as long as places, towns and language stay. */
export const tripTitle = computed(() => {
  const text = words()
  const townAt = typeof towns.value === 'function' ? towns.value : () => undefined
  const known = new WeakMap<ShownTrip, string>()
  const made = (trip: ShownTrip): string => {
    const title = titleOf(trip, roleName, townAt)
    if (title.kind === 'between') return fill(text.trips.titleBetween, { from: title.from, to: title.to })
    if (title.kind === 'round') return fill(text.trips.titleRound, { name: title.name })
    if (title.kind === 'within') return fill(text.trips.titleWithin, { name: title.name })
    const mode = text.modes[mainModeOf(trip.sections)]
    return fill(text.trips.titleUnnamed, { mode, start: trip.localStart })
  }
  return (trip: ShownTrip): string => {
    const title = known.get(trip) ?? made(trip)
    known.set(trip, title)
    return title
  }
})
