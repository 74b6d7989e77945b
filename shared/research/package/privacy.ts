/** What a release may reveal: every parameter of its mechanism, and the promise that follows, for reading by anything. */
import { halfWidth95, scaleOf as widthOf } from '../mechanism/laplace.ts'
import { thresholdOf } from '../mechanism/thresholds.ts'
import type { ReleasedTable } from '../release.ts'
import { gateRule } from '../release.ts'
import type { StudyDefinition } from '../study.ts'
import { deltaOf, epsilonPerMonthMilli, settingOf, totalDelta } from '../study.ts'
import { tables } from '../tables/registry.ts'
import type { InWords, Language, PackageGiven } from './given.ts'

const milli = (thousandths: number): number => thousandths / 1000

/** The content of `privacy.json`. */
export function privacyOf(given: PackageGiven) {
  const { study, release, ledger, software } = given
  const { definition } = study
  const gate = gateRule(definition)
  const half = halfWidth95(gate)
  return {
    schema: 'sillage/privacy@1',
    study: { id: definition.id, version: definition.version, hash: study.hash },
    month: release.month,
    madeAt: given.madeAt,
    software,
    mechanism: {
      name: 'discrete Laplace',
      reference: 'https://arxiv.org/abs/2004.00010',
      sampling: 'exact, over integers, from the generator of the operating system',
      composition: 'addition of the tables of a month, and of months',
      curator: 'trusted at the moment of the release',
    },
    unit: 'one person and month, all tables together, taking part or not',
    epsilon: milli(epsilonPerMonthMilli(definition)),
    delta: totalDelta(definition),
    epsilonOfStudy: {
      most: milli(definition.epsilonTotalMilli),
      spentAtMost: milli(ledger.spentAtMostMilli),
    },
    participants: {
      noisy: release.participants,
      low95: release.participants - half,
      high95: release.participants + half,
      minimum: definition.minParticipants,
      threshold: thresholdOf(gate),
    },
    k: definition.k,
    tables: release.tables.map((table) => tableOf(table, given)),
    ledger: ledger.hash,
    promise: { en: promise(definition, 'en'), fr: promise(definition, 'fr') },
    limits: limits(given),
  } as const
}

function tableOf(table: ReleasedTable, { study }: PackageGiven) {
  const setting = settingOf(study.definition, table.id)
  return {
    id: table.id,
    unit: table.unit,
    mode: tables[table.id].kind === 'sparse' ? 'rows above a threshold' : 'all rows',
    epsilon: milli(table.epsilonMilli),
    ...(hasThreshold(table) && { delta: deltaOf(study.definition) }),
    sensitivity: table.sensitivity,
    scale: widthOf(table),
    halfWidth95: table.halfWidth95,
    ...(setting?.clip !== undefined && { clip: setting.clip }),
    ...(setting?.pairs !== undefined && { pairs: setting.pairs }),
    ...(table.threshold !== undefined && { threshold: table.threshold }),
  }
}

/** The number of participants is told above a threshold too: that of the gate. */
const hasThreshold = (table: ReleasedTable): boolean =>
  table.threshold !== undefined || table.id === 'participants'

/** The sentence that may be printed of a study's releases, with its own numbers. */
export function promise(definition: StudyDefinition, language: Language): string {
  const epsilon = milli(epsilonPerMonthMilli(definition))
  const factor = Math.exp(epsilon)
  const one = 10 ** definition.deltaExponent
  const thresholds = Math.round(totalDelta(definition) * one)
  const hasFlows = settingOf(definition, 'flows') !== undefined
  const written = (value: number) => {
    const text = value < 100 ? String(Math.round(value * 100) / 100) : String(Math.round(value))
    return language === 'fr' ? text.replace('.', ',') : text
  }
  return language === 'fr'
    ? [
        `Que vous ayez participé ou non ce mois-là, la probabilité de tout résultat publié change au plus d’un facteur e^${written(epsilon)} ≈ ${written(factor)} (plus ${thresholds} sur ${grouped(one, '\u202F')}).`,
        ...(hasFlows ? [`Aucun flux publié ne représente moins de ${definition.k} participants.`] : []),
        'Les erreurs du logiciel et le dépositaire de la clé au moment de la publication sont hors de cette promesse.',
      ].join(' ')
    : [
        `Whether or not you took part in that month, the chance of any published result changes by at most a factor e^${written(epsilon)} ≈ ${written(factor)} (plus ${thresholds} in ${grouped(one, ',')}).`,
        ...(hasFlows ? [`No published flow stands for fewer than ${definition.k} participants.`] : []),
        'Software errors and the custodian of the key at release time are outside this promise.',
      ].join(' ')
}

const grouped = (value: number, separator: string): string =>
  String(value).replace(/\B(?=(?:\d{3})+$)/g, separator)

/** What the promise does not cover. */
function limits({ study }: PackageGiven): InWords[] {
  const { definition } = study
  const most = milli(definition.epsilonTotalMilli)
  return [
    {
      en: `The protection is per month: it weakens with each month that a person takes part in. The study may spend ε = ${most} per person in all.`,
      fr: `La protection vaut par mois : elle faiblit à chaque mois de participation. L’étude peut dépenser en tout ε = ${String(most).replace('.', ',')} par personne.`,
    },
    {
      en: 'The custodian sees each person’s bounded figures for the moment of the release, then destroys them.',
      fr: 'Le dépositaire de la clé voit les chiffres bornés de chaque personne le temps de la publication, puis les détruit.',
    },
    {
      en: 'Who holds two accounts counts as two people, and is protected as each of them.',
      fr: 'Qui détient deux comptes compte pour deux personnes, et est protégé comme chacune d’elles.',
    },
    {
      en: 'What holds for a whole group is published on purpose, and says something of its members whether they took part or not.',
      fr: 'Ce qui vaut pour tout un groupe est publié à dessein, et dit quelque chose de ses membres, qu’ils aient participé ou non.',
    },
    {
      en: 'A month without a release says that too few took part, within the same noise. In what the study has spent at most it counts as if its participants had been counted, whether they were or not.',
      fr: 'Un mois sans publication dit que trop peu de personnes ont participé, au même bruit près. Dans ce que l’étude a dépensé au plus, il compte comme si ses participants avaient été dénombrés, qu’ils l’aient été ou non.',
    },
  ]
}
