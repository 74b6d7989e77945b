/**
 * What a study could publish, told beforehand: from the number of people who may take part, the tables, ε and k, and from
 * how many people of a simulated city go between which zones. Nobody's data is needed, so that it costs no privacy.
 */
import { mostErrorPoints, predictedErrorPoints } from './estimates.ts'
import { halfWidth95 } from './mechanism/laplace.ts'
import type { SparseRule } from './mechanism/thresholds.ts'
import { publishProbability, thresholdOf } from './mechanism/thresholds.ts'
import { gateRule, scaleOf, sparseRule } from './release.ts'
import type { StudyDefinition, TableSetting } from './study.ts'
import { epsilonPerMonthMilli } from './study.ts'
import type { TableId } from './tables/ids.ts'
import { tables } from './tables/registry.ts'

/** Parameters that a plan needs of a study. */
export type Planned = Pick<
  StudyDefinition,
  'tables' | 'minParticipants' | 'k' | 'deltaExponent' | 'epsilonTotalMilli'
>

export interface Plan {
  readonly people: number
  readonly epsilonPerMonthMilli: number
  /** How many months the study can pay for. */
  readonly months: number
  readonly gate: {
    /** Noisy number of people from which a month is released. */
    readonly needed: number
    /** Chance that a month with so many people is released. */
    readonly probability: number
    /** Fewest people with whom it is released 99 times of 100. */
    readonly peopleNeeded: number
  }
  readonly tables: readonly TablePlan[]
  readonly advice: readonly Advice[]
}

export type TablePlan =
  | { readonly kind: 'count'; readonly id: TableId; readonly halfWidth: number }
  | {
      readonly kind: 'shares'
      readonly id: TableId
      /** Expected error of the whole split, points of 100 (total variation). */
      readonly errorPoints: number
      readonly isTooNoisy: boolean
      /** Fewest people with whom it is shown as a result. */
      readonly peopleNeeded: number
    }
  | {
      readonly kind: 'sums'
      readonly id: TableId
      readonly unit: string
      /** Noise of one cell per person, with a chance of 95 %. */
      readonly halfWidthPerPerson: number
    }
  | {
      readonly kind: 'rows'
      readonly id: TableId
      readonly threshold: number
      /** Rows to expect, and the share of what people marked that they hold. */
      readonly rows: number
      readonly share: number
    }

/** What would make the study better; words are the caller's. */
export type Advice =
  | { readonly say: 'too-few-people'; readonly needed: number }
  | { readonly say: 'gate-is-a-gamble'; readonly needed: number }
  | { readonly say: 'too-noisy'; readonly table: TableId; readonly needed: number }
  | { readonly say: 'no-rows'; readonly table: TableId }
  | { readonly say: 'few-months'; readonly months: number }
  | { readonly say: 'good' }

/** Chance with which a month should be released for its plan to be called safe. */
const safe = 0.99
/** Share of the flows below which their table is hardly worth its ε. */
const leastShare = 0.05

/** `marks` says how many people of a simulated city mark each cell of a sparse table. */
export function planOf(study: Planned, people: number, marks: ReadonlyMap<string, number>): Plan {
  const rule = gateRule(study)
  const probability = publishProbability(people, rule)
  const peopleNeeded = fewestPeople(rule, safe)
  const planned = study.tables.map((setting) => tablePlan(study, setting, people, marks))
  const perMonth = epsilonPerMonthMilli(study)
  const months = Math.floor(study.epsilonTotalMilli / perMonth)
  return {
    people,
    epsilonPerMonthMilli: perMonth,
    months,
    gate: { needed: thresholdOf(rule), probability, peopleNeeded },
    tables: planned,
    advice: adviceOf({ people, months, probability, peopleNeeded, minimum: rule.k }, planned),
  }
}

/** Fewest people with whom a rule publishes with at least this chance. */
export const fewestPeople = (rule: SparseRule, chance: number): number =>
  fewest(rule.k, (count) => publishProbability(count, rule) >= chance)

/** The smallest whole number from `from` on that a growing condition holds for. */
function fewest(from: number, holds: (count: number) => boolean): number {
  let [low, high] = [from, from]
  while (!holds(high)) [low, high] = [high, 2 * high]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return high
}

function tablePlan(
  study: Planned,
  setting: TableSetting,
  people: number,
  marks: ReadonlyMap<string, number>,
): TablePlan {
  const table = tables[setting.id]
  const { id } = setting
  const scale = scaleOf(setting)
  if (table.kind === 'sparse') {
    const rule = sparseRule(study, setting)
    const expected = (weigh: (count: number) => number) =>
      [...marks.values()].reduce((sum, count) => sum + publishProbability(count, rule) * weigh(count), 0)
    const all = [...marks.values()].reduce((sum, count) => sum + count, 0)
    const share = all === 0 ? 0 : expected((count) => count) / all
    return { kind: 'rows', id, threshold: thresholdOf(rule), rows: expected(() => 1), share }
  }
  if (table.unit === 'points') {
    const cells = table.length(setting)
    const errorAt = (count: number) => Math.min(100, predictedErrorPoints(scale, { cells, people: count }))
    return {
      ...{ kind: 'shares', id, errorPoints: errorAt(people) },
      isTooNoisy: errorAt(people) > mostErrorPoints,
      peopleNeeded: fewest(1, (count) => errorAt(count) <= mostErrorPoints),
    }
  }
  if (table.unit === 'people') return { kind: 'count', id, halfWidth: halfWidth95(scale) }
  return { kind: 'sums', id, unit: table.unit, halfWidthPerPerson: halfWidth95(scale) / people }
}

function adviceOf(
  of: { people: number; months: number; probability: number; peopleNeeded: number; minimum: number },
  planned: readonly TablePlan[],
): Advice[] {
  const found: Advice[] = []
  if (of.people < of.minimum) found.push({ say: 'too-few-people', needed: of.peopleNeeded })
  else if (of.probability < safe) found.push({ say: 'gate-is-a-gamble', needed: of.peopleNeeded })
  for (const table of planned) {
    if (table.kind === 'shares' && table.isTooNoisy)
      found.push({ say: 'too-noisy', table: table.id, needed: table.peopleNeeded })
    if (table.kind === 'rows' && (table.rows < 1 || table.share < leastShare))
      found.push({ say: 'no-rows', table: table.id })
  }
  if (of.months < 12) found.push({ say: 'few-months', months: of.months })
  return found.length > 0 ? found : [{ say: 'good' }]
}
