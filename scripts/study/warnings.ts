/** What an operator should ask about before publishing a study. */
import { area } from '@turf/turf'
import { mostErrorPoints, predictedErrorPoints } from '../../shared/research/estimates.ts'
import { gateRule, scaleOf } from '../../shared/research/release.ts'
import type { StudyDefinition } from '../../shared/research/study.ts'
import { epsilonPerMonthMilli, settingOf } from '../../shared/research/study.ts'
import { tables } from '../../shared/research/tables/registry.ts'
import type { Zones } from '../../shared/research/zones.ts'
import { peopleNeeded } from './crowds.ts'

/** More than this in a month, in thousandths, is weak protection: a factor of e in what is believed of a person. */
const usualMonthMilli = 1000
const usualRetentionDays = 30
/** In smaller zones a pair of zones often is one person's way to work. */
const smallZoneKm2 = 1

/** How many months a study lasts. */
export function monthCount({ months: { first, last } }: StudyDefinition): number {
  const count = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
  return count(last) - count(first) + 1
}

/** Area of the smallest zone, km². */
export const smallestZoneKm2 = ({ collection }: Zones): number =>
  Math.min(...collection.features.map((feature) => area(feature) / 1e6))

/** Each a sentence. */
export function warningsOf(study: StudyDefinition, zones: Zones): string[] {
  return [...aboutPeople(study), ...aboutPrivacy(study, zones), ...aboutUse(study)]
}

function aboutPeople({ title, purpose, recipients, controller, assessment }: StudyDefinition): string[] {
  const same = [title, purpose, recipients].some(({ en, fr }) => en === fr)
  return [
    ...(same ? ['A text is the same in both languages: it may not be translated.'] : []),
    ...(controller.dataProtectionOfficer ? [] : ['No data protection officer is named.']),
    ...(assessment ? [] : ['No ethics opinion or impact assessment is named.']),
  ]
}

function aboutPrivacy(study: StudyDefinition, zones: Zones): string[] {
  const perMonth = epsilonPerMonthMilli(study)
  const zoneKm2 = smallestZoneKm2(zones)
  const hasFlows = settingOf(study, 'flows') !== undefined
  return [
    ...(perMonth > usualMonthMilli
      ? [`A month costs ε ${perMonth / 1000} per person; ${usualMonthMilli / 1000} is usual.`]
      : []),
    ...(study.retentionDays > usualRetentionDays
      ? [`Contributions are kept for ${study.retentionDays} days; ${usualRetentionDays} is usual.`]
      : []),
    ...(hasFlows && zoneKm2 < smallZoneKm2
      ? [`Flows between zones of ${zoneKm2.toFixed(1)} km²: such a pair often is one person’s way to work.`]
      : []),
  ]
}

function aboutUse(study: StudyDefinition): string[] {
  const affordable = Math.floor(study.epsilonTotalMilli / epsilonPerMonthMilli(study))
  const people = peopleNeeded(gateRule(study))
  const noisy = study.tables.filter((setting) => {
    const table = tables[setting.id]
    if (table.unit !== 'points' || table.kind !== 'cells') return false
    return predictedErrorPoints(scaleOf(setting), { cells: table.cells().length, people }) > mostErrorPoints
  })
  return [
    ...(affordable < monthCount(study)
      ? [`The ε in all is spent after ${affordable} of ${monthCount(study)} months.`]
      : []),
    ...noisy.map(
      ({ id }) =>
        `${id}: with the ${people} people that just pass the gate, noise is above ${mostErrorPoints} points; more people are needed for a useful table.`,
    ),
  ]
}
