/** What simulated people do on a day: work, errands, friends, a meal out. Shares and hours are judgement. */
import type { Purpose } from '../../analysis/document.ts'
import { distanceM } from '../../trace/geodesy.ts'
import { exponential, weighted } from '../distributions.ts'
import type { Random } from '../random.ts'
import { communes, doorIn, scattered, townsAround } from './communes.ts'
import { parisForWork } from './far-places.ts'
import type { Journal, Whereabouts } from './journal.ts'
import type { Means, Tastes } from './means.ts'
import { chooseMeans } from './means.ts'
import type { Citizen } from './people.ts'
import { farLegs, legsOf } from './ways.ts'
import type { CityDay } from './year.ts'
import { clockTime } from './year.ts'

/** One day of one person. */
export interface LivedDay {
  readonly who: Citizen
  readonly tastes: Tastes
  readonly day: CityDay
  /** 1 to 12. */
  readonly month: number
  readonly journal: Journal
  readonly random: Random
}

export const parisTime = 'Europe/Paris'
/** Nobody takes longer than this for a way nearby, less in the evening: then they drive, s. */
const patienceS = { day: 9000, evening: 3600 }
const eveningH = 17
/** Whoever is out in the evening goes home by this, hours: every day ends at home, before midnight. */
const lastReturnH = 22.2
/** Who is on the way later than this stays at home for the evening, hours. */
const lastOutingH = 20.5

/** Chooses the means for a way from here. */
function meansTo({ who, tastes, month, journal, random }: LivedDay, to: Whereabouts): Means {
  const { at } = journal
  const away = distanceM(at.latDeg, at.lonDeg, to.latDeg, to.lonDeg)
  // On the road all day means with the car.
  return who.isOnTheRoad ? 'car' : chooseMeans({ tastes, month, distanceM: away }, random)
}

function go(lived: LivedDay, to: Whereabouts, means: Means, purpose: Purpose, hours: number): void {
  const { who, day, journal, random } = lived
  const wanted = legsOf(means, journal.at, to, who, random)
  const seconds = wanted.reduce((sum, leg) => sum + leg.seconds, 0)
  const isEvening = Math.max(hours, hourNow(lived)) > eveningH
  const legs =
    seconds > (isEvening ? patienceS.evening : patienceS.day)
      ? legsOf('car', journal.at, to, who, random)
      : wanted
  journal.travel({ to, legs, departMs: clockTime(day, hours), purpose, timeZone: parisTime })
}

/** The hour by the clock of that day. */
const hourNow = ({ day, journal }: LivedDay): number => 24 - (day.endMs - journal.nowMs) / 3_600_000

/** So long after having arrived, but not in the night. */
const hoursLater = (lived: LivedDay, minutes: number): number =>
  Math.min(lastReturnH, hourNow(lived) + minutes / 60)

/** A day with work or lessons, and perhaps an evening out. */
export function workday(lived: LivedDay): void {
  const { who, day, random } = lived
  if (who.goesToParis && day.weekday === 2) {
    dayInParis(lived)
    return
  }
  if (who.isOnTheRoad) roundOfVisits(lived)
  else if (who.work) dayAtWork(lived, who.work)
  if (random.chance(Math.min(0.8, 0.15 * who.activity))) eveningOut(lived)
}

function dayAtWork(lived: LivedDay, work: Whereabouts): void {
  const { who, day, random } = lived
  const means = meansTo(lived, work)
  const isStudent = who.kind === 'student'
  const school = day.isSchoolHoliday ? undefined : who.school
  const depart = random.between(7.2, isStudent ? 9.8 : 8.9)
  if (school) go(lived, school, means, 'escort', depart)
  go(lived, work, means, isStudent ? 'study' : school ? 'work' : 'commute', depart + (school ? 0.1 : 0))
  if (random.chance(0.22)) lunchOut(lived, work)
  const leave = depart + random.between(8, 9.8)
  if (school && random.chance(0.5)) go(lived, school, means, 'escort', leave)
  if (random.chance(Math.min(0.8, 0.25 * who.activity))) {
    go(lived, who.shop, means, 'shopping', leave)
    go(lived, who.home, means, 'home', hoursLater(lived, random.between(8, 30)))
  } else go(lived, who.home, means, lived.journal.at === work && !isStudent ? 'commute' : 'home', leave)
}

function lunchOut(lived: LivedDay, work: Whereabouts): void {
  const { random } = lived
  const table = scattered(work, 300, random)
  const means = meansTo(lived, table)
  go(lived, table, means, 'meal', random.between(12, 12.6))
  go(lived, work, means, 'work', hoursLater(lived, random.between(25, 55)))
}

/** Customers here and in the towns around, one after the other, by car. */
function roundOfVisits(lived: LivedDay): void {
  const { who, random } = lived
  const visits = Math.floor(random.between(3, 7))
  for (let n = 0; n < visits && hourNow(lived) < 17; n++) {
    const towns = random.chance(0.5) ? townsAround : communes
    const customer = doorIn(towns[Math.floor(random.between(0, towns.length))]!, random)
    const hours = n === 0 ? random.between(7.5, 8.5) : hoursLater(lived, random.between(30, 90))
    go(lived, customer, 'car', 'business', hours)
  }
  go(lived, who.home, 'car', 'home', hoursLater(lived, 30))
}

function dayInParis({ who, day, journal, random }: LivedDay): void {
  const office = scattered(parisForWork, 1500, random)
  const travel = (isOut: boolean, hours: number): void =>
    journal.travel({
      to: isOut ? office : who.home,
      legs: farLegs('train', { home: who.home, far: office, isOut }, random),
      departMs: clockTime(day, hours),
      purpose: isOut ? 'business' : 'home',
      timeZone: parisTime,
    })
  travel(true, random.between(5.8, 6.8))
  travel(false, random.between(16, 17))
}

function eveningOut(lived: LivedDay): void {
  const { who, random } = lived
  if (hourNow(lived) > lastOutingH) return
  const [to, purpose] = weighted<readonly [Whereabouts, Purpose]>(random, [
    [[who.club, 'sport'], 4],
    [[friendOf(who, random), 'visit'], 3],
    [[scattered(who.club, 400, random), 'meal'], 3],
  ])
  const means = meansTo(lived, to)
  go(lived, to, means, purpose, random.between(18.8, 20.4))
  go(lived, who.home, means, 'home', hoursLater(lived, random.between(60, 120)))
}

/** A day without work: some outings, or none. */
export function freeDay(lived: LivedDay): void {
  const { who, day, random } = lived
  const wanted = (day.weekday === 7 ? 1 : 1.35) * who.activity
  const pauseH = 12 / wanted
  for (let hours = 8.5 + exponential(random, pauseH); ; hours += exponential(random, pauseH)) {
    const start = Math.max(hours, hoursLater(lived, 20))
    if (start > lastOutingH) return
    outing(lived, start)
  }
}

function outing(lived: LivedDay, hours: number): void {
  const { who, day, random } = lived
  const isShopping = day.weekday < 7 || hours < 12
  const [to, purpose, minutes] = weighted<readonly [Whereabouts, Purpose, number]>(random, [
    [[who.shop, 'shopping', 15], isShopping ? 42 : 5],
    [[who.mall, 'shopping', 55], isShopping ? 9 : 0],
    [[scattered(who.shop, 500, random), 'errand', 20], day.weekday < 6 ? 16 : 4],
    [[friendOf(who, random), 'visit', 110], 13],
    [[who.club, 'sport', 80], 12],
    [[scattered(who.home, 700, random), 'leisure', 30], 12],
    [[outOfTown(random), 'leisure', 150], hours < 15 ? (day.isOff ? 8 : 2) : 0],
  ])
  const means = meansTo(lived, to)
  go(lived, to, means, purpose, hours)
  const back = (): number => hoursLater(lived, minutes * random.between(0.6, 1.5))
  if (hourNow(lived) < 18 && random.chance(0.2) && to !== who.shop)
    go(lived, who.shop, means, 'shopping', back())
  go(lived, who.home, means, 'home', back())
}

const friendOf = ({ friends }: Citizen, random: Random): Whereabouts =>
  friends[Math.floor(random.between(0, friends.length))]!

/** Not Niort: nobody goes there for the sea. */
const outOfTown = (random: Random): Whereabouts =>
  doorIn(townsAround[Math.floor(random.between(0, townsAround.length - 1))]!, random)
