/**
 * A simulated city: people of the agglomeration of La Rochelle with homes, work, habits and seasons, and every trip of
 * theirs, as their vaults would hold them. For tests, for the demo, and to choose what a study may ask.
 */
import type { PlaceDocument } from '../../analysis/document.ts'
import { seededRandom } from '../random.ts'
import type { LivedMonth } from './months.ts'
import { liveMonth } from './months.ts'
import { drawCitizen } from './people.ts'
import { placesOf } from './places.ts'
import { cityMonth } from './year.ts'
import type { ZoneList } from './zones.ts'
import { zoneAt } from './zones.ts'

export interface CityOptions {
  readonly seed: number
  /** How many people. */
  readonly people: number
  /** As 2026-05, in order. */
  readonly months: readonly string[]
  /** Zones in which to say where they live and work. */
  readonly zones: ZoneList
}

/** One person of the city with all that their vault would know. */
export interface CityPerson {
  /** Counts from 0. */
  readonly number: number
  /** Ids of the zones that they live and work in; absent outside all zones, or without work. */
  readonly homeZone?: string
  readonly workZone?: string
  /** Those visited in these months, most visited first; home and work say so. */
  readonly places: readonly PlaceDocument[]
  readonly months: readonly LivedMonth[]
}

/**
 * Simulates the people one after the other. A person's month hangs on the seed, their number and the month alone: a larger
 * city starts with the smaller one. Throws RangeError for a count of people that is no whole number, and for months that
 * are none, come twice or not in order.
 */
export function* simulateCity({ seed, people, months: names, zones }: CityOptions): Generator<CityPerson> {
  if (!(Number.isInteger(people) && people >= 0)) throw new RangeError('People come in whole numbers.')
  if (names.length === 0) throw new RangeError('A city is simulated for one month at least.')
  if (names.some((name, n) => n > 0 && name <= names[n - 1]!))
    throw new RangeError('Months must come in order, each once.')
  const months = names.map(cityMonth)
  const random = seededRandom(seed)
  for (let number = 0; number < people; number++) {
    const own = random.fork(`person ${number}`)
    const who = drawCitizen(number, own.fork('who'))
    const lived = months.map((month) => liveMonth(who, month, own.fork(month.name)))
    const homeZone = zoneAt(zones, who.home)
    const workZone = who.work && zoneAt(zones, who.work)
    yield {
      number,
      ...(homeZone !== undefined && { homeZone }),
      ...(workZone !== undefined && { workZone }),
      places: placesOf(
        who,
        lived.flatMap(({ stays }) => stays),
        months,
      ),
      months: lived,
    }
  }
}
