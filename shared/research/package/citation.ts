/** How a release is cited: Citation File Format 1.2.0. */
import type { PackageGiven } from './given.ts'
import { releaseName } from './given.ts'

/** The content of `CITATION.cff`. Texts are written as JSON strings, which YAML reads. */
export function citationText(given: PackageGiven): string {
  const { study, release, madeAt } = given
  const { title, purpose, controller, licence, version } = study.definition
  const line = (name: string, value: string): string => `${name}: ${JSON.stringify(value)}`
  return [
    'cff-version: 1.2.0',
    line('message', 'If you use these data, please cite them as below.'),
    'type: dataset',
    line('title', `${title.en}, ${release.month}`),
    line('abstract', purpose.en),
    'authors:',
    `  - ${line('name', controller.name)}`,
    line('version', String(version)),
    line('date-released', madeAt.slice(0, 10)),
    line('license', licence),
    'identifiers:',
    '  - type: other',
    `    ${line('value', `urn:sillage:${releaseName(given)}`)}`,
    `    ${line('description', `SHA-256 of the study’s definition: ${study.hash}`)}`,
    '',
  ].join('\n')
}
