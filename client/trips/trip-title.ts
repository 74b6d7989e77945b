/** What each trip is called and what is said of it, in the language on screen. */
import { computed } from '@preact/signals'
import { mainModeOf } from '../../shared/analysis/figures.ts'
import type { TitlePlace } from '../../shared/analysis/titles.ts'
import { titleOf } from '../../shared/analysis/titles.ts'
import { properName } from '../places/place-name.ts'
import { towns } from '../places/towns.ts'
import { view } from '../state.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { capital, day, fill } from '../words/speak.ts'
import { words } from '../words/words.ts'

type Say = (trip: ShownTrip) => string

/** Says something of each trip once. */
function once(say: Say): Say {
  const known = new WeakMap<ShownTrip, string>()
  return (trip) => {
    const said = known.get(trip) ?? say(trip)
    known.set(trip, said)
    return said
  }
}

/** Names trips; made anew when places, towns or language change. */
export const tripTitle = computed(() => {
  const text = words()
  const townAt = typeof towns.value === 'function' ? towns.value : () => undefined
  const places = new Map<string, TitlePlace>(
    view.value?.places.map(({ id, lat, lon }) => [id, { name: properName(id), lat, lon }]),
  )
  return once((trip) => {
    if (trip.name !== undefined) return trip.name
    const title = titleOf(trip, (id) => places.get(id), townAt)
    if (title.kind === 'between') return fill(text.trips.titleBetween, { from: title.from, to: title.to })
    if (title.kind === 'round') return fill(text.trips.titleRound, { name: title.name })
    if (title.kind === 'within') return fill(text.trips.titleWithin, { name: title.name })
    const mode = text.modes[mainModeOf(trip.sections)]
    return fill(text.trips.titleUnnamed, { mode: capital(mode), start: trip.localStart })
  })
})

/** What a search looks through: title, places, note, modes, lines, purpose and day. */
export const tripWords = computed(() => {
  const text = words()
  const title = tripTitle.value
  return once((trip) => {
    const modes = trip.sections.map(({ mode, line }) => `${text.modes[mode]} ${line ?? ''}`)
    const ends = [trip.from, trip.to].map((id) => (id && properName(id)) ?? '')
    const purpose = text.purposes[trip.purpose ?? 'none']
    return [title(trip), ...ends, trip.note ?? '', ...modes, purpose, day(trip.localDay)].join(' ')
  })
})
