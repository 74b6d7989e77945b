/** What a person of La Rochelle does on a day: work, lunch, errands, friends, weekends by train or at the beach. */
import type { LocalDay } from './calendar.ts'
import type { Diary } from './diary.ts'
import type { Spot } from './geography-of-la-rochelle.ts'
import { homes, railways, spots, workplaces } from './geography-of-la-rochelle.ts'
import { arrivalOf, backByTrain, byBus, byTrain, direct, loop, station } from './legs.ts'
import type { Leg } from './movement.ts'
import type { Random } from './random.ts'

/** Whose days these are. */
export interface Person {
  readonly home: Spot
  readonly work: Spot
  readonly canteen: Spot
}

/** A person with a home and a workplace of their own, chosen by the draw. */
export function personOf(random: Random): Person {
  const { work, canteen } = workplaces[Math.floor(random.between(0, workplaces.length))]!
  const home = homes[Math.floor(random.between(0, homes.length))]!
  return { home, work, canteen }
}

type Means = 'bicycle' | 'bus' | 'car'

/** Writes one day into the diary; it starts and ends at home. */
export function liveDay(diary: Diary, person: Person, day: LocalDay, random: Random): void {
  if (day.weekday <= 5) workday(diary, person, day, random)
  else if (day.weekday === 6) saturday(diary, person, day, random)
  else sunday(diary, person, day, random)
}

function go(diary: Diary, to: Spot, means: Means | 'walking' | 'running', random: Random): void {
  const legs: Leg[] = means === 'bus' ? byBus(diary.spot, to, random) : direct(means, diary.spot, to)
  diary.travel(legs, to, random)
}

/** Bicycle 45 %, bus 30 %, car 25 %: more bicycles than the survey of 2022 found, so that each mode is well seen. */
function meansOfTheDay(random: Random): Means {
  const draw = random.between(0, 1)
  return draw < 0.45 ? 'bicycle' : draw < 0.75 ? 'bus' : 'car'
}

function workday(diary: Diary, person: Person, day: LocalDay, random: Random): void {
  const means = meansOfTheDay(random)
  diary.stayUntil(day.at(random.between(7.5, 8.5)))
  go(diary, person.work, means, random)
  if (random.chance(0.8)) {
    diary.stayUntil(day.at(random.between(12, 12.4)))
    go(diary, person.canteen, 'walking', random)
    diary.stayFor(random.between(30, 50))
    go(diary, person.work, 'walking', random)
  }
  diary.stayUntil(day.at(random.between(17, 18.2)))
  if (means !== 'bus' && random.chance(0.35)) {
    go(diary, spots.grocer, means, random)
    diary.stayFor(random.between(12, 25))
  }
  go(diary, person.home, means, random)
  evening(diary, person, day, random)
}

function evening(diary: Diary, person: Person, day: LocalDay, random: Random): void {
  const draw = random.between(0, 1)
  if (draw > 0.4) return
  diary.stayUntil(day.at(random.between(19.4, 20)))
  if (draw < 0.15) {
    run(diary, random)
    return
  }
  const means = draw < 0.3 ? 'bicycle' : 'car'
  go(diary, draw < 0.25 ? spots.friend : spots.cinema, means, random)
  diary.stayFor(random.between(80, 130))
  go(diary, person.home, means, random)
}

/** A loop from home and back, by way of the market or the grocer's street. */
function run(diary: Diary, random: Random): void {
  const home = diary.spot
  const turn = random.chance(0.5) ? spots.market : spots.grocer
  diary.travel(loop('running', home, turn), home, random)
}

function saturday(diary: Diary, person: Person, day: LocalDay, random: Random): void {
  const means = random.chance(0.5) ? 'bicycle' : 'walking'
  diary.stayUntil(day.at(random.between(9.5, 11)))
  go(diary, spots.market, means, random)
  diary.stayFor(random.between(25, 60))
  go(diary, person.home, means, random)
  if (random.chance(0.6)) {
    diary.stayUntil(day.at(random.between(14.5, 16)))
    go(diary, spots.mall, random.chance(0.3) ? 'bus' : 'car', random)
    diary.stayFor(random.between(40, 100))
    go(diary, person.home, 'car', random)
  }
  evening(diary, person, day, random)
}

function sunday(diary: Diary, person: Person, day: LocalDay, random: Random): void {
  const draw = random.between(0, 1)
  diary.stayUntil(day.at(random.between(9.5, 11)))
  if (draw < 0.5) trainTrip(diary, person, random)
  else if (draw < 0.85) {
    go(diary, spots.beach, 'car', random)
    diary.stayFor(random.between(150, 280))
    go(diary, person.home, 'car', random)
  } else run(diary, random)
}

function trainTrip(diary: Diary, person: Person, random: Random): void {
  const railway = railways[random.chance(0.6) ? 0 : 1]!
  const onFoot = random.chance(0.4)
  const way = (from: Spot, to: Spot): Leg[] =>
    onFoot ? direct('walking', from, to) : byBus(from, to, random)
  diary.travel(byTrain(way(person.home, station), railway, random), arrivalOf(railway), random)
  diary.stayFor(random.between(120, 240))
  diary.travel(backByTrain(railway, way(station, person.home), random), person.home, random)
}
