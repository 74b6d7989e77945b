/**
 * The attacks that a release is tried with before it is published: on made-up people, with the study's own parameters,
 * against the real release function. Each is also played against a release without protection; an attack that does not
 * win there proves nothing, and its result does not count.
 */
import type { Vectors } from '../contribution.ts'
import { halfWidth95 } from '../mechanism/laplace.ts'
import { thresholdOf } from '../mechanism/thresholds.ts'
import type { RandomBytes } from '../mechanism/uniform.ts'
import { gateRule, releaseSums } from '../release.ts'
import type { StudyDefinition } from '../study.ts'
import { epsilonPerMonthMilli, settingOf } from '../study.ts'
import { tables } from '../tables/registry.ts'
import { singledOut, smallestPublishedCrowd } from './crowds.ts'
import { readOff } from './differencing.ts'
import type { Releaser } from './membership.ts'
import { largestArea, measuredEpsilon, membershipArea } from './membership.ts'
import { madeUpPeople } from './population.ts'
import { unprotectedRelease } from './unprotected.ts'

export interface AttackResult {
  readonly attack: 'epsilon' | 'membership' | 'differencing' | 'crowds' | 'known-zones'
  /** What was measured, none where no row was published, and the bound that it must keep. */
  readonly measured: number | null
  readonly bound: number
  /** The same against a release without protection. */
  readonly control: number
  readonly holds: boolean
  /** Whether the attack won against the control: one that did not says nothing. */
  readonly hasPower: boolean
}

export interface AttackReport {
  readonly schema: 'sillage/attack-report@1'
  readonly study: string
  readonly version: number
  /** How many made-up people the games were played with. */
  readonly people: number
  /** Releases made for each world of a game. */
  readonly runs: number
  readonly results: readonly AttackResult[]
  /** Whether no attack won, and those had power that always can: a release is published with no other report. */
  readonly passed: boolean
}

const auditRuns = 4000
const memberRuns = 400
const memberTargets = 12
const differencingTargets = 60
const crowdRuns = 100
/** Slack of an area measured on so many runs: three standard errors. */
const areaSlack = 0.04
/** With a quarter of the people, a guess of nothing would be as good. */
const leastSingledOut = 0.25

/** Plays all attacks. `release` is the real function unless a control puts another in its place. */
export function attackReport(
  study: StudyDefinition,
  zoneIds: readonly string[],
  random: RandomBytes,
  release: Releaser = releaseSums,
): AttackReport {
  const gate = gateRule(study)
  const count = Math.max(thresholdOf(gate) + 2 * halfWidth95(gate), differencingTargets)
  const people = madeUpPeople(study, count, random)
  const game = { study, zoneIds, release, random }
  const results = [
    epsilonResult(game, people),
    membershipResult(game, people),
    differencingResult(game, people),
    ...(settingOf(study, 'flows') ? crowdResults(game, people) : []),
  ]
  return {
    schema: 'sillage/attack-report@1',
    study: study.id,
    version: study.version,
    people: people.length,
    runs: auditRuns,
    results,
    passed: results.every(({ attack, holds, hasPower }) => holds && (hasPower || needsCrowd(attack))),
  }
}

/** Attacks on rows of few people have nothing to find where zones are so large that even pseudonyms hide among many. */
const needsCrowd = (attack: AttackResult['attack']): boolean =>
  attack === 'crowds' || attack === 'known-zones'

interface Play {
  readonly study: StudyDefinition
  readonly zoneIds: readonly string[]
  readonly release: Releaser
  readonly random: RandomBytes
}

/** Who weighs as much as anyone may, in one cell of each table. */
export function heaviestVectors(study: StudyDefinition): Vectors {
  return Object.fromEntries(
    study.tables.map((setting) => {
      const table = tables[setting.id]
      const length = table.length(setting)
      if (table.kind === 'sparse') return [setting.id, Array.from({ length }, (_, n) => (n % 2 ? n >> 1 : 0))]
      return [setting.id, Array.from({ length }, (_, n) => (n === 0 ? table.sensitivity(setting) : 0))]
    }),
  )
}

function epsilonResult(play: Play, others: readonly Vectors[]): AttackResult {
  const game = { ...play, others, target: heaviestVectors(play.study) }
  const bound = epsilonPerMonthMilli(play.study) / 1000
  const measured = measuredEpsilon(game, auditRuns)
  const control = measuredEpsilon({ ...game, release: unprotectedRelease }, auditRuns)
  return { attack: 'epsilon', measured, bound, control, holds: measured <= bound, hasPower: control > bound }
}

function membershipResult(play: Play, people: readonly Vectors[]): AttackResult {
  const bound = largestArea(play.study)
  const areaOf = (release: Releaser, runs: number): number => {
    const areas = Array.from({ length: memberTargets }, (_, n) =>
      membershipArea(
        { ...play, release, target: people[n]!, others: people.filter((_person, at) => at !== n) },
        runs,
      ),
    )
    return Math.max(...areas)
  }
  const [measured, control] = [areaOf(play.release, memberRuns), areaOf(unprotectedRelease, 4)]
  return {
    ...{ attack: 'membership', measured, bound, control },
    holds: measured <= bound + areaSlack,
    hasPower: control > bound + areaSlack || control === 1,
  }
}

function differencingResult(play: Play, people: readonly Vectors[]): AttackResult {
  const { found, byChance } = readOff(play, people, differencingTargets)
  const won = readOff({ ...play, release: unprotectedRelease }, people, differencingTargets).found
  const [measured, control] = [found / differencingTargets, won / differencingTargets]
  const bound = chanceBound(byChance / differencingTargets, play.study)
  return {
    attack: 'differencing',
    measured,
    bound,
    control,
    holds: measured <= bound,
    hasPower: control > 0.9,
  }
}

/** What happens by chance can happen e^ε times as often with a person as without; and three standard errors more. */
function chanceBound(byChance: number, study: StudyDefinition): number {
  const least = Math.max(byChance, 1 / differencingTargets)
  const slack = 3 * Math.sqrt((least * (1 - least)) / differencingTargets)
  return Math.min(0.9, Math.exp(epsilonPerMonthMilli(study) / 1000) * byChance + slack)
}

function crowdResults(play: Play, people: readonly Vectors[]): AttackResult[] {
  const { k } = play.study
  const crowd = smallestPublishedCrowd(play, people, crowdRuns)
  const alone = singledOut(people)
  const risk = crowd === undefined ? 0 : 1 / crowd
  const noThreshold = smallestPublishedCrowd(
    { ...play, study: { ...play.study, k: 1 }, release: unprotectedRelease },
    people,
    1,
  )
  return [
    {
      ...{ attack: 'crowds', measured: crowd ?? null, bound: k, control: noThreshold ?? k },
      holds: (crowd ?? k) >= k,
      hasPower: (noThreshold ?? k) < k,
    },
    {
      ...{ attack: 'known-zones', measured: risk, bound: 1 / k, control: alone },
      holds: risk <= 1 / k,
      hasPower: alone > leastSingledOut,
    },
  ]
}
