/** `sillage study review`: all that an operator needs to know before they put their name under a study. */
import { halfWidth95 } from '../../shared/research/mechanism/laplace.ts'
import { thresholdOf } from '../../shared/research/mechanism/thresholds.ts'
import { gateRule, scaleOf, sparseRule } from '../../shared/research/release.ts'
import type { Study, StudyDefinition } from '../../shared/research/study.ts'
import { epsilonPerMonthMilli, openStudy, settingOf } from '../../shared/research/study.ts'
import { tables } from '../../shared/research/tables/registry.ts'
import type { Zones } from '../../shared/research/zones.ts'
import { zonesOf } from '../../shared/research/zones.ts'
import { readNamed, readText } from '../files.ts'
import { readOptions } from '../options.ts'
import { peopleNeeded } from './crowds.ts'
import { monthCount, smallestZoneKm2, warningsOf } from './warnings.ts'

const usage = 'usage: sillage study review study.jws --zones zones.geojson'

export async function studyReview(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { usage, words: 1, needed: ['--zones'] })
  const study = await openStudy(readText(options.words[0]!))
  const zones = await zonesOf(study.definition, readNamed(options.value('--zones')))
  process.stdout.write(reviewText(study, zones))
}

/** The review as text. */
export function reviewText({ definition, hash }: Study, zones: Zones): string {
  const warnings = warningsOf(definition, zones)
  return [
    ...whoAndWhy(definition, hash),
    '',
    ...whatAndHowCoarse(definition, zones),
    '',
    ...privacy(definition),
    '',
    ...(warnings.length === 0 ? ['No warning.'] : ['Warnings', ...warnings.map((each) => `  ! ${each}`)]),
    '',
  ].join('\n')
}

const line = (name: string, text: string): string => `  ${name.padEnd(16)} ${text}`
const epsilonText = (milli: number): string => String(milli / 1000)

function whoAndWhy(study: StudyDefinition, hash: string): string[] {
  const { title, purpose, recipients, controller, keys } = study
  const officer = controller.dataProtectionOfficer
  return [
    `${study.id}, version ${study.version}; the signature holds`,
    line('title', `${title.en} / ${title.fr}`),
    line('who', `${controller.name}, ${controller.address}, ${controller.contact}`),
    ...(officer ? [line('data protection', officer)] : []),
    line('why', purpose.en),
    line('pourquoi', purpose.fr),
    line('results go to', `${recipients.en}; licence ${study.licence}`),
    line('open dashboard', study.isPublic ? 'yes, and the open-data catalogue' : 'no'),
    line('assessment', study.assessment ?? 'none named'),
    line('signing key', keys.signing),
    line('registry key', keys.registry),
    line('definition', hash),
  ]
}

function whatAndHowCoarse(study: StudyDefinition, zones: Zones): string[] {
  const { first, last } = study.months
  return [
    'What is taken, as whole numbers that one person can move by so much, and what noise is put on the sums',
    ...study.tables.map((setting) => {
      const { unit } = tables[setting.id]
      const scale = scaleOf(setting)
      return line(
        setting.id,
        `up to ${scale.sensitivity} ${unit}; ε ${epsilonText(setting.epsilonMilli)}; noise within ±${halfWidth95(scale)} in 95 of 100 cases`,
      )
    }),
    line(
      'zones',
      `${study.zones.name.en}: ${zones.ids.length}, the smallest of ${smallestZoneKm2(zones).toFixed(1)} km²`,
    ),
    line('months', `${first} to ${last}, ${monthCount(study)} in all, one release each`),
    line('kept in', `${study.storedIn}, sealed, ${study.retentionDays} days after a month is closed at most`),
  ]
}

function privacy(study: StudyDefinition): string[] {
  const perMonth = epsilonPerMonthMilli(study)
  const gate = gateRule(study)
  const flows = settingOf(study, 'flows')
  return [
    'What it costs in privacy, and from how many people on something is published',
    line('per month', `ε ${epsilonText(perMonth)} per person`),
    line('in all', `ε ${epsilonText(study.epsilonTotalMilli)} at most: ${affordable(study)} months`),
    line('δ', `10^-${study.deltaExponent} per threshold`),
    line(
      'gate',
      `a month needs ${peopleNeeded(gate)} people to be released nearly always (noisy count of ${thresholdOf(gate)}), and never is with fewer than ${study.minParticipants}`,
    ),
    ...(flows ? [flowsLine(study, flows)] : []),
  ]
}

function flowsLine(study: StudyDefinition, flows: StudyDefinition['tables'][number]): string {
  const rule = sparseRule(study, flows)
  return line(
    'flows',
    `a row stands for ${study.k} people or more (k); threshold ${thresholdOf(rule)}; needs ${peopleNeeded(rule)} people to be shown nearly always`,
  )
}

const affordable = (study: StudyDefinition): number =>
  Math.floor(study.epsilonTotalMilli / epsilonPerMonthMilli(study))
