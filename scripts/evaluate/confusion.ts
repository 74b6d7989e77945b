/** How long each true class was told as which, and the scores that follow from it. */
import type { Mode } from '../../shared/engine/mode.ts'
import { modelClasses } from '../../shared/engine/model/mode-model.ts'
import { classOf } from '../train/labelled.ts'

/** What can be true or said; only `none`, no section there at all, and `unknown` are never true. */
export const kinds = [...modelClasses, 'plane', 'boat', 'unknown', 'none'] as const
export type Kind = (typeof kinds)[number]
const kindCount = kinds.length

/** Seconds, at `truth * kinds.length + said`. */
export type Confusion = Float64Array

export const emptyConfusion = (): Confusion => new Float64Array(kindCount * kindCount)

/** The kind that a mode counts as. */
export function kindOf(mode: Mode | undefined): Kind {
  if (mode === undefined) return 'none'
  if (mode === 'plane') return 'plane'
  return mode === 'ferry' ? 'boat' : (classOf(mode) ?? 'unknown')
}

/** Adds `seconds` during which `truth` was told as `said`. */
export function count(confusion: Confusion, truth: Kind, said: Kind, seconds: number): void {
  confusion[kinds.indexOf(truth) * kindCount + kinds.indexOf(said)]! += seconds
}

/** Adds `other` to `confusion`. */
export function merge(confusion: Confusion, other: Confusion): void {
  for (let n = 0; n < other.length; n++) confusion[n]! += other[n]!
}

/** Seconds during which `truth` was told as `said`. */
export const secondsOf = (confusion: Confusion, truth: Kind, said: Kind): number =>
  confusion[kinds.indexOf(truth) * kindCount + kinds.indexOf(said)]!

/** How well one class is told, shares from 0 to 1; NaN where nothing was true, or said. */
export interface ClassScore {
  readonly name: string
  readonly hours: number
  readonly recall: number
  readonly precision: number
  readonly f1: number
}

/** Scores over some classes: share of time told right, mean F1 of the classes that occurred, and each class. */
export interface Scores {
  readonly accuracy: number
  readonly macroF1: number
  readonly classes: readonly ClassScore[]
}

/** Bus, car and rail as one. */
const motorised: readonly Kind[] = ['bus', 'car', 'rail']
const groupings = {
  five: modelClasses.map((name) => ({ name, members: [name] as readonly Kind[] })),
  three: [
    { name: 'walk', members: ['walk'] as readonly Kind[] },
    { name: 'bike', members: ['bike'] as readonly Kind[] },
    { name: 'motorised', members: motorised },
  ],
} as const

/**
 * Scores over five classes (walk, bike, bus, car, rail) or three (bus, car and rail as one), by time. Planes and boats are
 * left out where they are true, and wrong where they are said; `none` and `unknown` are wrong.
 */
export function scoresOf(confusion: Confusion, grouping: keyof typeof groupings): Scores {
  const groups: readonly { name: string; members: readonly Kind[] }[] = groupings[grouping]
  const between = (truths: readonly Kind[], saids: readonly Kind[]): number =>
    sum(truths.map((truth) => sum(saids.map((said) => secondsOf(confusion, truth, said)))))
  const scored = groups.flatMap(({ members }) => members)
  const classes = groups.map(({ name, members }) => {
    const right = between(members, members)
    const truth = between(members, kinds)
    const said = between(scored, members)
    const f1 = truth === 0 ? Number.NaN : (2 * right) / (truth + said)
    return { name, hours: truth / 3600, recall: right / truth, precision: right / said, f1, right }
  })
  const known = classes.filter(({ f1 }) => !Number.isNaN(f1))
  return {
    accuracy: sum(classes.map(({ right }) => right)) / between(scored, kinds),
    macroF1: sum(known.map(({ f1 }) => f1)) / known.length,
    classes,
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
