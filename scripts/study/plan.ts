/** `sillage study plan`: what a study could publish with so many people, told from a simulated city. */
import { smallTables } from '../../shared/research/budgets.ts'
import { contribute } from '../../shared/research/contribution.ts'
import { mostErrorPoints } from '../../shared/research/estimates.ts'
import type { Advice, Plan, Planned, TablePlan } from '../../shared/research/plan.ts'
import { planOf } from '../../shared/research/plan.ts'
import { sumsOf } from '../../shared/research/release.ts'
import type { StudyDefinition } from '../../shared/research/study.ts'
import { fewestParticipants, smallestCrowd } from '../../shared/research/study.ts'
import type { Zones } from '../../shared/research/zones.ts'
import { readZones } from '../../shared/research/zones.ts'
import { simulateCity } from '../../shared/simulation/city/city.ts'
import { communeZones } from '../../shared/simulation/city/zones.ts'
import { utf8 } from '../../shared/vault/bytes.ts'
import { CommandError } from '../command-error.ts'
import { readNamed, readText } from '../files.ts'
import { readOptions } from '../options.ts'

const usage = `usage: sillage study plan --people N [--draft FILE] [--zones zones.geojson]
without --draft: the tables of a small study; without --zones: the communes around La Rochelle`

/** More would take minutes, and say nothing else. */
const mostPeople = 20_000
const month = '2026-03'

export function studyPlan(args: readonly string[]): void {
  const options = readOptions(args, { usage, needed: ['--people'], optional: ['--draft', '--zones'] })
  const people = Number(options.value('--people'))
  if (!(Number.isInteger(people) && people >= 1 && people <= mostPeople))
    throw new CommandError(`--people is a whole number from 1 to ${mostPeople}`)
  const draft = options.maybe('--draft')
  const study = draft === undefined ? smallStudy : plannedIn(readText(draft), draft)
  const file = options.maybe('--zones')
  const zones = readZones(file === undefined ? utf8(JSON.stringify(communeZones())) : readNamed(file))
  const plan = planOf(study, people, marksOf(study, zones, people))
  process.stdout.write(planText(plan, zones))
}

const smallStudy: Planned = {
  tables: smallTables,
  minParticipants: fewestParticipants,
  k: smallestCrowd,
  deltaExponent: 6,
  epsilonTotalMilli: 12_000,
}

function plannedIn(text: string, name: string): Planned {
  try {
    const { tables, minParticipants, k, deltaExponent, epsilonTotalMilli } = JSON.parse(text) as Planned
    const planned = { tables, minParticipants, k, deltaExponent, epsilonTotalMilli }
    if (!Object.values(planned).includes(undefined as never)) return planned
  } catch (cause) {
    throw new CommandError(`${name}: this is no draft of a study`, { cause })
  }
  throw new CommandError(`${name}: this is no draft of a study`)
}

/** How many people of a simulated city, of as many people, go between which zones. */
function marksOf(study: Planned, zones: Zones, people: number): ReadonlyMap<string, number> {
  const tables = study.tables.filter(({ id }) => id === 'flows')
  if (tables.length === 0) return new Map()
  const asked = { ...study, tables } as StudyDefinition
  const choice = { tables: tables.map(({ id }) => id), withHome: true }
  const city = simulateCity({ seed: 1, people, months: [month], zones: communeZones() })
  const vectors = Array.from(city, ({ places, months }) =>
    contribute({ trips: months[0]!.trips, places, placeEdits: [] }, { study: asked, zones, month, choice }),
  )
  const marks = sumsOf(asked, vectors).tables.get('flows')
  return marks instanceof Map ? marks : new Map()
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** The plan as text. */
function planText(plan: Plan, zones: Zones): string {
  const { people, gate } = plan
  return [
    `With ${people} people, over ${zones.ids.length} zones:`,
    `  a month costs each person ε ${plan.epsilonPerMonthMilli / 1000}; the study can pay for ${plan.months} months`,
    `  it is released with a chance of ${percent(gate.probability)}, with ${gate.peopleNeeded} people of 99 %`,
    ...plan.tables.map((table) => `  ${table.id.padEnd(14)} ${tableText(table)}`),
    '',
    ...plan.advice.map((advice) => `  > ${adviceText(advice)}`),
    '',
  ].join('\n')
}

function tableText(table: TablePlan): string {
  switch (table.kind) {
    case 'count':
      return `within ±${table.halfWidth} people`
    case 'shares':
      return `a split that is off by ${table.errorPoints.toFixed(1)} points${table.isTooNoisy ? `: too noisy, shown from ${table.peopleNeeded} people on` : ''}`
    case 'sums':
      return `each figure within ±${table.halfWidthPerPerson.toFixed(1)} ${table.unit} per person`
    case 'rows':
      return `${table.rows.toFixed(1)} rows of at least ${table.threshold} people, ${percent(table.share)} of what people do (as a simulated La Rochelle goes)`
  }
}

function adviceText(advice: Advice): string {
  switch (advice.say) {
    case 'too-few-people':
      return `Nothing can be released with so few people. Find ${advice.needed}, or join a larger study.`
    case 'gate-is-a-gamble':
      return `Chance decides whether a month is released. Find ${advice.needed} people, or give the count of participants more ε.`
    case 'too-noisy':
      return `${advice.table} is not shown below ${advice.needed} people, being off by more than ${mostErrorPoints} points. Give it more ε, or leave it out and give its ε to another.`
    case 'no-rows':
      return `${advice.table} would publish next to nothing. Leave it out, or take fewer and larger zones.`
    case 'few-months':
      return `The study’s ε is spent after ${advice.months} months.`
    case 'good':
      return 'This can be released, and its figures are of use.'
  }
}
