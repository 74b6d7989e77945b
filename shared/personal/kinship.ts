/**
 * How much a lesson has to say on a section, 0 to 1. Two things make it of the same kind: the same way between the same
 * places, at a like time and speed; or, for what people ride or walk by their own strength or their own two wheels, their
 * own speed wherever it was. And the engine must have seen much the same in both.
 */
import type { Mode } from '../engine/mode.ts'
import { modes } from '../engine/mode.ts'
import { isWeekend, minutesApart } from './clock.ts'
import type { Lesson, Scene } from './lessons.ts'
import { likeness, sameShare } from './path.ts'

/** Judgements; each is full weight up to a limit, then falls off as a normal law does. */
const kinds = {
  /** Clock times up to this far apart are the same habit, minutes; another time of the day still says something. */
  minutes: 90,
  leastByTime: 0.3,
  /** A working day says half of what a free day is like. */
  otherDay: 0.5,
  /** Logs of speed on the same way: up to 10 % apart, traffic and lights; beyond, another vehicle. */
  waySpeed: 0.1,
  waySpeedSpread: 0.12,
  /** Logs of a person's own speed: 8 % apart from day to day; e-bikes are a third faster than bicycles. */
  ownSpeed: 0.08,
  ownSpeedSpread: 0.12,
  /** A way with one end in common must be more alike, and says half. */
  oneEndLikeness: 0.8,
  oneEnd: 0.5,
  /** How much less the engine believed in what the owner said, against what it found, than in the lesson; logs. */
  belief: 0.7,
  beliefSpread: 0.7,
  /** Least probability that beliefs are compared from: below it the engine says nothing. */
  leastBelief: 0.005,
} as const

/** Families in which the speed is the person's own, and so tells their modes apart anywhere. */
const ownSpeedFamilies: readonly string[] = ['foot', 'cycle', 'two-wheeler']

/** Weight of a lesson for a section on the same way; 0 when it is another. */
export function weightByWay(lesson: Lesson, section: Scene): number {
  const { scene } = lesson
  const ends = endsInCommon(scene, section)
  if (ends === 0) return 0
  const weight = ends * byTime(scene, section) * bySpeed(scene, section) * byBelief(lesson, section)
  if (weight < 0.01) return 0
  const path = scene.path()
  const alike = likeness(path, section.path(path.cellM))
  return alike >= (ends === 1 ? sameShare : kinds.oneEndLikeness) ? weight : 0
}

/** Weight of a lesson for a section by the owner's own speed; 0 between modes that speed cannot tell apart. */
export function weightBySpeed(lesson: Lesson, section: Scene): number {
  if (!isOwnSpeed(lesson) || modes[section.detected].family !== modes[lesson.said].family) return 0
  const apart = Math.abs(Math.log(ratio(lesson.scene, section)))
  return fallOff(apart, kinds.ownSpeed, kinds.ownSpeedSpread) * byBelief(lesson, section)
}

/** Whether the owner spoke of their own speed: between modes of one family, in which it is. */
export function isOwnSpeed({ scene, said, isExplicit }: Lesson): boolean {
  const { family } = modes[said]
  return isExplicit && modes[scene.detected].family === family && ownSpeedFamilies.includes(family)
}

function endsInCommon(a: Scene, b: Scene): number {
  const isFrom = a.from !== undefined && a.from === b.from
  const isTo = a.to !== undefined && a.to === b.to
  if (isFrom && isTo) return 1
  return isFrom || isTo ? kinds.oneEnd : 0
}

function byTime(a: Scene, b: Scene): number {
  const apart = minutesApart(a.moment.minute, b.moment.minute)
  const byClock = Math.max(kinds.leastByTime, fallOff(apart, kinds.minutes, kinds.minutes))
  return isWeekend(a.moment) === isWeekend(b.moment) ? byClock : byClock * kinds.otherDay
}

function bySpeed(a: Scene, b: Scene): number {
  return fallOff(Math.abs(Math.log(ratio(a, b))), kinds.waySpeed, kinds.waySpeedSpread)
}

/** Standing still has no logarithm. */
const ratio = (a: Scene, b: Scene): number => Math.max(0.1, a.speedMps) / Math.max(0.1, b.speedMps)

/** A ride of which the engine is surer than it was of the lesson's is another kind of ride. */
function byBelief({ scene, said }: Lesson, section: Scene): number {
  const belief = (of: Scene, mode: Mode): number =>
    Math.log(Math.max(kinds.leastBelief, of.probabilities[mode] ?? 0))
  const odds = (of: Scene): number => belief(of, said) - belief(of, section.detected)
  return fallOff(odds(scene) - odds(section), kinds.belief, kinds.beliefSpread)
}

function fallOff(value: number, limit: number, spread: number): number {
  const beyond = Math.max(0, value - limit) / spread
  return Math.exp(-(beyond * beyond) / 2)
}
