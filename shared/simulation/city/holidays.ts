/** Holidays away from the simulated city: who leaves when, where to, and what they do there. Shares are judgement. */
import { weighted } from '../distributions.ts'
import type { Random } from '../random.ts'
import { scattered } from './communes.ts'
import type { LivedDay } from './days.ts'
import { parisTime } from './days.ts'
import { inFrance, overseas } from './far-places.ts'
import type { Citizen } from './people.ts'
import type { FarPlace } from './ways.ts'
import { farLegs, leg } from './ways.ts'
import type { CityMonth } from './year.ts'
import { clockTime } from './year.ts'

/** Days away, both the one of leaving and the one of coming back among them; they lie in one month. */
export interface Holiday {
  /** Days of the month, from 0. */
  readonly first: number
  readonly last: number
  readonly by: 'car' | 'train' | 'plane'
  /** Where they sleep. */
  readonly lodging: FarPlace
}

/** Chance of leaving in another month with school holidays. */
const otherChance = 0.12

/** The holiday that somebody takes in that month, if any: most in August, some in other school holidays. */
export function drawHoliday(who: Citizen, month: CityMonth, random: Random): Holiday | undefined {
  const isAugust = month.number === 8
  if (!random.chance(isAugust ? who.augustChance : otherChance)) return undefined
  const length = Math.floor(isAugust ? random.between(5, 15) : random.between(3, 8))
  const firsts = month.days
    .map((_, first) => first)
    .filter((first) => month.days[first]!.isSchoolHoliday && month.days[first + length - 1]?.isSchoolHoliday)
  const first = firsts[Math.floor(random.between(0, firsts.length))]
  if (first === undefined) return undefined
  const by = weighted<Holiday['by']>(random, [
    ['car', 64],
    ['train', 22],
    ['plane', 14],
  ])
  const places = by === 'plane' ? overseas : inFrance
  const place = places[Math.floor(random.between(0, places.length))]!
  return { first, last: first + length - 1, by, lodging: { ...place, ...scattered(place, 1500, random) } }
}

/** Leaves, comes back, or, between, goes for a walk there. */
export function holidayDay(lived: LivedDay, holiday: Holiday, dayOfMonth: number): void {
  const { journal, random, day, who } = lived
  const { lodging, by, first, last } = holiday
  if (dayOfMonth > first && dayOfMonth < last) {
    walkThere(lived, lodging)
    return
  }
  const isOut = dayOfMonth === first
  journal.travel({
    to: isOut ? lodging : who.home,
    legs: farLegs(by, { home: who.home, far: lodging, isOut }, random),
    departMs: clockTime(day, random.between(7.5, 10.5)),
    purpose: isOut ? 'holiday' : 'home',
    timeZone: isOut ? parisTime : lodging.timeZone,
  })
}

function walkThere({ journal, random, day }: LivedDay, lodging: FarPlace): void {
  if (random.chance(0.4)) return
  const sight = scattered(lodging, 900, random)
  const departMs = clockTime(day, random.between(9.5, 17))
  const walk = { purpose: 'holiday', timeZone: lodging.timeZone } as const
  journal.travel({ ...walk, to: sight, legs: [leg('walking', lodging, sight, random)], departMs })
  const backMs = journal.nowMs + Math.round(random.between(30, 150)) * 60_000
  journal.travel({ ...walk, to: lodging, legs: [leg('walking', sight, lodging, random)], departMs: backMs })
}
