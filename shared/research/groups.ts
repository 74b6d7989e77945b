/** How coarse research sees a trip: eight groups of modes, four bands of the day, workdays and weekends. */
import type { Mode, ModeFamily } from '../engine/mode.ts'
import { modes } from '../engine/mode.ts'

/** Groups of modes, in the order of the vectors. */
export const modeGroups = ['walk', 'cycle', 'car', 'two-wheeler', 'bus', 'rail', 'air', 'other'] as const
export type ModeGroup = (typeof modeGroups)[number]

const groupOfFamily: Readonly<Record<ModeFamily, ModeGroup>> = {
  foot: 'walk',
  cycle: 'cycle',
  car: 'car',
  'two-wheeler': 'two-wheeler',
  'road-transit': 'bus',
  rail: 'rail',
  air: 'air',
  water: 'other',
  unknown: 'other',
}

/** Place of a mode's group in the vectors. */
export const groupIndexOf = (mode: Mode): number => modeGroups.indexOf(groupOfFamily[modes[mode].family])

/** Hours of the day at which bands start, at the place: the last band runs into the night. */
export const bandStartHours = [5, 9, 16, 20] as const
export const bands = ['05-09', '09-16', '16-20', '20-05'] as const
export const dayTypes = ['workday', 'weekend'] as const

/** Place of an hour of the day (0 to 23) among the bands. */
export function bandIndexOf(hour: number): number {
  const at = bandStartHours.findLastIndex((start) => hour >= start)
  return at < 0 ? bands.length - 1 : at
}
