/** The licences that a study can give its releases: names, addresses, and what each asks for in one sentence. */
import type { StudyDefinition } from '../study.ts'
import type { InWords, PackageGiven } from './given.ts'

interface Licence {
  readonly title: string
  /** The text of the licence. */
  readonly url: string
  readonly asks: InWords
}

export const licences: Readonly<Record<StudyDefinition['licence'], Licence>> = {
  'etalab-2.0': {
    title: 'Licence Ouverte / Open Licence 2.0',
    url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    asks: {
      en: 'You may reuse the data for any purpose if you name the source and the date of its last update.',
      fr: 'Vous pouvez réutiliser les données pour tout usage, à condition d’en citer la source et la date de mise à jour.',
    },
  },
  'CC-BY-4.0': {
    title: 'Creative Commons Attribution 4.0 International',
    url: 'https://creativecommons.org/licenses/by/4.0/',
    asks: {
      en: 'You may reuse the data for any purpose if you name the source, link to the licence and say what you changed.',
      fr: 'Vous pouvez réutiliser les données pour tout usage, à condition d’en citer la source, de renvoyer à la licence et d’indiquer vos modifications.',
    },
  },
  'ODbL-1.0': {
    title: 'Open Data Commons Open Database License 1.0',
    url: 'https://opendatacommons.org/licenses/odbl/1-0/',
    asks: {
      en: 'You may reuse the data for any purpose if you name the source and share a database made from it under the same licence.',
      fr: 'Vous pouvez réutiliser les données pour tout usage, à condition d’en citer la source et de partager sous la même licence toute base qui en est tirée.',
    },
  },
}

/** The file LICENSE. */
export function licenceText({ study, madeAt }: Pick<PackageGiven, 'study' | 'madeAt'>): string {
  const { licence, controller, title } = study.definition
  const { title: name, url, asks } = licences[licence]
  const day = madeAt.slice(0, 10)
  return [
    `${name}`,
    `SPDX-License-Identifier: ${licence}`,
    url,
    '',
    `Source: ${controller.name}, ${title.en}, ${day}.`,
    asks.en,
    '',
    `Source : ${controller.name}, ${title.fr}, ${day}.`,
    asks.fr,
    '',
  ].join('\n')
}
