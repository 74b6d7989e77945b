/** How far the figures of a release can be trusted: noise, clipping, and who the participants are. */
import { errorPointsOf, hasShares, isTooNoisy, mostErrorPoints } from '../estimates.ts'
import type { ReleasedTable } from '../release.ts'
import { settingOf } from '../study.ts'
import { isTotal } from './columns.ts'
import type { InWords, PackageGiven } from './given.ts'

/** Whether a table is shown as a result, and the sentence that says so. */
export interface Verdict {
  readonly isShown: boolean
  readonly says: InWords
}

/** The verdict in two words, where a table is not shown. */
export const tooNoisy: InWords = { en: 'Too noisy', fr: 'Trop bruité' }

/** The verdict on a table's noise. */
export function verdictOf(table: ReleasedTable, participants: number): Verdict {
  if (!isTooNoisy(table, participants))
    return {
      isShown: true,
      says: {
        en: 'The noise is small enough for the table to be shown as a result.',
        fr: 'Le bruit est assez faible pour que le tableau soit montré comme un résultat.',
      },
    }
  return {
    isShown: false,
    says: {
      en: `${tooNoisy.en}: so few people gave to this table that noise is expected to move its shares by more than ${mostErrorPoints} points. It is not to be shown as a result.`,
      fr: `${tooNoisy.fr} : si peu de personnes ont contribué à ce tableau que le bruit devrait en déplacer les parts de plus de ${mostErrorPoints} points. Il n’est pas à montrer comme un résultat.`,
    },
  }
}

/** The content of `quality.json`. */
export function qualityOf(given: PackageGiven) {
  const { release } = given
  return {
    schema: 'sillage/quality@1',
    month: release.month,
    intervals: {
      en: 'The columns low95 and high95 are central 95 % intervals of the noise. They say nothing of who took part: the participants are no random sample.',
      fr: 'Les colonnes low95 et high95 sont des intervalles centraux à 95 % du bruit. Elles ne disent rien de qui a participé : les participants ne sont pas un échantillon aléatoire.',
    },
    mostErrorPoints,
    tables: release.tables.map((table) => ({ id: table.id, ...noiseOf(table, given) })),
    representativeness: {
      en: 'Participants are volunteers with a phone that records trips, who chose to take part. The figures are not weighted and stand for no population beyond them.',
      fr: 'Les participants sont des volontaires dont le téléphone enregistre les déplacements et qui ont choisi de participer. Les chiffres ne sont pas redressés et ne représentent aucune population au-delà d’eux.',
    },
    recording: {
      en: 'Trips, modes and footprints are computed from phones’ positions: short trips may be missed, and modes are recognised with errors that are not noise and not in the intervals.',
      fr: 'Déplacements, modes et empreintes sont calculés à partir des positions des téléphones : de courts déplacements peuvent manquer, et les modes sont reconnus avec des erreurs qui ne sont pas du bruit et ne sont pas dans les intervalles.',
    },
  }
}

function noiseOf(table: ReleasedTable, { study, release }: PackageGiven) {
  const { isShown, says } = verdictOf(table, release.participants)
  const errorPoints = errorPointsOf(table, release.participants)
  const clip = settingOf(study.definition, table.id)?.clip
  return {
    halfWidth95: table.halfWidth95,
    unit: table.unit,
    ...(hasShares(table) && {
      // JSON has no infinity: where nothing can be expected there is no figure.
      expectedErrorPoints: Number.isFinite(errorPoints) ? Math.round(errorPoints * 100) / 100 : null,
    }),
    isShown,
    says,
    ...(clip !== undefined && isTotal(table) && { clipping: clippingOf(clip, table.unit) }),
  }
}

function clippingOf(clip: number, unit: ReleasedTable['unit']): InWords {
  const amount = `${clip} ${unit === 'km' ? 'km' : 'kg CO2e'}`
  return {
    en: `What one person has above ${amount} in a month is cut off in proportion, so that totals and means are too low where people exceed it. How many did is not measured: measuring would cost privacy.`,
    fr: `Ce qu’une personne a au-delà de ${amount} dans le mois est retranché en proportion : totaux et moyennes sont trop bas là où des personnes le dépassent. Combien l’ont fait n’est pas mesuré : le mesurer coûterait de la confidentialité.`,
  }
}
