/** A study's definition before it is signed: all but its zones' hash and its keys, with places to fill in. */
import { Refusal } from '../../shared/api/refusal.ts'
import { largeTables, smallTables } from '../../shared/research/budgets.ts'
import type { StudyDefinition } from '../../shared/research/study.ts'
import { epsilonPerMonthMilli } from '../../shared/research/study.ts'

/** What a person writes. */
export type Draft = Omit<StudyDefinition, 'zones' | 'keys'> & {
  readonly zones: Pick<StudyDefinition['zones'], 'name'>
}

/** Stands around what has to be filled in; signing refuses a draft that still holds one. */
const [openMark, closeMark] = ['‹', '›']
const fill = (what: string): string => `${openMark}${what}${closeMark}`

const monthsAsked = 12

/** Each has an ε of 1 a month; with the count of participants in it that people are enough for. */
const budgets = {
  small: { minParticipants: 50, tables: smallTables },
  large: { minParticipants: 1000, tables: largeTables },
} as const
export type Size = keyof typeof budgets

/** A draft to edit, for the twelve months from `firstMonth` on. */
export function newDraft(size: Size, firstMonth: string): Draft {
  const { minParticipants, tables } = budgets[size]
  const both = (en: string, fr: string) => ({ en: fill(en), fr: fill(fr) })
  return {
    schema: 'sillage/study@1',
    id: fill('short name of a–z, 0–9 and dashes'),
    version: 1,
    title: both('title of the study', 'titre de l’étude'),
    purpose: both(
      'why, in words for everyone: what will be decided or understood with the results',
      'pourquoi, en mots pour tous : ce que les résultats serviront à décider ou à comprendre',
    ),
    controller: {
      name: fill('who answers for the study: organisation'),
      address: fill('postal address'),
      contact: fill('e-mail address'),
      dataProtectionOfficer: fill('e-mail address of the data protection officer; or delete this line'),
    },
    recipients: both('who gets the results', 'qui reçoit les résultats'),
    storedIn: 'France',
    assessment: fill('reference of the ethics opinion or impact assessment; or delete this line'),
    tables,
    zones: { name: both('what the zones are, as: communes', 'ce que sont les zones, comme : communes') },
    months: { first: firstMonth, last: monthAfter(firstMonth, monthsAsked - 1) },
    minParticipants,
    k: 10,
    deltaExponent: 6,
    epsilonTotalMilli: monthsAsked * epsilonPerMonthMilli({ tables }),
    retentionDays: 30,
    isPublic: true,
    licence: 'etalab-2.0',
  }
}

/** The month so many months later, as 2026-05. */
function monthAfter(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** The month after the one of an instant. */
export const nextMonth = (nowMs: number): string => monthAfter(new Date(nowMs).toISOString().slice(0, 7), 1)

/** Throws Refusal `bad-request` naming what has not been filled in yet. */
export function assertFilledIn(value: unknown): void {
  const left = marksIn(value, [])
  if (left.length > 0) throw new Refusal('bad-request', `Fill in first: ${left.join(', ')}.`)
}

function marksIn(value: unknown, path: readonly string[]): string[] {
  if (typeof value === 'string') return value.includes(openMark) ? [path.join('.')] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => marksIn(inner, [...path, name]))
}
