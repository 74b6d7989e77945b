/** The modes that a section may have been made with. */
import type { SectionDocument } from '../../shared/analysis/document.ts'
import type { Mode } from '../../shared/engine/mode.ts'

export interface Candidate {
  readonly mode: Mode
  /** Probability, 0 to 1. */
  readonly share: number
}

/** What rounds to 0 % says nothing. */
const leastShare = 0.005

/** The candidates of a section, likeliest first. */
export function candidatesOf({ probabilities }: SectionDocument): Candidate[] {
  // The document's probabilities are by mode.
  return (Object.entries(probabilities) as [Mode, number][])
    .map(([mode, share]) => ({ mode, share }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share)
}
