/** The choices of footprints that the owner applied, in the order of saying, and which of them holds when. */
import type { FootprintChoice } from './choice.ts'
import { plainChoice } from './choice.ts'
import { defaultFactorSet } from './registry.ts'

/** A choice in force. */
export interface AppliedChoice {
  readonly id: string
  /** ISO 8601. */
  readonly saidAt: string
  /** Day of the first trip that it holds for, as 2026-05-04; null for all. */
  readonly from: string | null
  readonly choice: FootprintChoice
}

/** The choice said last: what the owner sees as theirs. */
export function choiceNow(history: readonly AppliedChoice[]): FootprintChoice {
  return history.at(-1)?.choice ?? plainChoice(defaultFactorSet.id)
}

/** The choice for a trip of `day`; undefined where none holds. */
export function choiceOf(history: readonly AppliedChoice[], day: string): FootprintChoice | undefined {
  return history.findLast(({ from }) => from === null || from <= day)?.choice
}
