/** The codebook: what each column holds, over whom, within which bounds and with which noise; a table and two texts. */
import { csvTable } from '../../exports/csv-table.ts'
import { scaleOf as widthOf } from '../mechanism/laplace.ts'
import type { ReleasedTable } from '../release.ts'
import type { Column } from './columns.ts'
import { columnsOf } from './columns.ts'
import type { Language, PackageGiven } from './given.ts'
import { csvPath } from './given.ts'
import { inMarkdown } from './markdown.ts'
import { columnWords, tableWords, valueWords } from './table-words.ts'

/** What is said of a column beside its definition. */
interface Entry {
  readonly table: ReleasedTable
  readonly column: Column
  readonly allowed: string
  readonly bound: string
  readonly noise: string
}

const header = [
  'file',
  'column',
  'type',
  'unit',
  'definition_en',
  'definition_fr',
  'allowed_values',
  'universe_en',
  'universe_fr',
  'bound',
  'noise',
]

/** The content of `codebook.csv`. */
export function codebookCsv(given: PackageGiven): string {
  const rows = given.release.tables.flatMap((table) => entriesOf(table, given))
  return csvTable(
    header,
    rows.map(({ table, column, allowed, bound, noise }) => [
      csvPath(table.id),
      column.name,
      column.type,
      column.unit ?? '',
      columnWords[column.name]!.en,
      columnWords[column.name]!.fr,
      allowed,
      tableWords[table.id].universe.en,
      tableWords[table.id].universe.fr,
      bound,
      noise,
    ]),
  )
}

function entriesOf(table: ReleasedTable, { zones }: PackageGiven): Entry[] {
  return columnsOf(table, zones.ids).map((column) => {
    const isNoisy = column.type === 'integer' || column.type === 'number'
    return {
      table,
      column,
      allowed: allowedOf(column),
      bound: isNoisy ? `one person moves the sums by at most ${table.sensitivity} ${table.unit}` : '',
      noise: isNoisy ? noiseOf(table) : '',
    }
  })
}

function allowedOf({ type, allowed, minimum, maximum, name }: Column): string {
  if (type === 'yearmonth') return 'YYYY-MM (ISO 8601)'
  if (valueWords[name]) return allowed!.join(' | ')
  if (allowed) return 'ids of zones.geojson'
  if (minimum === undefined) return ''
  return maximum === undefined ? `from ${minimum}` : `${minimum} to ${maximum}`
}

function noiseOf(table: ReleasedTable): string {
  const law = `discrete Laplace, b = ${Math.round(widthOf(table) * 1000) / 1000} ${table.unit}`
  return table.threshold === undefined ? law : `${law}; rows below ${table.threshold} are absent`
}

const words = {
  en: {
    title: 'Codebook',
    intro: 'Every file of `data/` but the zones, column by column. The same as a table: `codebook.csv`.',
    universe: 'Universe',
    noise: 'Noise',
    bound: 'Bound',
    heads: ['column', 'type', 'unit', 'definition', 'values'],
    values: 'Values',
    meaning: 'meaning',
  },
  fr: {
    title: 'Dictionnaire des données',
    intro:
      'Chaque fichier de `data/` sauf les zones, colonne par colonne. Le même en tableau : `codebook.csv`.',
    universe: 'Champ',
    noise: 'Bruit',
    bound: 'Borne',
    heads: ['colonne', 'type', 'unité', 'définition', 'valeurs'],
    values: 'Valeurs',
    meaning: 'sens',
  },
} as const

/** The content of `codebook.en.md` or `codebook.fr.md`. */
export function codebookText(given: PackageGiven, language: Language): string {
  const { title, intro } = words[language]
  return [
    `# ${title}: ${inMarkdown(given.study.definition.title[language])}, ${given.release.month}`,
    intro,
    ...given.release.tables.map((table) => sectionOf(table, given, language)),
    valuesSection(given, language),
  ].join('\n\n')
}

function sectionOf(table: ReleasedTable, given: PackageGiven, language: Language): string {
  const { universe, noise, bound, heads } = words[language]
  const colon = language === 'fr' ? ' :' : ':'
  const entries = entriesOf(table, given)
  return [
    `## ${table.id}`,
    '',
    `${tableWords[table.id].title[language]}.`,
    '',
    `- ${universe}${colon} ${tableWords[table.id].universe[language]}`,
    `- ${bound}${colon} ${table.sensitivity} ${table.unit}`,
    `- ${noise}${colon} ${noiseOf(table)}`,
    '',
    ...tableLines(
      heads,
      entries.map(({ column, allowed }) => [
        `\`${column.name}\``,
        column.type,
        column.unit ?? '',
        columnWords[column.name]![language],
        allowed.replaceAll('|', '\\|'),
      ]),
    ),
  ].join('\n')
}

function valuesSection({ release, zones }: PackageGiven, language: Language): string {
  const { values, meaning } = words[language]
  const names = new Set(
    release.tables.flatMap((table) => columnsOf(table, zones.ids).map(({ name }) => name)),
  )
  const known = Object.entries(valueWords).filter(([name]) => names.has(name))
  const rows = known.flatMap(([name, each]) =>
    Object.entries(each).map(([value, said]) => [`\`${name}\``, `\`${value}\``, said[language]]),
  )
  return `## ${values}\n\n${tableLines([words[language].heads[0], words[language].values.toLowerCase(), meaning], rows).join('\n')}\n`
}

const tableLines = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`)
