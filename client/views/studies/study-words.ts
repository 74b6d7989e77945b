/** What studies and their tables are called on the page. */
import type { ModeGroup } from '../../../shared/research/groups.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import type { CellKey, Table } from '../../../shared/research/tables/table.ts'
import type { ShownStudy } from '../../studies-protocol.ts'
import { fill, month, number } from '../../words/speak.ts'
import { language, words } from '../../words/words.ts'

/** A text of a definition in the language on screen. */
export const inWords = (text: { readonly en: string; readonly fr: string }): string => text[language.value]

export const studyPath = ({ id, version }: StudyDefinition): string => `/studies/${id}/${version}`

/** Thousandths of ε as people read them. */
export const epsilon = (milli: number): string => number(milli / 1000)

/** The factor e^ε, to one decimal. */
export const factorOf = (milli: number): string => number(Math.round(Math.exp(milli / 1000) * 10) / 10)

/** A month as 2026-05. */
export const monthName = (iso: string): string => month(iso)

export const groupName = (group: string): string => words().studies.modes[group as ModeGroup]

/** What a cell counts for. */
export function cellName(cell: CellKey): string {
  const text = words().studies
  const { mode, day, band, change, origin_zone: from, dest_zone: to } = cell
  if (mode !== undefined) return groupName(mode)
  if (day !== undefined && band !== undefined)
    return fill(text.dayBand, {
      day: text.days[day as keyof typeof text.days],
      band: text.bands[band as keyof typeof text.bands],
    })
  if (change !== undefined) return text.changes[change as keyof typeof text.changes]
  if (from !== undefined && to !== undefined) return fill(text.flow, { from, to })
  return text.participants
}

/** A number of a table with its unit. */
export const withUnit = (unit: Table['unit'], value: number): string =>
  fill(words().studies.units[unit], { value: number(value) })

/** The name of a table of a study, from its notice. */
export function tableName({ notice }: ShownStudy, id: string): string {
  const tables = notice.sections.flatMap((section) => section.tables ?? [])
  return tables.find((table) => table.id === id)?.name ?? id
}

/** A share of 0 to 100, to a tenth: spans are often narrower than a point. */
export const fineShare = (value: number): string =>
  new Intl.NumberFormat(words().locale, { style: 'percent', maximumFractionDigits: 1 }).format(value / 100)
