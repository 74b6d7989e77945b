/** How many people a study's rules need, from its public parameters alone. */
import type { SparseRule } from '../../shared/research/mechanism/thresholds.ts'
import { fewestPeople } from '../../shared/research/plan.ts'

/** With this chance a row of so many people is published: what a plan calls safe. */
const nearlySure = 0.99

/** The fewest people with whom a rule lets a row through nearly always. */
export const peopleNeeded = (rule: SparseRule): number => fewestPeople(rule, nearlySure)
